import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import {
  ListBackupAuth, ListBackupBucket, ListBackupDataLayer, ListBackupLookup, ListBackupMessaging, ListBackupQueue, ListBackupQueues, ListBackupStage,
  ListBackupTable,
} from '../../src';
import { nameTaken, refusal } from '../support/refusal';
import { MAIN_ENV, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const service = 'listbackup-api-billing';
const partitionKey = { name: 'id', type: AttributeType.STRING };
const WEBHOOKS = 'listbackup-api-billing-main-WebhooksTableName';

/** A producer that has Bills, and Webhooks or no longer; and a consumer that reads Webhooks. */
function apps(lookup: ListBackupLookup, tables: string[]) {
  const app = new App();
  const consumer = new Stack(app, 'Reports', { env: MAIN_ENV });
  const { tableName } = ListBackupTable.fromStage(consumer, 'Webhooks', { stage, service, lookup });
  new CfnOutput(consumer, 'Name', { value: tableName });
  const producer = new Stack(app, 'Billing', { env: MAIN_ENV, stackName: 'listbackup-api-billing-main' });
  tables.forEach((id) => new ListBackupTable(producer, id, { stage, service, partitionKey }));
  return { app, consumer, producer };
}

const LOOKUPS: [string, () => ListBackupLookup, unknown][] = [
  ['exports', () => ListBackupLookup.exports(), { 'Fn::ImportValue': WEBHOOKS }],
  ['outputs', () => ListBackupLookup.outputs(), { 'Fn::GetStackOutput': { StackName: 'listbackup-api-billing-main', OutputName: 'WebhooksTableName' } }],
  ['names', () => ListBackupLookup.names(), 'listbackup-main-webhooks'],
];

test.each(LOOKUPS)('what is there is read by %s', (_, lookup, value) => {
  const { consumer } = apps(lookup(), ['Bills', 'Webhooks']);
  expect(templateOf(consumer).Outputs.Name.Value).toEqual(value);
});

describe('what the producer drops', () => {
  test.each(LOOKUPS.slice(1))('is dropped where a consumer reads it by %s', (_, lookup) => {
    const { consumer, producer } = apps(lookup(), ['Bills']);
    expect(Object.keys(templateOf(producer).Resources)).toEqual(['BillsTable']);
    expect(templateOf(consumer).Outputs).toHaveProperty('Name');
  });

  test('is held where a consumer imports it: export, importer and ways out are named', () => {
    const { app } = apps(ListBackupLookup.exports(), ['Bills']);
    expect(() => app.synth()).toThrow(new RegExp([
      `\\[Reports\\] Export "${WEBHOOKS}" is imported at Reports/Name\\. In this app "listbackup-api-billing-main" publishes what the service has, and not this\\.`,
      'Where it was deployed, "Reports" holds it: CloudFormation removes no export that is imported\\. Deploy "Reports" without the import first, or read by',
      'ListBackupLookup\\.outputs\\(\\) or ListBackupLookup\\.names\\(\\), which hold nothing\\.',
    ].join(' ')));
  });

  test('is not missed by a consumer that does not use it', () => {
    const app = new App();
    const consumer = new Stack(app, 'Reports', { env: MAIN_ENV });
    ListBackupTable.fromStage(consumer, 'Webhooks', { stage, service });
    new ListBackupTable(new Stack(app, 'Billing', { env: MAIN_ENV }), 'Bills', { stage, service, partitionKey });
    expect(() => app.synth()).not.toThrow();
  });
});

test('what another app deploys, or this one elsewhere, cannot be seen: the error comes at deployment, naming the export', () => {
  const app = new App();
  const consumer = new Stack(app, 'Reports', { env: MAIN_ENV });
  new CfnOutput(consumer, 'Name', { value: ListBackupTable.fromStage(consumer, 'Webhooks', { stage, service }).tableName });
  new ListBackupTable(new Stack(app, 'Dev', { env: MAIN_ENV }), 'Bills', { stage: ListBackupStage.DEV, service, partitionKey });
  new ListBackupTable(new Stack(app, 'Europe', { env: { ...MAIN_ENV, region: 'eu-west-1' } }), 'Bills', { stage, service, partitionKey });
  new ListBackupTable(new Stack(app, 'Tools', { env: MAIN_ENV }), 'Tools', { stage, service: 'listbackup-api-tools', partitionKey });
  expect(templateOf(consumer).Outputs.Name.Value).toEqual({ 'Fn::ImportValue': WEBHOOKS });
});

test('a stack cannot import what it publishes itself, nor can a stack nested in it', () => {
  const refused = (stackOf: (home: Stack) => Stack) => {
    const app = new App();
    const home = new Stack(app, 'Billing');
    new ListBackupTable(home, 'Webhooks', { stage, service, partitionKey });
    const reader = stackOf(home);
    const { tableName } = ListBackupTable.fromStage(new Construct(reader, 'Scope'), 'Webhooks', { stage, service });
    new CfnOutput(reader, 'Name', { value: tableName });
    expect(() => app.synth()).toThrow(/Export ".*WebhooksTableName" is imported at .*Name, in the stack that publishes it, which CloudFormation cannot do\. Use the handle/);
  };
  refused((home) => home);
  refused((home) => new NestedStack(home, 'Nested'));
});

describe('the order of deployment', () => {
  test.each(LOOKUPS.slice(0, 2))('within an app, who reads by %s is deployed later', (_, lookup) => {
    const { app, consumer, producer } = apps(lookup(), ['Webhooks']);
    app.synth();
    expect(consumer.dependencies).toEqual([producer]);
    expect(producer.dependencies).toEqual([]);
  });

  test('outputs of another region or stack order nothing', () => {
    const { app, consumer } = apps(ListBackupLookup.outputs({ region: 'eu-west-1' }), ['Webhooks']);
    app.synth();
    expect(consumer.dependencies).toEqual([]);
  });
});

describe('in stacks that do not say where they go', () => {
  const twice = (make: (stack: Stack) => void) => () => {
    const app = new App();
    make(new Stack(app, 'First'));
    make(new Stack(app, 'Second'));
  };

  test.each<[string, (stack: Stack) => void, RegExp]>([
    ['data layer', (stack) => { new ListBackupDataLayer(stack, 'Data', { stage }); }, nameTaken('table', /.+/)],
    ['messaging', (stack) => { new ListBackupMessaging(stack, 'Messaging', { stage }); }, nameTaken('queue', /.+/)],
    ['authentication', (stack) => { new ListBackupAuth(stack, 'Auth', { stage }); }, /is already published by First\/Auth\//],
  ])('a second %s of the stage, where fromStage was meant, is refused', (_, make, message) => {
    expect(twice(make)).toThrow(message);
  });

  test('a layer may be in each stage of the CDK: they may be deployed to accounts of their own', () => {
    const app = new App();
    for (const name of ['First', 'Second']) new ListBackupDataLayer(new Stack(new Stage(app, name), 'Data'), 'Data', { stage });
    expect(() => app.synth()).not.toThrow();
  });

  test('a service\'s own resource stands once', () => {
    expect(twice((stack) => new ListBackupTable(stack, 'Webhooks', { stage, service, partitionKey })))
      .toThrow(nameTaken('table', 'listbackup-main-webhooks', 'First/Webhooks', 'Second/Webhooks'));
    expect(twice((stack) => new ListBackupBucket(stack, 'Reports', { stage, service }))).toThrow(nameTaken('bucket', /\{.*listbackup-reports-main-.*\}/));
  });
});

describe('a name can stand once in an account and region, in whichever stacks of the app', () => {
  const two = (make: (stack: Stack, second: boolean) => void, second = MAIN_ENV) => {
    const app = new App();
    make(new Stack(app, 'First', { env: MAIN_ENV }), false);
    make(new Stack(app, 'Second', { env: second }), true);
  };

  test('of a table', () => {
    const make = (stack: Stack) => new ListBackupTable(stack, 'Webhooks', { stage, service, partitionKey });
    expect(() => two(make)).toThrow(nameTaken('table', 'listbackup-main-webhooks', 'First/Webhooks in aws://123456789012/us-west-2', 'Second/Webhooks'));
    expect(() => two(make, { ...MAIN_ENV, region: 'eu-west-1' })).not.toThrow();
  });

  test('of another service\'s table', () => {
    expect(() => two((stack, second) => new ListBackupTable(stack, 'Webhooks', { stage, partitionKey, service: second ? 'listbackup-api-tools' : service })))
      .toThrow(nameTaken('table', 'listbackup-main-webhooks'));
  });

  test('of a queue', () => {
    expect(() => two((stack, second) => new ListBackupQueue(stack, second ? 'Hooks' : 'Webhooks', { stage, service, name: 'hooks' })))
      .toThrow(nameTaken('queue', 'listbackup-hooks-dlq-main.fifo', 'First/Webhooks/DeadLetterQueue'));
  });

  test('of the catalogue\'s', () => {
    expect(() => two((stack) => new ListBackupQueues(stack, 'Queues', { stage }))).toThrow(nameTaken('queue', 'listbackup-sync-dlq-main.fifo'));
  });

  test('of an export', () => {
    expect(() => two((stack, second) => new ListBackupTable(stack, 'Webhooks', { stage, service, partitionKey, name: second ? 'hooks' : 'webhooks' })))
      .toThrow('Export "listbackup-api-billing-main-WebhooksTableName" is already published by First/Webhooks/WebhooksTableName in aws://123456789012/us-west-2, '
        + 'so Second/Webhooks/WebhooksTableName can\'t publish it. Use another id, stage or service.');
  });
});

test.each([null, []])('options of outputs that are none are refused: %j', (options) => {
  expect(() => ListBackupLookup.outputs(options as never)).toThrow(refusal('ListBackupLookup.outputs'));
});
