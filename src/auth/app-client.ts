import { Annotations, RemovalPolicy, Resource, SecretValue } from 'aws-cdk-lib';
import { CfnUserPoolClient, IUserPool, IUserPoolClient, UserPoolClientReference } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ListBackupAppClientOptions } from './app-client-options';
import { published } from './attribute';
import { identityProviders } from './identity-providers';
import { tokenValidity } from './token-validity';
import { clientAttributes } from './user-attributes';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { webUrls } from './web-urls';
import { claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { LOCAL_WEB_ORIGIN, userPoolClientName, webOrigin } from '../stage/naming';
import { requireBoolean, requireList } from '../stage/require';

/** What the client takes from its layer. */
export interface AppClientProps extends ListBackupAppClientOptions, ListBackupUserPoolOptions {
  readonly stage: ListBackupStage;
  readonly userPool: IUserPool;
  readonly domainName: string;
  readonly removalPolicy: RemovalPolicy;
}

/** A client that runs where everyone can read it, and so keeps no secret. */
export class CreatedAppClient extends Resource implements IUserPoolClient {
  public readonly userPoolClientId: string;
  private readonly userPool: IUserPool;

  public constructor(scope: Construct, id: string, props: AppClientProps) {
    super(scope, id);
    const { stage, userPool, domainName } = props;
    requireBoolean('implicitFlow', props.implicitFlow);
    const localhost = localhostCallbacks(this, props);
    const attributes = clientAttributes(props);
    const urls = (what: string, asked: readonly string[] | undefined, path: string) => {
      requireList(what, asked, `["https://app.listbackup.ai${path}"]`);
      const all = [...asked ?? [`${webOrigin(stage, domainName)}${path}`], ...localhost ? [`${LOCAL_WEB_ORIGIN}${path}`] : []];
      return webUrls(what, all, localhost);
    };
    const providers = identityProviders(this, userPool.userPoolId, props);

    // L1: `UserPoolClient` (L2) writes times in minutes, and cannot leave attributes to Cognito's default and name them when it must.
    const client = claimLogicalId(new CfnUserPoolClient(this, 'Resource', {
      userPoolId: userPool.userPoolId,
      clientName: userPoolClientName(stage),
      generateSecret: false,
      explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ...tokenValidity(props),
      supportedIdentityProviders: ['COGNITO', ...(props.identityProviders ?? []).map((provider) => provider.providerName)],
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: props.implicitFlow ?? true ? ['code', 'implicit'] : ['code'],
      allowedOAuthScopes: ['phone', 'email', 'openid', 'profile', 'aws.cognito.signin.user.admin'],
      callbackUrLs: urls('callbackUrls', props.callbackUrls, '/callback'),
      logoutUrLs: urls('logoutUrls', props.logoutUrls, '/login'),
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      ...attributes,
    }), 'CognitoUserPoolClient');
    client.applyRemovalPolicy(props.removalPolicy);
    // Their names are literals here, which says nothing of the order.
    providers.forEach((provider) => client.node.addDependency(provider));

    this.userPoolClientId = published(this, stage, 'CognitoUserPoolClientId', client.ref);
    this.userPool = userPool;
  }

  public get userPoolClientSecret(): SecretValue {
    throw new Error(`${this.node.path} has no secret: it is a public client, for apps that run on users' machines. `
      + 'A program on a server gets a client of its own, for example userPool.addClient("Server", { generateSecret: true }).');
  }

  public get userPoolClientRef(): UserPoolClientReference {
    return { clientId: this.userPoolClientId, userPoolId: this.userPool.userPoolId };
  }
}

function localhostCallbacks(scope: Construct, { stage, localhostCallbacks: asked }: AppClientProps): boolean {
  requireBoolean('localhostCallbacks', asked);
  if (asked && stage.isProduction) {
    Annotations.of(scope).addWarningV2('listbackup-infrastructure:productionLocalhostCallback',
      `localhostCallbacks in production stage "${stage.stageName}": whatever runs on a user's machine can receive their sign-in. Leave the prop out.`);
  }
  return asked ?? stage.isDevelopment;
}
