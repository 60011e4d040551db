import { App, Aws, CfnMapping, CfnOutput, CfnResource, Environment, Fn, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Guarded } from './guarded';

let guarded: Guarded;
beforeEach(() => { guarded = new Guarded(); });
afterEach(() => { guarded.dispose(); });

const QUIET = { failed: false, found: [] };

function table(properties: Record<string, unknown>, env?: Environment): (app: App) => void {
  return (app) => { new CfnResource(new Stack(app, 'Data', { env }), 'Thing', { type: 'AWS::DynamoDB::Table', properties }); };
}

test('what is locked is written in order, readable and the same each time', () => {
  const lock = guarded.accept((app) => {
    const stack = new Stack(app, 'Data', { stackName: 'shop-data', env: { account: '123456789012', region: 'eu-west-1' } });
    const orders = new Table(stack, 'Orders', {
      tableName: 'orders',
      partitionKey: { name: 'id', type: AttributeType.STRING },
      sortKey: { name: 'at', type: AttributeType.NUMBER },
      billingMode: BillingMode.PAY_PER_REQUEST,
    });
    (orders.node.defaultChild as CfnTable).overrideLogicalId('Orders');
    orders.addGlobalSecondaryIndex({ indexName: 'ByOwner', partitionKey: { name: 'owner', type: AttributeType.STRING } });
    new CfnResource(stack, 'Alerts', { type: 'AWS::SNS::Topic', properties: { TopicName: Fn.sub('alerts-${AWS::AccountId}-${Alias}', { Alias: 'x' }) } });
    new CfnOutput(stack, 'Name', { value: orders.tableName, exportName: 'shop-orders' });
  });
  expect(JSON.parse(lock)).toEqual({
    note: expect.stringContaining('listbackup:update-lock=true'),
    version: 1,
    stacks: [{
      stack: 'shop-data',
      account: '123456789012',
      region: 'eu-west-1',
      resources: {
        Alerts: { type: 'AWS::SNS::Topic', name: 'alerts-123456789012-x' },
        Orders: {
          type: 'AWS::DynamoDB::Table',
          name: 'orders',
          fixed: { KeySchema: 'id:S, at:N' },
          indexes: { ByOwner: 'owner:S; ALL' },
          protected: { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
        },
      },
      exports: { 'shop-orders': 'orders' },
    }],
  });
  expect(lock.endsWith('}\n')).toBe(true);
});

test('another way to write the same', () => {
  guarded.accept(table({
    TableName: Fn.sub('orders-${AWS::Region}'),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }, { AttributeName: 'at', KeyType: 'RANGE' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, { AttributeName: 'at', AttributeType: 'N' }],
  }));
  expect(guarded.synth((app) => {
    const stack = new Stack(app, 'Data');
    const mapping = new CfnMapping(stack, 'Names', { mapping: { orders: { prefix: 'orders' } } });
    new CfnResource(stack, 'Thing', {
      type: 'AWS::DynamoDB::Table',
      properties: {
        TableName: Fn.join('-', [mapping.findInMap('orders', 'prefix'), Aws.REGION]),
        KeySchema: [{ AttributeName: 'at', KeyType: 'RANGE' }, { AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'at', AttributeType: 'N' }, { AttributeName: 'id', AttributeType: 'S' }],
        Tags: [{ Key: 'Owner', Value: 'shop' }],
      },
    });
  })).toMatchObject(QUIET);
});

test('a default that is written, and a resource that is named instead of referred to', () => {
  const build = (fifo: object, bus: unknown) => (app: App): void => {
    const stack = new Stack(app, 'Data');
    new CfnResource(stack, 'Bus', { type: 'AWS::Events::EventBus', properties: { Name: 'shop' } });
    new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue', properties: { QueueName: 'a', ...fifo } });
    new CfnResource(stack, 'Archive', { type: 'AWS::Events::Archive', properties: { ArchiveName: 'a', SourceArn: Fn.join('/', ['arn', bus as string]) } });
  };
  guarded.accept(build({}, Fn.ref('Bus')));
  expect(guarded.synth(build({ FifoQueue: false }, 'shop'))).toMatchObject(QUIET);
});

test('what changes in place', () => {
  guarded.accept(table({ TableName: 'orders', BillingMode: 'PAY_PER_REQUEST' }));
  expect(guarded.synth(table({ TableName: 'orders', BillingMode: 'PROVISIONED', DeletionProtectionEnabled: true }))).toMatchObject(QUIET);
});

test('what holds nothing comes and goes', () => {
  guarded.accept((app) => { new CfnResource(new Stack(app, 'Data'), 'Role', { type: 'AWS::IAM::Role', properties: { RoleName: 'a' } }); });
  expect(guarded.synth((app) => { new CfnResource(new Stack(app, 'Data'), 'Other', { type: 'AWS::Lambda::Function' }); })).toMatchObject(QUIET);
});

test('one index more is not refused, and to be locked', () => {
  const indexed = (...names: string[]): ((app: App) => void) => table({
    TableName: 'orders',
    GlobalSecondaryIndexes: names.map((name) => ({ IndexName: name, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } })),
  });
  guarded.accept(indexed('a'));
  expect(guarded.synth(indexed('a', 'b'))).toMatchObject({ failed: false, rules: ['not-locked'], found: [expect.stringContaining('b would be created')] });
  guarded.accept(indexed('a', 'b'));
  expect(guarded.synth(indexed('a', 'b', 'c'))).toMatchObject({ failed: false, rules: ['not-locked'] });
});

test('new resources, exports and stacks are warned about, and a warning can be acknowledged', () => {
  guarded.accept(table({ TableName: 'orders' }));
  const more = (app: App): void => {
    const stack = new Stack(app, 'Data');
    new CfnResource(stack, 'Thing', { type: 'AWS::DynamoDB::Table', properties: { TableName: 'orders' } });
    new CfnResource(stack, 'More', { type: 'AWS::DynamoDB::Table', properties: { TableName: 'more' } });
    new CfnOutput(stack, 'Out', { value: 'x', exportName: 'more' });
    new CfnResource(new Stack(app, 'Other'), 'Bucket', { type: 'AWS::S3::Bucket' });
  };
  const { failed, rules, found } = guarded.synth(more);
  expect([failed, rules]).toEqual([false, ['not-locked', 'not-locked', 'not-locked']]);
  expect(found).toEqual([
    'Data: More, AWS::DynamoDB::Table "more", is new, and nothing guards it yet.',
    'Data: the export "more" is new, and nothing guards it yet.',
    'Other: the stack is new, and nothing guards what is stateful in it yet (1 resources).',
  ]);
  const acknowledged = guarded.synth((app) => {
    more(app);
    Validations.of(app).acknowledge({ id: 'ListBackupUpgradeGuard::not-locked', reason: 'a stage of a developer' });
  });
  expect(acknowledged.failed).toBe(false);
});

test('an attribute more in a user pool', () => {
  const pool = (...schema: object[]) => (app: App): void => { new CfnResource(new Stack(app, 'Auth'), 'Pool', { type: 'AWS::Cognito::UserPool', properties: { Schema: schema } }); };
  guarded.accept(pool({ Name: 'plan' }));
  expect(guarded.synth(pool({ Name: 'custom:plan', AttributeDataType: 'String', Mutable: false }, { Name: 'tier' }))).toMatchObject(QUIET);
});

test('update-lock accepts a change that is refused', () => {
  guarded.accept(table({ TableName: 'orders' }));
  expect(guarded.synth(table({ TableName: 'purchases' })).failed).toBe(true);
  expect(guarded.accept(table({ TableName: 'purchases' }))).not.toContain('orders');
  expect(guarded.synth(table({ TableName: 'purchases' }))).toMatchObject(QUIET);
});

test('the same stack name in two accounts is two stacks', () => {
  const [a, b] = [{ account: '111111111111', region: 'eu-west-1' }, { account: '222222222222', region: 'eu-west-1' }];
  guarded.accept(table({ TableName: 'orders' }, a));
  guarded.accept(table({ TableName: 'purchases' }, b));
  expect(guarded.synth(table({ TableName: 'orders' }, a))).toMatchObject(QUIET);
  expect(guarded.synth(table({ TableName: 'orders' }, b))).toMatchObject({ failed: true, rules: ['renamed'] });
  expect(guarded.synth((app) => {
    new CfnResource(new Stack(new Stage(app, 'A', { env: a }), 'Data', { stackName: 'Data' }), 'Thing', { type: 'AWS::DynamoDB::Table', properties: { TableName: 'orders' } });
    new CfnResource(new Stack(new Stage(app, 'B', { env: b }), 'Data', { stackName: 'Data' }), 'Thing', { type: 'AWS::DynamoDB::Table', properties: { TableName: 'purchases' } });
  })).toMatchObject(QUIET);
});

test('a run without credentials knows the stack that a run with them locked, and back', () => {
  const env = { account: '111111111111', region: 'eu-west-1' };
  const named = { TableName: Fn.join('-', ['orders', Aws.ACCOUNT_ID]) };
  const lock = guarded.accept(table(named, env));
  expect(lock).toContain('orders-111111111111');
  expect(guarded.synth(table(named))).toMatchObject(QUIET);
  expect(guarded.accept(table(named))).toBe(lock);
  const agnostic = new Guarded();
  try {
    expect(agnostic.accept(table(named))).toContain('orders-${AWS::AccountId}');
    expect(agnostic.synth(table({ TableName: 'orders-111111111111' }, env))).toMatchObject(QUIET);
    expect(agnostic.synth(table({ TableName: 'orders-222222222222' }, env))).toMatchObject({ failed: true, rules: ['renamed'] });
  } finally {
    agnostic.dispose();
  }
});

test('what a nested stack is told by its parent is known', () => {
  const build = (name: (parent: CfnResource) => string) => (app: App): void => {
    const stack = new Stack(app, 'Data');
    const bus = new CfnResource(stack, 'Bus', { type: 'AWS::Events::EventBus', properties: { Name: 'shop' } });
    new CfnResource(new NestedStack(stack, 'Inner'), 'Archive', { type: 'AWS::Events::Archive', properties: { ArchiveName: 'a', SourceArn: name(bus) } });
  };
  guarded.accept(build((bus) => bus.ref));
  expect(guarded.synth(build(() => 'shop'))).toMatchObject(QUIET);
  expect(guarded.synth(build(() => 'other'))).toMatchObject({ failed: true, rules: ['replaced'] });
});
