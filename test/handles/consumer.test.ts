import { App, Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function, InlineCode, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ListBackupAuth, ListBackupDataLayer, ListBackupEventRule, ListBackupLookup, ListBackupMessaging, ListBackupStage } from '../../src';
import { importsOf } from '../support/deployed';
import { ANY_VALUE, refusal } from '../support/refusal';
import { MAIN_ENV, newStack, resourcesOfType, synth, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;

/** A service that reads one table, consumes one queue, publishes events, reacts to some and looks users up. */
function service(lookup: ListBackupLookup | undefined): TemplateJson {
  return synth((stack) => {
    const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup });
    const messaging = ListBackupMessaging.fromStage(stack, 'Messaging', { stage, lookup });
    const auth = ListBackupAuth.fromStage(stack, 'Auth', { stage, lookup });
    const worker = new Function(stack, 'Worker', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: new InlineCode('exports.handler = () => 1'),
      environment: { [tables.users.environmentVariable]: tables.users.tableName, COGNITO_ISSUER: auth.issuer },
    });
    tables.users.grantReadWriteData(worker);
    worker.addEventSource(new SqsEventSource(messaging.queues.sync, { batchSize: messaging.queues.sync.batchSize }));
    messaging.eventBus.grantPublish(worker, 'listbackup.jobs');
    auth.userPool.grantRead(worker);
    const { sources, detailTypes } = messaging.rules.job;
    new ListBackupEventRule(stack, 'Reports', { stage, service: 'listbackup-api-reports', sources, detailTypes, eventBus: messaging.eventBus });
  });
}

const shapeOf = ({ Resources }: TemplateJson) => Object.values(Resources).map(({ Type }) => Type).sort();

describe('a consumer\'s template', () => {
  const templates = { exports: service(undefined), outputs: service(ListBackupLookup.outputs()), names: service(ListBackupLookup.names()) };

  test('by exports imports one value of each resource that is used', () => {
    expect(importsOf(templates.exports)).toEqual([
      'listbackup-infrastructure-cognito-main-CognitoUserPoolId',
      'listbackup-infrastructure-dynamodb-main-UsersTableName',
      'listbackup-infrastructure-eventbridge-main-EventBusName',
      'listbackup-infrastructure-sqs-main-SyncQueueUrl',
    ]);
  });

  test('by outputs reads each value from its own output, and holds nothing', () => {
    const read = new Set<string>();
    JSON.stringify(templates.outputs, (key, value) => {
      if (key === 'Fn::GetStackOutput') read.add(`${value.StackName} ${value.OutputName}`);
      return value;
    });
    expect(importsOf(templates.outputs)).toEqual([]);
    expect([...read].sort()).toEqual([
      'listbackup-infrastructure-cognito-main CognitoIssuer',
      'listbackup-infrastructure-cognito-main CognitoUserPoolArn',
      'listbackup-infrastructure-dynamodb-main UsersTableArn',
      'listbackup-infrastructure-dynamodb-main UsersTableName',
      'listbackup-infrastructure-eventbridge-main EventBusArn',
      'listbackup-infrastructure-eventbridge-main EventBusName',
      'listbackup-infrastructure-sqs-main SyncQueueArn',
    ]);
  });

  test('by names reads nothing but the user pool\'s parameter', () => {
    const json = JSON.stringify(templates.names);
    expect(json).not.toMatch(/ImportValue|GetStackOutput/);
    expect([...new Set(json.match(/{{resolve:[^}]*}}/g))]).toEqual(['{{resolve:ssm:/listbackup-infrastructure-cognito/main/user-pool-id}}']);
    expect(resourcesOfType(templates.names, 'AWS::Lambda::EventSourceMapping')).toMatchObject({
      [Object.keys(resourcesOfType(templates.names, 'AWS::Lambda::EventSourceMapping'))[0]]: {
        Properties: { EventSourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo']] } },
      },
    });
  });

  test('holds the same resources with each, and none of the stage\'s', () => {
    expect(shapeOf(templates.exports)).toEqual([
      'AWS::Events::Rule', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function',
    ]);
    expect(shapeOf(templates.outputs)).toEqual(shapeOf(templates.exports));
    expect(shapeOf(templates.names)).toEqual(shapeOf(templates.exports));
  });

  test('without any use is empty', () => {
    const template = synth((stack) => {
      ListBackupDataLayer.fromStage(stack, 'Data', { stage });
      ListBackupMessaging.fromStage(stack, 'Messaging', { stage });
      ListBackupAuth.fromStage(stack, 'Auth', { stage });
    });
    expect(template).toEqual({ Resources: {}, Outputs: {} });
  });
});

test('Lambda reads the stream of Jobs with one import', () => {
  const template = synth((stack) => {
    const { jobs } = ListBackupDataLayer.fromStage(stack, 'Data', { stage }).tables;
    const reader = new Function(stack, 'Reader', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: new InlineCode('exports.handler = () => 1') });
    reader.addEventSource(new DynamoEventSource(jobs, { startingPosition: StartingPosition.LATEST }));
  });
  expect(importsOf(template)).toEqual(['listbackup-infrastructure-dynamodb-main-JobsTableStreamArn']);
  expect(JSON.stringify(template)).not.toContain('"Resource":"*"');
});

test('figures and indexes that were deployed by options are told', () => {
  const stack = newStack();
  const queueSettings = { Sync: { visibilityTimeout: Duration.minutes(10), maxConcurrency: 2 } };
  const { queues } = ListBackupMessaging.fromStage(stack, 'Messaging', { stage, queueSettings });
  const { sync, alert } = queues;
  expect([sync.visibilityTimeout.toMinutes(), sync.maxConcurrency, sync.batchSize, alert.maxConcurrency]).toEqual([10, 2, 1, 20]);
  const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage, indexNames: { RateLimits: ['CallerIndex'], Jobs: ['MonthIndex'] } });
  expect(tables.rateLimits.indexNames).toEqual(['CallerIndex']);
  expect(tables.jobs.indexNames).toEqual(['AccountIndex', 'UserIndex', 'SourceIndex', 'StatusTimeIndex', 'AccountTimeIndex', 'MonthIndex']);
});

test('a policy belongs to the stack that made the resource: a statement for another account is not added, and that is said', () => {
  const stack = newStack();
  const data = ListBackupDataLayer.fromStage(stack, 'Data', { stage });
  const messaging = ListBackupMessaging.fromStage(stack, 'Messaging', { stage });
  const partner = new AccountPrincipal('210987654321');
  const statement = () => new PolicyStatement({ principals: [partner], actions: ['*'], resources: ['*'] });
  const { queues: { sync }, eventBus } = messaging;
  for (const { statementAdded } of [data.buckets.data, sync, sync.deadLetterQueue].map((owner) => owner.addToResourcePolicy(statement()))) {
    expect(statementAdded).toBe(false);
  }
  expect(eventBus.grantPublish(partner, 'listbackup.jobs').success).toBe(false);
  data.tables.users.grant(partner, 'dynamodb:Query');
  expect(templateOf(stack).Resources).toEqual({});
});

test('what another region publishes stands in that region', () => {
  const stack = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
  const lookup = ListBackupLookup.outputs({ region: 'eu-west-1', roleArn: 'arn:aws:iam::210987654321:role/reader' });
  const resolved = (value: string) => JSON.stringify(stack.resolve(value));
  expect(resolved(ListBackupAuth.fromStage(stack, 'Auth', { stage, lookup }).userPool.userPoolProviderName)).toContain('cognito-idp.eu-west-1.');
  expect(resolved(ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup }).buckets.data.bucketDualStackDomainName)).toContain('.s3.dualstack.eu-west-1.');
});

describe('bad input', () => {
  const FROM_STAGE: [string, (props: never) => unknown][] = [
    ['ListBackupDataLayer', (props) => ListBackupDataLayer.fromStage(newStack(), 'Id', props)],
    ['ListBackupMessaging', (props) => ListBackupMessaging.fromStage(newStack(), 'Id', props)],
    ['ListBackupAuth', (props) => ListBackupAuth.fromStage(newStack(), 'Id', props)],
  ];

  test.each(FROM_STAGE)('%s', (_, fromStage) => {
    for (const props of [undefined, null, {}, { stage: 'main' }]) expect(() => fromStage(props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
    for (const lookup of ['exports', 1, {}]) expect(() => fromStage({ stage, lookup } as never)).toThrow(refusal('lookup', ANY_VALUE, 'must be a ListBackupLookup'));
  });

  test('options of what the catalogue does not have', () => {
    expect(() => ListBackupDataLayer.fromStage(newStack(), 'Id', { stage, indexNames: { Job: [] } })).toThrow(refusal('indexNames', 'Job'));
    expect(() => ListBackupMessaging.fromStage(newStack(), 'Id', { stage, queueSettings: { Synch: { maxReceiveCount: 3 } } })).toThrow(refusal('queueSettings', 'Synch'));
    expect(() => ListBackupMessaging.fromStage(newStack(), 'Id', { stage, queueSettings: { Sync: { batchSize: 0 } } }).queues.sync)
      .toThrow(refusal('batchSize', 0));
  });
});
