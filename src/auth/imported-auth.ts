import { Stack } from 'aws-cdk-lib';
import { IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IListBackupAuth } from './auth-handle';
import { IListBackupUserGroups } from './groups-handle';
import { ImportedUserGroups } from './imported-groups';
import { ImportedIdentityPool } from './imported-identity-pool';
import { ImportedAppClient, ImportedUserPool } from './imported-user-pool';
import { issuerOf, jwksUriOf } from './token-issuer';
import { IListBackupUserPool } from './user-pool-handle';
import { childOf } from '../conventions';
import { ListBackupFromStageProps } from '../exports';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** Authentication of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedAuth extends Construct implements IListBackupAuth {
  private readonly stage: ListBackupStage;
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, props: ListBackupFromStageProps) {
    const lookup = lookupOf(props, SERVICES.cognito);
    super(scope, id);
    this.stage = props.stage;
    this.lookup = lookup;
  }

  public get userPool(): IListBackupUserPool {
    return childOf<IListBackupUserPool>(this, 'UserPool', () => new ImportedUserPool(this, 'UserPool', this.stage, this.lookup));
  }

  public get userPoolClient(): IUserPoolClient {
    return childOf<IUserPoolClient>(this, 'UserPoolClient', () => new ImportedAppClient(this, 'UserPoolClient', this.stage, this.lookup, this.userPool));
  }

  public get identityPool(): IIdentityPool {
    return childOf<IIdentityPool>(this, 'IdentityPool', () => new ImportedIdentityPool(this, 'IdentityPool', this.lookup));
  }

  public get groups(): IListBackupUserGroups {
    return childOf<IListBackupUserGroups>(this, 'Groups', () => new ImportedUserGroups(this, 'Groups', () => this.userPool));
  }

  public get issuer(): string {
    return this.lookup.derived('CognitoIssuer', () => issuerOf(Stack.of(this).region, this.userPool.userPoolId));
  }

  public get jwksUri(): string {
    return this.lookup.derived('CognitoJwksUri', () => jwksUriOf(this.issuer));
  }

  public get hostedUiDomain(): string {
    return this.lookup.name('CognitoUserPoolDomain');
  }

  public get authenticatedRole(): IRole {
    return this.role('AuthenticatedRole', 'CognitoAuthenticatedRoleArn');
  }

  public get unauthenticatedRole(): IRole {
    return this.role('UnauthenticatedRole', 'CognitoUnauthenticatedRoleArn');
  }

  private role(id: string, key: string): IRole {
    return childOf<IRole>(this, id, () => Role.fromRoleArn(this, id, this.lookup.name(key)));
  }
}
