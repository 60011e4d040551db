import { IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IListBackupUserGroups } from './groups-handle';
import { IListBackupUserPool } from './user-pool-handle';

/** Authentication of a stage, whether this app made it or another did. */
export interface IListBackupAuth extends IConstruct {
  /** The users and how they sign in. */
  readonly userPool: IListBackupUserPool;

  /** The public client of the web application: it has no secret. */
  readonly userPoolClient: IUserPoolClient;

  /** Gives AWS credentials to the user pool's users. */
  readonly identityPool: IIdentityPool;

  /** The groups of users: what the claim `cognito:groups` names. */
  readonly groups: IListBackupUserGroups;

  /** Who issues the tokens, as the claim `iss` says: `https://cognito-idp.{region}.amazonaws.com/{userPoolId}`. */
  readonly issuer: string;

  /** Where the public keys of the tokens' signatures are, as JSON Web Key Set. */
  readonly jwksUri: string;

  /** The host of the hosted UI, without `https://`: `{prefix}.auth.{region}.amazoncognito.com`, or a domain of your own. */
  readonly hostedUiDomain: string;

  /** The role of people who have signed in. */
  readonly authenticatedRole: IRole;

  /** The role of people who have not signed in. It allows nothing until you grant it something. */
  readonly unauthenticatedRole: IRole;
}
