import { Annotations, Duration, RemovalPolicy, Resource, SecretValue, Token } from 'aws-cdk-lib';
import { CfnUserPoolClient, CfnUserPoolClientProps, IUserPool, IUserPoolClient, UserPoolClientReference } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ListBackupAppClientOptions } from './app-client-options';
import { identityProviders } from './identity-providers';
import { parameterValue, published } from './parameters';
import { clientAttributes } from './user-attributes';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { claimLogicalId } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { ListBackupStage } from '../stage';
import { LOCAL_WEB_ORIGIN, userPoolClientName, webOrigin } from '../stage/naming';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireBoolean, requireDurationBetween, requireList } from '../validation/values';

/** Base of created and imported clients. They run where everyone can read them, so they have no secret. */
@located
export abstract class AppClientBase extends Resource implements IUserPoolClient {
  public abstract readonly userPoolClientId: string;
  protected abstract readonly userPool: IUserPool;

  public get userPoolClientSecret(): SecretValue {
    throw new Error(`${this.node.path} has no secret: it is a public client, for apps that run on users' machines. `
      + 'A program on a server gets a client of its own, for example userPool.addClient("Server", { generateSecret: true }).');
  }

  public get userPoolClientRef(): UserPoolClientReference {
    return { clientId: this.userPoolClientId, userPoolId: this.userPool.userPoolId };
  }
}

const DEFAULTS = { accessTokenValidity: Duration.hours(24), idTokenValidity: Duration.hours(24), refreshTokenValidity: Duration.days(30) };

type Validity = Pick<CfnUserPoolClientProps, 'accessTokenValidity' | 'idTokenValidity' | 'refreshTokenValidity' | 'tokenValidityUnits'>;

function tokenValidity(options: ListBackupAppClientOptions): Validity {
  requireDurationBetween('accessTokenValidity', options.accessTokenValidity, Duration.minutes(5), Duration.days(1));
  requireDurationBetween('idTokenValidity', options.idTokenValidity, Duration.minutes(5), Duration.days(1));
  requireDurationBetween('refreshTokenValidity', options.refreshTokenValidity, Duration.hours(1), Duration.days(3650));
  const refresh = options.refreshTokenValidity ?? DEFAULTS.refreshTokenValidity;
  const within = (prop: 'accessTokenValidity' | 'idTokenValidity') => {
    const validity = options[prop] ?? DEFAULTS[prop];
    if (validity.toSeconds() > refresh.toSeconds()) {
      invalid(prop, validity.toHumanString(), `must be at most the refresh token's validity, ${refresh.toHumanString()}`, `For example: ${prop}: Duration.minutes(60), or a longer refreshTokenValidity.`);
    }
    return shortTime(validity);
  };
  const access = within('accessTokenValidity');
  const id = within('idTokenValidity');
  const long = longTime(refresh);
  return {
    accessTokenValidity: access.value,
    idTokenValidity: id.value,
    refreshTokenValidity: long.value,
    tokenValidityUnits: { accessToken: access.unit, idToken: id.unit, refreshToken: long.unit },
  };
}

/** A whole number of it in the largest unit in which it is whole. */
function shortTime(time: Duration): { readonly value: number; readonly unit: string } {
  const hours = time.toHours({ integral: false });
  if (Number.isInteger(hours)) return { value: hours, unit: 'hours' };
  const minutes = time.toMinutes({ integral: false });
  return Number.isInteger(minutes) ? { value: minutes, unit: 'minutes' } : { value: time.toSeconds(), unit: 'seconds' };
}

function longTime(time: Duration): { readonly value: number; readonly unit: string } {
  const days = time.toDays({ integral: false });
  return Number.isInteger(days) ? { value: days, unit: 'days' } : shortTime(time);
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const MAX_URLS = 100;
const MAX_LENGTH = 1024;

/** Returns a client's URLs, each once, when Cognito and a careful person would take them all. */
function webUrls(what: string, urls: readonly string[], localhost: boolean): string[] {
  urls.forEach((url) => requireWebUrl(what, url, localhost));
  const distinct = [...new Set(urls)];
  if (distinct.length === 0 || distinct.length > MAX_URLS) {
    invalid(what, distinct.length, `must have 1 to ${MAX_URLS} URLs`, 'For example: ["https://app.listbackup.ai/callback"].');
  }
  return distinct;
}

function requireWebUrl(what: string, value: string, localhost: boolean): void {
  if (typeof value === 'string' && Token.isUnresolved(value)) return;
  const url = parse(value);
  if (url === undefined || value.length > MAX_LENGTH || value.includes('#')) {
    invalid(what, value, `must be whole URLs of at most ${MAX_LENGTH} characters without a fragment`, 'For example: "https://app.listbackup.ai/callback".');
  }
  if (LOCAL_HOSTS.includes(url.hostname)) {
    if (!localhost) invalid(what, value, 'must not lead to the user\'s own machine, which is for development', 'For example: "https://app.listbackup.ai/callback", or localhostCallbacks: true.');
    if (url.protocol === 'http:') return;
  }
  if (url.protocol !== 'https:') invalid(what, value, 'must begin with https://', `For example: "https://${url.host || 'app.listbackup.ai'}/callback".`);
}

function parse(value: unknown): URL | undefined {
  // `new URL` would forgive spaces and line breaks, which Cognito would not.
  if (typeof value !== 'string' || /\s/.test(value)) return undefined;
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}

/** Properties of the app client, from its layer. */
export interface AppClientProps extends ListBackupAppClientOptions, ListBackupUserPoolOptions {
  readonly stage: ListBackupStage;
  readonly userPool: IUserPool;
  readonly domainName: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The client of the web application. */
@located
export class CreatedAppClient extends AppClientBase {
  public readonly userPoolClientId: string;
  protected readonly userPool: IUserPool;

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
}

function localhostCallbacks(scope: Construct, { stage, localhostCallbacks: asked }: AppClientProps): boolean {
  requireBoolean('localhostCallbacks', asked);
  if (asked && stage.isProduction) {
    Annotations.of(scope).addWarningV2('listbackup-infrastructure:productionLocalhostCallback',
      `localhostCallbacks in production stage "${stage.stageName}": whatever runs on a user's machine can receive their sign-in. Leave the prop out.`);
  }
  return asked ?? stage.isDevelopment;
}

/** The web application's client, which another stack deployed. */
@located
export class ImportedAppClient extends AppClientBase {
  public readonly userPoolClientId: string;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, lookup: ServiceLookup, protected readonly userPool: IUserPool) {
    super(scope, id);
    this.userPoolClientId = lookup.name('CognitoUserPoolClientId', () => parameterValue(stage, 'UserPoolClientIdParameter'));
  }
}
