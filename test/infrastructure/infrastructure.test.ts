import { App, CfnResource, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupStage } from '../../src';
import { TABLE_FACTS } from '../data-layer/tables.facts';
import { exportsOf, MAIN_ENV, tagsOf, TemplateJson, templateOf } from '../support/synth';

/** The stacks of the specification, in the order they deploy, each with what it deploys after. */
const STACKS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: [],
  sqs: [],
  s3: [],
  eventbridge: ['s3'],
  cognito: ['s3', 'eventbridge'],
};

const QUEUES = ['Sync', 'Backup', 'Export', 'Analytics', 'Maintenance', 'Alert'];
const BUCKETS = ['Data', 'Assets', 'Exports', 'Logs'];
const RULES = ['DataSync', 'Job', 'User', 'Billing', 'Platform', 'System'];

/** Every output key of the specification, by service. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: [...TABLE_FACTS.flatMap(([id]) => [`${id}TableName`, `${id}TableArn`]), 'JobsTableStreamArn'],
  sqs: QUEUES.flatMap((id) => [`${id}QueueUrl`, `${id}QueueArn`, `${id}DeadLetterQueueUrl`, `${id}DeadLetterQueueArn`]),
  s3: [
    ...BUCKETS.flatMap((id) => ['Name', 'Arn', 'DomainName', 'RegionalDomainName'].map((attribute) => `${id}Bucket${attribute}`)),
    'S3AccessLogGroupName', 'S3AccessLogGroupArn',
  ],
  eventbridge: [
    'EventBusName', 'EventBusArn',
    ...RULES.flatMap((id) => [`${id}EventsRuleName`, `${id}EventsRuleArn`]),
    'EventBridgeLogGroupName', 'EventBridgeLogGroupArn', 'EventBridgeLogRoleArn',
    'EventsDeadLetterQueueUrl', 'EventsDeadLetterQueueArn',
  ],
  cognito: [
    'CognitoUserPoolId', 'CognitoUserPoolArn', 'CognitoUserPoolClientId', 'CognitoJwksUri', 'CognitoIssuer',
    'CognitoUserPoolDomain', 'CognitoIdentityPoolId', 'CognitoAuthenticatedRoleArn', 'CognitoUnauthenticatedRoleArn',
  ],
};

const infrastructureOf = (props: ListBackupInfrastructureProps, scope: Construct = new App()) => new ListBackupInfrastructure(scope, 'ListBackup', props);

const templatesOf = (infrastructure: ListBackupInfrastructure): Record<string, TemplateJson> => (
  Object.fromEntries(infrastructure.stacks.map((stack) => [stack.stackName, templateOf(stack)]))
);

const serviceOf = (stack: Stack) => /^listbackup-infrastructure-([a-z0-9]+)-/.exec(stack.stackName)?.[1] ?? '';

describe.each(['main', 'staging', 'dev', 'feature-x'])('stage %s', (name) => {
  const infrastructure = infrastructureOf({ stage: ListBackupStage.of(name) });
  const templates = templatesOf(infrastructure);

  test('has the deployed stacks in their order', () => {
    expect(infrastructure.stacks.map((stack) => stack.stackName)).toEqual(Object.keys(STACKS).map((service) => `listbackup-infrastructure-${service}-${name}`));
    for (const stack of infrastructure.stacks) {
      expect(stack.dependencies.map(serviceOf).sort()).toEqual([...STACKS[serviceOf(stack)]].sort());
    }
  });

  test.each(Object.keys(STACKS))('%s publishes exactly what is specified', (service) => {
    const prefix = `listbackup-infrastructure-${service}-${name}`;
    expect(exportsOf(templates[prefix])).toEqual(Object.fromEntries(OUTPUTS[service].map((key) => [key, `${prefix}-${key}`])));
  });

  test('names every resource from the stage: nothing carries a logical ID that CDK derived', () => {
    const derived = Object.values(templates).flatMap((template) => Object.keys(template.Resources)).filter((id) => /[0-9A-F]{8}$/.test(id));
    // Development's buckets are emptied by CDK's own function.
    expect(derived.filter((id) => !id.startsWith('CustomS3AutoDeleteObjects'))).toEqual([]);
  });

  test('tags every resource with its service and stage; roles have no Stage, rules have no tags', () => {
    for (const [stackName, template] of Object.entries(templates)) {
      const service = stackName.slice(0, -name.length - 1);
      for (const [id, resource] of Object.entries(template.Resources)) {
        const tags = tagsOf(resource);
        if (resource.Type === 'AWS::Events::Rule') expect(resource.Properties).not.toHaveProperty('Tags');
        if (Object.keys(tags).length === 0) continue;
        expect([id, tags.Service, tags.ManagedBy]).toEqual([id, service, 'CDK']);
        expect([id, tags.Stage]).toEqual([id, resource.Type === 'AWS::IAM::Role' ? undefined : name]);
      }
    }
    const tagged = Object.values(templates).flatMap((template) => Object.values(template.Resources)).filter((resource) => tagsOf(resource).Service);
    expect([...new Set(tagged.map(({ Type }) => Type))]).toEqual(expect.arrayContaining([
      'AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::Events::EventBus', 'AWS::Logs::LogGroup', 'AWS::Cognito::UserPool', 'AWS::IAM::Role',
      'AWS::SSM::Parameter',
    ]));
  });
});

describe('where it stands', () => {
  const stage = ListBackupStage.MAIN;

  test('below an App, a Stage or any construct the stack names stay, and the Stage\'s environment is taken', () => {
    const app = new App();
    const production = new Stage(app, 'Production', { env: MAIN_ENV });
    const { stacks } = infrastructureOf({ stage }, new Construct(production, 'Somewhere'));
    expect(stacks.map((stack) => [stack.stackName, stack.account, stack.region])).toEqual(
      Object.keys(STACKS).map((service) => [`listbackup-infrastructure-${service}-main`, '123456789012', 'us-west-2']));
    expect(templateOf(stacks[2]).Resources.DataBucket.Properties.BucketName).toBe('listbackup-data-main-123456789012-us-west-2');
  });

  test('its own environment goes before the Stage\'s', () => {
    const outer = new Stage(new App(), 'Production', { env: MAIN_ENV });
    expect(infrastructureOf({ stage, env: { account: '210987654321', region: 'eu-west-1' } }, outer).stacks[0].region).toBe('eu-west-1');
  });

  test('two stages in one app, and one stage in two regions', () => {
    const app = new App();
    new ListBackupInfrastructure(app, 'Dev', { stage: ListBackupStage.DEV });
    new ListBackupInfrastructure(app, 'Main', { stage, env: MAIN_ENV });
    new ListBackupInfrastructure(app, 'Elsewhere', { stage, env: { ...MAIN_ENV, region: 'eu-west-1' } });
    expect(app.synth().stacks).toHaveLength(15);
  });

  test.each([undefined, MAIN_ENV])('the same stage, account and region twice is refused: %j', (env) => {
    const app = new App();
    new ListBackupInfrastructure(app, 'First', { stage, env });
    expect(() => new ListBackupInfrastructure(new Stage(app, 'Again'), 'Second', { stage, env }))
      .toThrow(/Stage "main" of account\/region .* stands already at First, and would stand again at Again\/Second/);
  });

  test.each([undefined, {}, { stage: 'main' }])('bad input is refused: %p', (props) => {
    expect(() => infrastructureOf(props as never)).toThrow(/stage: .* is a ListBackupStage/);
  });
});

describe('options', () => {
  const stage = ListBackupStage.DEV;

  test('one removal policy for all, and a part\'s own before it', () => {
    const infrastructure = infrastructureOf({ stage, removalPolicy: RemovalPolicy.RETAIN, queues: { removalPolicy: RemovalPolicy.DESTROY } });
    const [tables, queues, buckets, , auth] = infrastructure.stacks.map(templateOf);
    expect(tables.Resources.UsersTable.DeletionPolicy).toBe('Retain');
    expect(buckets.Resources.DataBucket.DeletionPolicy).toBe('Retain');
    expect(auth.Resources.CognitoUserPool.DeletionPolicy).toBe('Retain');
    expect(queues.Resources.SyncQueue.DeletionPolicy).toBe('Delete');
  });

  test('reach the parts', () => {
    const infrastructure = infrastructureOf({ stage, tables: { pointInTimeRecoveryDays: 5 }, buckets: { audit: true } });
    const [tables, , buckets] = infrastructure.stacks.map(templateOf);
    expect(tables.Resources.UsersTable.Properties.PointInTimeRecoverySpecification).toMatchObject({ RecoveryPeriodInDays: 5 });
    expect(buckets.Resources).toHaveProperty('DataAuditTrail');
  });

  test('the hosted zone names the hosts', () => {
    const hostedZone = { hostedZoneId: 'Z1', zoneName: 'backup.example.org' };
    const [, , buckets, , auth] = infrastructureOf({ stage: ListBackupStage.MAIN, hostedZone }).stacks.map(templateOf);
    expect(JSON.stringify(buckets.Resources.DataBucket)).toContain('https://main.backup.example.org');
    expect(auth.Resources.CognitoUserPoolClient.Properties.CallbackURLs).toEqual(['https://main.backup.example.org/callback']);
    expect(JSON.stringify([buckets, auth])).not.toContain('listbackup.ai');
  });

  test('a zone that is no domain is refused', () => {
    expect(() => infrastructureOf({ stage, hostedZone: { hostedZoneId: 'Z1', zoneName: 'not a domain' } })).toThrow(/hostedZone\.zoneName: "not a domain"/);
  });
});

test('handles of the whole infrastructure work in a stack of the consumer\'s own', () => {
  const app = new App();
  const infrastructure = new ListBackupInfrastructure(app, 'ListBackup', { stage: ListBackupStage.MAIN });
  const consumer = new Stack(app, 'Consumer');
  new CfnResource(consumer, 'Reader', {
    type: 'Test::Reader',
    properties: {
      table: infrastructure.dataLayer.tables.users.tableName,
      queue: infrastructure.messaging.queues.sync.queueUrl,
      bus: infrastructure.messaging.eventBus.eventBusName,
      pool: infrastructure.auth.userPool.userPoolId,
    },
  });
  const template = templateOf(consumer);
  expect(template.Resources.Reader.Properties).toMatchObject({
    table: 'listbackup-main-users',
    bus: 'listbackup-events-main',
    pool: { 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolId' },
  });
  expect(consumer.dependencies.map(serviceOf).sort()).toEqual(['cognito', 'dynamodb', 'eventbridge', 'sqs']);
  for (const stack of infrastructure.stacks) expect(JSON.stringify(templateOf(stack))).not.toContain('ExportsOutput');
});
