import { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';

/**
 * A stage's user pool, whether this app made it or another did.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html
 */
export interface IListBackupUserPool extends IUserPool {
  /**
   * Lets someone look up users, groups, and who is in which.
   *
   * @param grantee who looks them up.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
   */
  grantRead(grantee: IGrantable): Grant;

  /**
   * Lets someone make, change, disable, sign out and delete users, and put them into groups. What decides whose data a user sees
   * (`custom:accountId`) is among what can be changed. Pool, clients and groups are not.
   *
   * @param grantee who changes them.
   */
  grantWrite(grantee: IGrantable): Grant;

  /**
   * Both.
   *
   * @param grantee who looks them up and changes them.
   */
  grantReadWrite(grantee: IGrantable): Grant;
}
