import { Stack } from 'aws-cdk-lib';
import { IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CreatedAppClient, ImportedAppClient } from './app-client';
import { withAuthSecurityDefaults, ListBackupAuthProps } from './auth-options';
import { ImportedUserGroups, UserGroups } from './groups';
import { hostedUi } from './hosted-ui';
import { IdentityAccess } from './identity-access';
import { CreatedIdentityPool, ImportedIdentityPool } from './identity-pool';
import { deliverLogs } from './log-delivery';
import { createParameters, issuerOf, jwksUriOf, published } from './parameters';
import { CreatedUserPool, ImportedUserPool } from './user-pool';
import { SERVICES } from '../catalogue/services';
import { childOf, makesCatalogue, removalPolicyFor } from '../conventions';
import { ListBackupFromStageProps } from '../exports';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { IListBackupAuth, IListBackupUserGroups, IListBackupUserPool } from '../handles';
import { getOrCreateServiceKey } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { DEFAULT_DOMAIN_NAME } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireBoundary } from '../validation/constructs';
import { located } from '../validation/located';
import { requireDomainName } from '../validation/names';

/** Authentication of a stage that another stack deployed. Each handle is created when it is first used. */
@located
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

/**
 * The authentication of a stage: user pool, app client, hosted UI, groups, identity pool with its roles, and logs.
 *
 * IDs, ARNs and URLs are outputs, exported as `listbackup-infrastructure-cognito-{stage}-{key}`. For the user pool and its client, they are
 * also parameters below `/listbackup-infrastructure-cognito/{stage}/`.
 *
 * With `tenantAttributes`, a signed-in user can read the objects below `accounts/{accountId}/` of the data and exports buckets, where
 * `accountId` is the user's `custom:accountId`. A user without one can read nothing. Without `tenantAttributes`, the role allows nothing.
 *
 * @throws at synthesis when an option is invalid, weakens the stage's security level, or can't be combined with another.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/what-is-amazon-cognito.html
 *
 * @example
 * declare const authorizer: lambda.Function;
 * const auth = new ListBackupAuth(this, 'Auth', { stage: ListBackupStage.MAIN, tenantAttributes: true });
 * authorizer.addEnvironment('COGNITO_ISSUER', auth.issuer);
 * auth.userPool.grant(authorizer, 'cognito-idp:AdminGetUser');
 */
@located
export class ListBackupAuth extends Construct implements IListBackupAuth {
  /**
   * The authentication of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * `ListBackupLookup.names()` finds user pool and client by their SSM parameters. It doesn't find hosted UI, identity pool and its roles:
   * using one of them is an error.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupFromStageProps): IListBackupAuth {
    return new ImportedAuth(scope, id, props);
  }

  public readonly userPool: IListBackupUserPool;
  public readonly userPoolClient: IUserPoolClient;
  public readonly identityPool: IIdentityPool;
  public readonly groups: IListBackupUserGroups;
  public readonly issuer: string;
  public readonly jwksUri: string;
  public readonly hostedUiDomain: string;
  public readonly authenticatedRole: IRole;
  public readonly unauthenticatedRole: IRole;

  /**
   * Target of a DNS alias for `customDomain`.
   *
   * @default - none: Cognito's own domain needs no record
   */
  public readonly hostedUiAliasTarget?: string;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupAuthProps) {
    const stage = requireStage(props);
    const chosen = withAuthSecurityDefaults(props);
    super(scope, id);
    makesCatalogue(this);
    const domainName = requireDomainName('domainName', chosen.domainName ?? DEFAULT_DOMAIN_NAME);
    requireBoundary('permissionsBoundary', chosen.permissionsBoundary);
    const layer = { ...chosen, domainName, removalPolicy: removalPolicyFor(this, stage, chosen.removalPolicy) };

    const userPool = new CreatedUserPool(this, 'UserPool', layer);
    const userPoolClient = new CreatedAppClient(this, 'UserPoolClient', { ...layer, userPool });
    const identityPool = new CreatedIdentityPool(this, 'IdentityPool', { ...layer, userPool, userPoolClient });
    const access = new IdentityAccess(this, 'IdentityAccess', { ...layer, userPool, identityPool });
    const { userPoolId, userPoolArn } = userPool;
    const { userPoolClientId } = userPoolClient;
    const ui = hostedUi(this, stage, userPoolId, chosen);
    const encryptionKey = getOrCreateServiceKey(this, chosen, {
      stage, service: SERVICES.cognito, removalPolicy: layer.removalPolicy, users: ['LogGroups'], shared: true,
    });
    deliverLogs(this, { ...layer, userPoolId, encryptionKey });
    createParameters(this, stage, {
      UserPoolIdParameter: userPoolId,
      UserPoolArnParameter: userPoolArn,
      UserPoolClientIdParameter: userPoolClientId,
    });

    const issuer = issuerOf(userPool.stack.region, userPoolId);
    const outputs = {
      CognitoUserPoolId: userPoolId,
      CognitoUserPoolArn: userPoolArn,
      CognitoUserPoolClientId: userPoolClientId,
      CognitoIssuer: issuer,
      CognitoJwksUri: jwksUriOf(issuer),
      CognitoUserPoolDomain: ui.host,
      CognitoIdentityPoolId: identityPool.identityPoolId,
      ...access.published,
    };
    publish(this, stage, SERVICES.cognito, outputs);

    this.userPool = userPool;
    this.userPoolClient = userPoolClient;
    this.identityPool = identityPool;
    this.groups = new UserGroups(this, 'Groups', userPool, layer.removalPolicy);
    this.issuer = published(this, stage, 'CognitoIssuer', outputs.CognitoIssuer);
    this.jwksUri = published(this, stage, 'CognitoJwksUri', outputs.CognitoJwksUri);
    this.hostedUiDomain = published(this, stage, 'CognitoUserPoolDomain', outputs.CognitoUserPoolDomain);
    this.authenticatedRole = access.authenticatedRole;
    this.unauthenticatedRole = access.unauthenticatedRole;
    if (ui.aliasTarget !== undefined) {
      const key = 'CognitoUserPoolDomainAliasTarget';
      publish(this, stage, SERVICES.cognito, { [key]: ui.aliasTarget });
      this.hostedUiAliasTarget = published(this, stage, key, ui.aliasTarget);
    }
  }
}
