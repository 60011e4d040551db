import { codeOfText, STAGE } from './read/expression';
import type { Outside } from './read/variables';

/** Names of the catalogue, as they are in physical names. */
const TABLES = [
  'users', 'accounts', 'user-accounts', 'activity', 'platforms', 'platform-connections', 'platform-sources', 'sources', 'source-groups', 'jobs',
  'job-logs', 'teams', 'team-members', 'notifications', 'billing', 'billing-usage', 'tags', 'files', 'oauth-states', 'api-keys', 'mfa-codes',
  'rate-limits', 'account-lockout',
];
const BUCKETS = ['data', 'assets', 'exports', 'logs'];
const QUEUES = ['sync', 'backup', 'export', 'analytics', 'maintenance', 'alert'];
const RULES = ['data-sync', 'job', 'user', 'billing', 'platform', 'system'];

/** A handle of the infrastructure, as a converted stack gets it. */
interface Handle {
  readonly type: string;
  readonly id: string;
}

const HANDLES: Readonly<Record<string, Handle>> = {
  auth: { type: 'ListBackupAuth', id: 'Auth' },
  data: { type: 'ListBackupDataLayer', id: 'Data' },
  email: { type: 'ListBackupEmail', id: 'Email' },
  messaging: { type: 'ListBackupMessaging', id: 'Messaging' },
};

const AUTH: Readonly<Record<string, string>> = {
  CognitoUserPoolId: 'auth.userPool.userPoolId',
  CognitoUserPoolArn: 'auth.userPool.userPoolArn',
  CognitoUserPoolClientId: 'auth.userPoolClient.userPoolClientId',
  CognitoIssuer: 'auth.issuer',
  CognitoJwksUri: 'auth.jwksUri',
  CognitoIdentityPoolId: 'auth.identityPool.identityPoolId',
};

const EMAIL: Readonly<Record<string, string>> = {
  SESConfigurationSetName: 'email.emailConfigurationSetName',
  SNSTopicArn: 'email.smsTopic.topicArn',
  PasswordResetTemplateName: 'email.passwordResetTemplateName',
  MFASetupTemplateName: 'email.mfaSetupTemplateName',
};

const API: Readonly<Record<string, string>> = {
  HttpApiId: 'service.api.httpApi.apiId',
  HttpApiEndpoint: 'service.api.httpApi.apiEndpoint',
  CustomDomainEndpoint: 'service.api.endpoint',
  CognitoAuthorizerId: 'service.api.cognitoAuthorizerId',
};

/** TypeScript for what the deployed infrastructure holds, by handles of the library where it has them. */
export class Handles implements Outside {
  private readonly used = new Set<string>();

  /** True if SSM parameters are read. */
  public readsParameters = false;

  /** Declarations of the handles that were used. */
  public declarations(): string[] {
    return [...this.used].sort().map((name) => {
      const { type, id } = HANDLES[name] ?? { type: name, id: name };
      return `const ${name} = ${type}.fromStage(this, '${id}', { stage });`;
    });
  }

  /** Names of the library's that the declarations need. */
  public imports(): string[] {
    return [...this.used].map((name) => HANDLES[name]?.type ?? name);
  }

  public output(stack: string, key: string, region: string | undefined): string {
    const known = region === undefined ? this.known(stack, key) : undefined;
    return known ?? `Fn.getStackOutput(${[stack, key, ...region === undefined ? [] : [region]].map(codeOfText).join(', ')})`;
  }

  public parameter(name: string): string {
    this.readsParameters = true;
    return `ssm.StringParameter.valueForStringParameter(this, ${codeOfText(name)})`;
  }

  /** TypeScript for an export of the infrastructure's, by its whole name. */
  public exported(name: string): string | undefined {
    const [, stack, key] = new RegExp(`^(listbackup-(?:infrastructure-\\w+|api-gateway)-${STAGE})-(\\w+)$`).exec(name) ?? [];
    return stack === undefined || key === undefined ? undefined : this.known(stack, key);
  }

  /** The handle of one of the catalogue's tables, by its physical name. */
  public table(physicalName: string): string | undefined {
    return this.named(physicalName, `listbackup-${STAGE}-`, '', TABLES, 'data.tables');
  }

  /** The handle of one of the catalogue's queues, by its physical name. */
  public queue(physicalName: string): string | undefined {
    return this.named(physicalName, 'listbackup-', `-queue-${STAGE}.fifo`, QUEUES, 'messaging.queues');
  }

  private named(name: string, prefix: string, suffix: string, catalogue: readonly string[], accessor: string): string | undefined {
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) return undefined;
    const middle = name.slice(prefix.length, name.length - suffix.length);
    return catalogue.includes(middle) ? this.use(`${accessor}.${camelCase(middle)}`) : undefined;
  }

  private known(stack: string, key: string): string | undefined {
    const service = new RegExp(`^listbackup-(?:infrastructure-)?([\\w-]+)-${STAGE}$`).exec(stack)?.[1];
    const found = service === undefined ? undefined : this.byService(service, key);
    return found === undefined ? undefined : this.use(found);
  }

  private byService(service: string, key: string): string | undefined {
    switch (service) {
      case 'dynamodb': return member(key, /^(\w+)Table(Name|Arn|StreamArn)$/, TABLES, 'data.tables', (end) => (end === 'StreamArn' ? 'tableStreamArn!' : `table${end}`));
      case 's3': return member(key, /^(\w+?)Bucket(Name|Arn|DomainName|RegionalDomainName)$/, BUCKETS, 'data.buckets', (end) => `bucket${end}`);
      case 'sqs': return member(key, /^(\w+?)Queue(Url|Arn)$/, QUEUES, 'messaging.queues', (end) => `queue${end}`)
        ?? member(key, /^(\w+?)DeadLetterQueue(Url|Arn)$/, QUEUES, 'messaging.queues', (end) => `deadLetterQueue.queue${end}`);
      case 'eventbridge': return { EventBusName: 'messaging.eventBus.eventBusName', EventBusArn: 'messaging.eventBus.eventBusArn' }[key]
        ?? member(key, /^(\w+?)EventsRule(Arn)$/, RULES, 'messaging.rules', () => 'ruleArn');
      case 'cognito': return AUTH[key];
      case 'ses': return EMAIL[key];
      case 'api-gateway': return API[key];
      default: return undefined;
    }
  }

  private use(code: string): string {
    const [name = ''] = code.split('.');
    if (Object.hasOwn(HANDLES, name)) this.used.add(name);
    return code;
  }
}

function member(key: string, pattern: RegExp, names: readonly string[], accessor: string, property: (end: string) => string): string | undefined {
  const [, start, end] = pattern.exec(key) ?? [];
  const name = names.find((one) => one.replace(/-/g, '') === start?.toLowerCase());
  return name === undefined || end === undefined ? undefined : `${accessor}.${camelCase(name)}.${property(end)}`;
}

function camelCase(kebab: string): string {
  return kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
