import { App, CfnResource, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import {
  ListBackupAuth, ListBackupBuckets, ListBackupFunction, ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupRuntime,
  ListBackupSecurity, ListBackupStage,
} from '../../src';
import { MAIN_ENV, newStack, TemplateJson, TemplateResource, templateOf } from '../support/synth';

/** What scanners do not look at. */

const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

interface Whole { readonly app: App; readonly stacks: Stack[] }

/** A stage with everything, and a service of two functions. */
function whole(stage: ListBackupStage, security: ListBackupSecurity, parts: Partial<ListBackupInfrastructureProps> = {}, bounded = false): Whole {
  const app = new App();
  const permissionsBoundary = bounded ? ManagedPolicy.fromManagedPolicyArn(app, 'Boundary', BOUNDARY) : undefined;
  const each = { security, ...(permissionsBoundary && { permissionsBoundary }) };
  const { stacks, messaging, api } = new ListBackupInfrastructure(app, 'ListBackup', {
    stage,
    env: MAIN_ENV,
    hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    secrets: { security, secrets: { stripe: {} } },
    tables: { security },
    buckets: { ...each, audit: true },
    queues: { security },
    eventBus: each,
    email: each,
    auth: { ...each, tenantAttributes: true },
    api: each,
    edge: { security, frontsApi: true },
    ...parts,
  });
  const service = new Stack(app, 'Jobs', { env: MAIN_ENV });
  const fn = new ListBackupFunction(service, 'Jobs', {
    ...each, stage, runtime: ListBackupRuntime.NODEJS, code: lambda.Code.fromInline('exports.handler = async () => {};'),
  });
  fn.consume(messaging.queues.sync);
  api.addRoute('DELETE /jobs/{id}', fn, { groups: ['Admins'] });
  return { app, stacks: [...stacks, service] };
}

function resources(stacks: Stack[]): (TemplateResource & { readonly id: string })[] {
  const of = ({ Resources }: TemplateJson) => Object.entries(Resources).map(([id, resource]) => ({ id, ...resource }));
  return stacks.map(templateOf).flatMap(of);
}

const ofType = (all: ReturnType<typeof resources>, type: string) => all.filter(({ Type }) => Type === type);

const { MAIN, DEV, STAGING } = ListBackupStage;
const { STANDARD, HARDENED } = ListBackupSecurity;

interface Statement {
  readonly Effect: string;
  readonly Principal?: string | { readonly [kind: string]: unknown };
  readonly Sid?: string;
  readonly Condition?: object;
}

/** A policy that a resource takes as text, with what only CloudFormation knows left blank. */
function joined(value: unknown): string | undefined {
  const [, parts] = (value as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'] ?? [];
  return parts?.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

/** Every statement of every policy that stands on a resource: what others may do to it. */
function resourceStatements(all: ReturnType<typeof resources>): { readonly on: string; readonly statement: Statement }[] {
  const within = (value: unknown): Statement[] => {
    const text = joined(value);
    if (text?.startsWith('{"Statement"')) return within(JSON.parse(text));
    if (typeof value !== 'object' || value === null) return [];
    if (!Array.isArray(value) && 'Effect' in value && 'Principal' in value) return [value as Statement];
    return Object.values(value).flatMap(within);
  };
  return all.flatMap(({ id, Properties }) => within(Properties).map((statement) => ({ on: id, statement })));
}

describe.each([['STANDARD', STANDARD], ['HARDENED', HARDENED]])('a production stage, %s', (_, security) => {
  const all = resources(whole(MAIN, security).stacks);

  test('each rule has a target: what matches is not lost without a word', () => {
    const rules = ofType(all, 'AWS::Events::Rule');
    expect(rules).toHaveLength(6);
    for (const { id, Properties } of rules) expect([id, (Properties as { Targets?: unknown[] }).Targets?.length]).toEqual([id, 1]);
  });

  test('nothing leads to a developer\'s machine', () => {
    const urls = JSON.stringify(all.filter(({ Type }) => /UserPoolClient|ApiGatewayV2::Api$|S3::Bucket$/.test(Type)));
    expect(urls).toContain('https://main.listbackup.ai');
    expect(urls).not.toMatch(/localhost|127\.0\.0\.1|http:\/\//);
  });

  test('nobody gets credentials without signing in', () => {
    const [pool] = ofType(all, 'AWS::Cognito::IdentityPool');
    expect(pool.Properties).toMatchObject({ AllowUnauthenticatedIdentities: false, AllowClassicFlow: false });
    const [role] = all.filter(({ id }) => id === 'CognitoUnauthenticatedRole');
    expect(role.Properties).not.toHaveProperty('Policies');
    expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  test('whoever is admitted as anyone is of this account', () => {
    const open = resourceStatements(all).filter(({ statement: { Effect, Principal } }) => (
      Effect === 'Allow' && (Principal === '*' || (typeof Principal === 'object' && [Principal.AWS].flat().includes('*')))
    ));
    expect(open.map(({ on, statement }) => [on, statement.Condition])).toEqual([
      ['SNSTopicPolicy', { StringEquals: { 'aws:SourceOwner': '123456789012' } }],
    ]);
  });

  test('AWS services are admitted for this account only', () => {
    const services = resourceStatements(all).filter(({ on, statement: { Effect, Principal } }) => (
      Effect === 'Allow' && typeof Principal === 'object' && 'Service' in Principal && ofType(all, 'AWS::IAM::Role').every(({ id }) => id !== on)
    ));
    const unbound = services.filter(({ statement }) => !/123456789012|aws:SourceAccount/.test(JSON.stringify(statement.Condition ?? {})));
    expect(services.length).toBeGreaterThan(8);
    // EventBridge looks at the key before it has a bus; log streams are made without saying for which rule.
    expect(unbound.map(({ on, statement }) => `${on} ${statement.Sid}`).sort()).toEqual([
      'EventBridgeLogGroupPolicy EventsCreateStreams',
      ...(security.isHardened ? ['EventbridgeEncryptionKey EventBridgeChecksTheKey'] : []),
    ]);
  });

  test('functions are called by this account\'s services only', () => {
    for (const { id, Properties } of ofType(all, 'AWS::Lambda::Permission')) {
      expect([id, ('SourceArn' in Properties || 'SourceAccount' in Properties)]).toEqual([id, true]);
    }
  });

  test('a dead-letter queue takes from its own queue only', () => {
    const queues = ofType(all, 'AWS::SQS::Queue').map(({ id, Properties }) => ({ id, RedriveAllowPolicy: Properties.RedriveAllowPolicy as unknown }));
    const dead = queues.filter(({ id }) => id.endsWith('DeadLetterQueue') && id !== 'EventsDeadLetterQueue');
    expect(dead).toHaveLength(6);
    for (const { id, RedriveAllowPolicy } of dead) {
      const name = id.replace('DeadLetterQueue', '').toLowerCase();
      expect(JSON.stringify(RedriveAllowPolicy)).toMatch(new RegExp(`"redrivePermission":"byQueue".*listbackup-${name}-queue-main\\.fifo`));
      expect((RedriveAllowPolicy as { sourceQueueArns: unknown[] }).sourceQueueArns).toHaveLength(1);
    }
    const events = queues.find(({ id }) => id === 'EventsDeadLetterQueue');
    expect(events?.RedriveAllowPolicy).toEqual({ redrivePermission: 'denyAll' });
  });
});

/** Roles of the parts recovery and backup, whose boundaries are options of their own; the replication role follows that of the app only. */
const OF_RECOVERY = ['BackupRole', 'DataBucketReplicationRole', 'RestoreRole', 'RestoreTestRole'];

describe('roles', () => {
  const roles = (stacks: Stack[]) => ofType(resources(stacks), 'AWS::IAM::Role');

  test.each([['STANDARD', STANDARD], ['HARDENED', HARDENED]])('each takes the boundary of the option, %s', (_, security) => {
    const all = roles(whole(MAIN, security, {}, true).stacks).filter(({ id }) => !OF_RECOVERY.includes(id));
    expect(all.map(({ id }) => id).sort()).toEqual([
      'CognitoAuthenticatedRole', 'CognitoSmsRole', 'CognitoUnauthenticatedRole', 'DataAuditTrailRole', 'EventBridgeLogRole',
      'IamRoleLambdaExecution', 'JobsFunctionRole', 'ListBackupAuthorizerRole', 'SMSDeliveryRole',
    ]);
    for (const { id, Properties } of all) expect([id, Properties.PermissionsBoundary]).toEqual([id, BOUNDARY]);
  });

  test('each follows a boundary of the whole app, and so do those that CDK makes', () => {
    const { app, stacks } = whole(DEV, STANDARD);
    PermissionsBoundary.of(app).apply(ManagedPolicy.fromManagedPolicyArn(app, 'Own', BOUNDARY));
    const all = roles(stacks);
    expect(all.length).toBeGreaterThan(9);
    for (const { id, Properties } of all) expect([id, Properties.PermissionsBoundary]).toEqual([id, BOUNDARY]);
  });

  test('none trusts another account', () => {
    const trust = JSON.stringify(roles(whole(MAIN, HARDENED).stacks).map(({ Properties }) => Properties.AssumeRolePolicyDocument));
    expect(trust).not.toContain('"AWS"');
  });
});

describe('what weakens a production stage is said', () => {
  test('a callback to localhost', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: MAIN, localhostCallbacks: true });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('productionLocalhostCallback'));
  });

  test('and in staging nothing leads to a developer\'s machine, either', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: STAGING });
    new ListBackupBuckets(stack, 'Buckets', { stage: STAGING });
    const found = stack.node.findAll().filter(CfnResource.isCfnResource).map(({ cfnResourceType }) => cfnResourceType);
    expect(found).toContain('AWS::Cognito::UserPoolClient');
    expect(JSON.stringify(templateOf(stack))).not.toContain('localhost');
  });
});
