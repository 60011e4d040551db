import { IUserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';

/**
 * A group of users, whether this app made it or another did.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export interface IListBackupUserGroup extends IUserPoolGroup {
  /** Where a user is in several groups, the one of the lowest precedence decides. */
  readonly precedence: number;
}

/**
 * The groups of a stage's user pool, whether this app made them or another did.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export interface IListBackupUserGroups extends IConstruct {
  /** `SuperAdmins`: ListBackup people who may do everything. */
  readonly superAdmins: IListBackupUserGroup;

  /** `Admins`: ListBackup people who administer accounts. */
  readonly admins: IListBackupUserGroup;

  /** `Staff`: ListBackup people who help customers. */
  readonly staff: IListBackupUserGroup;

  /** `Customer-Account-Owner`: Customers who own an account. */
  readonly customerAccountOwner: IListBackupUserGroup;

  /** `Customer-Tier-0`: Customers of plan tier 0. */
  readonly customerTier0: IListBackupUserGroup;

  /** `Customer-Tier-1`: Customers of plan tier 1. */
  readonly customerTier1: IListBackupUserGroup;

  /** `Customer-Tier-2`: Customers of plan tier 2. */
  readonly customerTier2: IListBackupUserGroup;

  /** `Customer-Tier-3`: Customers of plan tier 3. */
  readonly customerTier3: IListBackupUserGroup;

  /** All of them, in the order of their precedence. */
  readonly all: IListBackupUserGroup[];

  /**
   * The group of that name, as it stands in the claim `cognito:groups`, for example `Customer-Tier-0`.
   *
   * @param name the group's name, letter for letter.
   * @throws when there is none of that name; the message lists those there are.
   */
  byName(name: string): IListBackupUserGroup;
}
