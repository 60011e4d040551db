import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupAuthorizerOptions } from './authorizer-props';
import { ListBackupFromStageProps } from '../exports';

/** The API that another app or stack has deployed for a stage, and what routes on it need. */
export interface ListBackupApiFromStageProps extends ListBackupFromStageProps, ListBackupAuthorizerOptions {
  /**
   * The user pool that issues the tokens, for routes that name groups.
   *
   * @default - the stage's, by the same lookup
   */
  readonly userPool?: IUserPool;

  /**
   * The client that the tokens are issued to, for routes that name groups.
   *
   * @default - the stage's, by the same lookup
   */
  readonly userPoolClient?: IUserPoolClient;

  /**
   * The customer-managed key of what the API was deployed with, for authorizers in stacks of their own.
   *
   * @default - none, or with `security` HARDENED the API's own, by the same lookup
   */
  readonly encryptionKey?: IKey;
}
