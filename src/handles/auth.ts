import { IUserPool, IUserPoolClient, IUserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/**
 * A stage's user pool, created by this app or by another one.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html
 */
export interface IListBackupUserPool extends IUserPool {
  /**
   * Lets someone look up users, groups, and who is in which.
   *
   * @param grantee the principal that reads them.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
   */
  grantRead(grantee: IGrantable): Grant;

  /**
   * Lets someone make, change, disable, sign out and delete users, and put them into groups. What decides whose data a user sees
   * (`custom:accountId`) is among what can be changed. Pool, clients and groups are not.
   *
   * @param grantee the principal that changes them.
   */
  grantWrite(grantee: IGrantable): Grant;

  /**
   * Both.
   *
   * @param grantee the principal that reads and changes them.
   */
  grantReadWrite(grantee: IGrantable): Grant;
}

/**
 * A group of users, created by this app or by another one.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export interface IListBackupUserGroup extends IUserPoolGroup {
  /** Precedence of the group. For a user in several groups, the group with the lowest precedence decides. */
  readonly precedence: number;
}

/**
 * The groups of a stage's user pool, whether this app made them or another did.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export interface IListBackupUserGroups extends IConstruct {
  /** `SuperAdmins`: ListBackup staff who can do everything. */
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
   * The group by its key in the catalogue, such as `CustomerTier0`, or by its name in the claim `cognito:groups`, such as `Customer-Tier-0`.
   *
   * @param name the key or the name, letter for letter.
   * @throws when no member has that name; the message lists the names.
   */
  byName(name: string): IListBackupUserGroup;
}

/** Authentication of a stage, created by this app or by another one. */
export interface IListBackupAuth extends IConstruct {
  /** The users and how they sign in. */
  readonly userPool: IListBackupUserPool;

  /** The public client of the web application: it has no secret. */
  readonly userPoolClient: IUserPoolClient;

  /** Gives AWS credentials to the user pool's users. */
  readonly identityPool: IIdentityPool;

  /** The groups of users: what the claim `cognito:groups` names. */
  readonly groups: IListBackupUserGroups;

  /** Issuer of the tokens, as in their claim `iss`: `https://cognito-idp.{region}.amazonaws.com/{userPoolId}`. */
  readonly issuer: string;

  /** URL of the JSON Web Key Set with the public keys that verify the tokens' signatures. */
  readonly jwksUri: string;

  /** The host of the hosted UI, without `https://`: `{prefix}.auth.{region}.amazoncognito.com`, or a domain of your own. */
  readonly hostedUiDomain: string;

  /** The role of people who have signed in. */
  readonly authenticatedRole: IRole;

  /** The role of people who have not signed in. It allows nothing until you grant it something. */
  readonly unauthenticatedRole: IRole;
}
