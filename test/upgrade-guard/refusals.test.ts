import { App, CfnCondition, CfnOutput, CfnResource, Fn, NestedStack, RemovalPolicy, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Guarded, Outcome } from './guarded';

let guarded: Guarded;
beforeEach(() => { guarded = new Guarded(); });
afterEach(() => { guarded.dispose(); });

type Properties = Record<string, unknown>;

const TABLE = 'AWS::DynamoDB::Table';
const ACCEPT = 'cdk synth -c listbackup:update-lock=true';

function orders(indexes: readonly string[] = [], more: Properties = {}): Properties {
  const attribute = (name: string): object => ({ AttributeName: name, AttributeType: 'S' });
  return {
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', ...indexes].map(attribute),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: indexes.map((name) => ({
      IndexName: `By-${name}`, KeySchema: [{ AttributeName: name, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' },
    })),
    ...more,
  };
}

/** An app of one stack with one resource. */
function one(type: string, properties: Properties, logicalId = 'Thing'): (app: App) => void {
  return (app) => { new CfnResource(new Stack(app, 'Data', { stackName: 'shop-data' }), logicalId, { type, properties }); };
}

/** What the guard says when an app that is locked changes. */
function change(before: (app: App) => void, after: (app: App) => void, everyStack?: boolean): Outcome {
  guarded.accept(before, everyStack);
  const lock = guarded.lock();
  const outcome = guarded.synth(after, {}, everyStack);
  expect(guarded.lock()).toBe(lock);
  return outcome;
}

test('a renamed table: the resource, the property, old and new, and the way out', () => {
  const outcome = change(one(TABLE, orders()), one(TABLE, orders([], { TableName: 'purchases' })));
  expect(outcome).toMatchObject({
    failed: true,
    rules: ['renamed'],
    found: ['shop-data: Thing, AWS::DynamoDB::Table "orders", would be replaced, as TableName would change from "orders" to "purchases".'],
  });
  expect(outcome.printed).toContain('TableName would change from "orders" to "purchases"');
  expect(outcome.printed).toContain('"listbackup plan"');
  expect(outcome.printed).toContain(ACCEPT);
});

test('a name that AWS made up gets a name', () => {
  const { failed, found } = change(one(TABLE, orders([], { TableName: undefined })), one(TABLE, orders()));
  expect(failed).toBe(true);
  expect(found).toEqual(['shop-data: Thing, AWS::DynamoDB::Table, would be replaced, as TableName would change from nothing to "orders".']);
});

test('another key', () => {
  const { failed, rules, found } = change(one(TABLE, orders()), one(TABLE, orders([], {
    KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' }],
  })));
  expect([failed, rules]).toEqual([true, ['replaced']]);
  expect(found[0]).toContain('KeySchema would change from "id:S" to "number:S"');
});

test('a key attribute of another type', () => {
  const { found } = change(one(TABLE, orders()), one(TABLE, orders([], { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] })));
  expect(found).toEqual([expect.stringContaining('KeySchema would change from "id:S" to "id:N"')]);
});

test.each<[type: string, property: string, before: Properties, after: Properties, rule: string]>([
  ['AWS::SQS::Queue', 'FifoQueue', { QueueName: 'a.fifo', FifoQueue: true }, { QueueName: 'a.fifo' }, 'replaced'],
  ['AWS::SQS::Queue', 'QueueName', { QueueName: 'a' }, { QueueName: 'b' }, 'renamed'],
  ['AWS::S3::Bucket', 'ObjectLockEnabled', {}, { ObjectLockEnabled: true }, 'replaced'],
  ['AWS::S3::Bucket', 'BucketName', { BucketName: 'a' }, {}, 'renamed'],
  ['AWS::Cognito::UserPool', 'UsernameAttributes', { UsernameAttributes: ['email'] }, { UsernameAttributes: ['phone_number'] }, 'refused'],
  ['AWS::Cognito::UserPoolClient', 'GenerateSecret', { UserPoolId: 'p' }, { UserPoolId: 'p', GenerateSecret: true }, 'replaced'],
  ['AWS::Cognito::UserPoolGroup', 'GroupName', { UserPoolId: 'p', GroupName: 'a' }, { UserPoolId: 'p', GroupName: 'b' }, 'replaced'],
  ['AWS::Events::Archive', 'SourceArn', { ArchiveName: 'a', SourceArn: 'x' }, { ArchiveName: 'a', SourceArn: 'y' }, 'replaced'],
  ['AWS::Events::EventBus', 'Name', { Name: 'a' }, { Name: 'b' }, 'renamed'],
  ['AWS::Backup::BackupVault', 'EncryptionKeyArn', { BackupVaultName: 'v' }, { BackupVaultName: 'v', EncryptionKeyArn: 'k' }, 'replaced'],
  ['AWS::SSM::Parameter', 'Type', { Name: '/a', Type: 'String' }, { Name: '/a', Type: 'StringList' }, 'refused'],
  ['AWS::Logs::LogGroup', 'LogGroupName', { LogGroupName: 'a' }, { LogGroupName: 'b' }, 'renamed'],
  ['AWS::DynamoDB::Table', 'LocalSecondaryIndexes', { LocalSecondaryIndexes: [{ IndexName: 'A' }] }, {}, 'refused'],
  ['AWS::FSx::FileSystem', 'LustreConfiguration.DeploymentType', { LustreConfiguration: { DeploymentType: 'SCRATCH_1' } }, { LustreConfiguration: { DeploymentType: 'SCRATCH_2' } }, 'replaced'],
])('%s: a change of %s is refused', (type, property, before, after, rule) => {
  const { failed, rules, found } = change(one(type, before), one(type, after));
  expect([failed, rules]).toEqual([true, [rule]]);
  expect(found[0]).toContain(`${property} would change from`);
});

test('another type under the same logical ID, guarded or not', () => {
  guarded.accept(one(TABLE, orders()));
  for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::Lambda::Function']) {
    const { failed, rules, found } = guarded.synth(one(type, {}));
    expect([failed, rules]).toEqual([true, ['replaced']]);
    expect(found[0]).toContain(`would be replaced by a resource of type ${type}`);
  }
});

test('a table that goes', () => {
  const { failed, rules, found } = change(one(TABLE, orders()), one('AWS::SNS::TopicPolicy', {}, 'Other'));
  expect([failed, rules]).toEqual([true, ['dropped']]);
  expect(found[0]).toBe('shop-data: Thing, AWS::DynamoDB::Table "orders", would be dropped.');
});

test('another logical ID: where it stands now is said', () => {
  const { failed, rules, found, fixes } = change(one(TABLE, orders()), one(TABLE, orders(), 'Other'));
  expect([failed, rules]).toEqual([true, ['dropped']]);
  expect(found[0]).toContain('would be dropped, and stands at Other in shop-data now, where it would be created anew');
  expect(fixes[0]).toContain('overrideLogicalId("Thing")');
});

test('a condition that did not stand there', () => {
  const { failed, rules } = change(one(TABLE, orders()), (app) => {
    const stack = new Stack(app, 'Data', { stackName: 'shop-data' });
    const table = new CfnResource(stack, 'Thing', { type: TABLE, properties: orders() });
    table.cfnOptions.condition = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals('a', 'b') });
  });
  expect([failed, rules]).toEqual([true, ['dropped']]);
});

test('two indexes of one table at once', () => {
  const { failed, rules, found } = change(one(TABLE, orders(['a'])), one(TABLE, orders(['b'])));
  expect([failed, rules]).toEqual([true, ['indexes']]);
  expect(found[0]).toContain('2 of its indexes would change in one update: By-b would be created, By-a would be deleted');
});

test('an index of another definition under the same name', () => {
  const other = orders(['a']);
  const { failed, rules, found } = change(one(TABLE, other), one(TABLE, {
    ...other,
    GlobalSecondaryIndexes: [{ IndexName: 'By-a', KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }], Projection: { ProjectionType: 'KEYS_ONLY' } }],
  }));
  expect([failed, rules]).toEqual([true, ['index-definition']]);
  expect(found[0]).toContain('its index By-a would change from "a:S; ALL" to "a:S; KEYS_ONLY"');
});

test('attributes of a user pool: none goes, changes, or comes as required', () => {
  const pool = (...schema: object[]): ((app: App) => void) => one('AWS::Cognito::UserPool', { Schema: schema });
  guarded.accept(pool({ Name: 'email', Required: true }, { Name: 'plan' }));
  const { failed, rules, found } = guarded.synth(pool({ Name: 'email' }, { Name: 'tier', Required: true }));
  expect([failed, rules]).toEqual([true, ['attribute', 'attribute', 'attribute']]);
  expect(found[0]).toContain('its attribute email would change from "String required immutable" to "String immutable"');
  expect(found[1]).toContain('its attribute plan would change from "String immutable" to nothing');
  expect(found[2]).toContain('its new attribute tier would be required');
});

test('an export that goes, and one whose value changes', () => {
  const exporting = (values: Record<string, string>) => (app: App): void => {
    const stack = new Stack(app, 'Data', { stackName: 'shop-data' });
    new CfnResource(stack, 'Thing', { type: TABLE, properties: orders() });
    for (const [exportName, value] of Object.entries(values)) new CfnOutput(stack, `Out${exportName}`, { value, exportName });
  };
  const { failed, rules, found } = change(exporting({ a: 'x', b: 'y' }), exporting({ a: 'z' }));
  expect([failed, rules]).toEqual([true, ['export-changed', 'export-lost']]);
  expect(found[0]).toBe('shop-data: the export "a" would change from "x" to "z", which fails while a stack imports it.');
  expect(found[1]).toContain('the export "b", "y", would go');
});

function nested(properties: Properties | undefined): (app: App) => void {
  return (app) => {
    const stack = new Stack(app, 'Data', { stackName: 'shop-data' });
    new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
    if (properties) new CfnResource(new NestedStack(stack, 'Inner'), 'Thing', { type: TABLE, properties });
  };
}

test('in a nested stack', () => {
  const { failed, rules, found } = change(nested(orders()), nested(orders([], { TableName: 'purchases' })));
  expect([failed, rules]).toEqual([true, ['renamed']]);
  expect(found[0]).toMatch(/^shop-data\/InnerNestedStack\w+: Thing, AWS::DynamoDB::Table "orders", would be replaced/);
});

test('a nested stack that goes: itself, and what is in it', () => {
  const { failed, rules, found } = change(nested(orders()), nested(undefined));
  expect([failed, rules]).toEqual([true, ['dropped', 'dropped']]);
  expect(found.join()).toContain('Thing, AWS::DynamoDB::Table "orders", would be dropped');
});

test('in the stack of a stage', () => {
  const staged = (name: string) => (app: App): void => {
    new CfnResource(new Stack(new Stage(app, 'Prod'), 'Data'), 'Thing', { type: TABLE, properties: orders([], { TableName: name }) });
  };
  const { failed, found } = change(staged('orders'), staged('purchases'));
  expect(failed).toBe(true);
  expect(found[0]).toContain('Prod-Data: Thing');
});

test('a stack under another name, though its tables have the same names', () => {
  const named = (stackName: string) => (app: App): void => {
    new CfnResource(new Stack(app, 'Data', { stackName }), 'Thing', { type: TABLE, properties: orders() });
  };
  const { failed, rules, found } = change(named('shop-data'), named('store-data'));
  expect([failed, rules]).toEqual([true, ['moved']]);
  expect(found[0]).toContain('would be created, and Thing in shop-data has that name');
});

test('a stack that is gone from an app which always makes every stack', () => {
  const both = (...names: string[]) => (app: App): void => {
    for (const name of names) new CfnResource(new Stack(app, name), 'Thing', { type: TABLE, properties: orders([], { TableName: name }) });
  };
  const { failed, rules } = change(both('a', 'b'), both('a'), true);
  expect([failed, rules]).toEqual([true, ['dropped']]);
  guarded.accept(both('a'), true);
  expect(guarded.lock()).not.toContain('"b"');
});

test('each way to switch validation off leaves the guard on, and nothing acknowledges it away', () => {
  guarded.accept(one(TABLE, orders()));
  const { failed, rules } = guarded.synth((app) => {
    one(TABLE, orders([], { TableName: 'purchases' }))(app);
    Validations.of(app).acknowledge({ id: 'ListBackupUpgradeGuard::renamed', reason: 'it is not that easy' });
  }, { '@aws-cdk/core:validateAgainstDefaultRules': false });
  expect(process.env.CDK_VALIDATION).toBe('false');
  expect([failed, rules]).toEqual([true, ['renamed']]);
});

test('a condition whose inner condition changes', () => {
  const app = (region: string): (app: App) => void => (root) => {
    const stack = new Stack(root, 'Data', { stackName: 'shop-data' });
    const isDev = new CfnCondition(stack, 'IsDev', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), region) });
    const keep = new CfnCondition(stack, 'Keep', { expression: Fn.conditionNot(isDev) });
    new CfnResource(stack, 'Thing', { type: TABLE, properties: orders() }).cfnOptions.condition = keep;
  };
  expect(change(app('eu-west-1'), app('us-west-2'))).toMatchObject({ failed: true, rules: ['dropped'] });
});

test.each([
  'AWS::DSQL::Cluster', 'AWS::MSK::Cluster', 'AWS::CodeCommit::Repository', 'AWS::S3Vectors::VectorBucket', 'AWS::StepFunctions::StateMachine', 'Some::Vendor::Database',
])('%s does not leave without a word, as no row says that it holds nothing', (type) => {
  const role = (app: App): void => { new CfnResource(new Stack(app, 'Data', { stackName: 'shop-data' }), 'Role', { type: 'AWS::IAM::Role' }); };
  expect(change(one(type, {}), role)).toMatchObject({ failed: true, rules: ['dropped'] });
});

test.each([
  ['AWS::StepFunctions::StateMachine', 'StateMachineType', 'STANDARD', 'EXPRESS', 'replaced'],
  ['AWS::Athena::WorkGroup', 'Name', 'a', 'b', 'renamed'],
  ['AWS::MSK::Cluster', 'ClusterName', 'a', 'b', 'replaced'],
])('%s: %s from %s to %s', (type, property, old, next, rule) => {
  expect(change(one(type, { [property]: old }), one(type, { [property]: next }))).toMatchObject({ failed: true, rules: [rule] });
});

test.each<[what: string, before: Properties, after: Properties]>([
  ['deletion protection', { DeletionProtectionEnabled: true }, { DeletionProtectionEnabled: false }],
  ['deletion protection that is left out', { DeletionProtectionEnabled: true }, {}],
])('%s is switched off', (_, before, after) => {
  expect(change(one(TABLE, orders([], before)), one(TABLE, orders([], after)))).toMatchObject({ failed: true, rules: ['weakened'] });
});

test('a removal policy that is set over the whole app', () => {
  const app = (policy: RemovalPolicy): (app: App) => void => (root) => {
    const stack = new Stack(root, 'Data', { stackName: 'shop-data' });
    new CfnResource(stack, 'Thing', { type: TABLE, properties: orders() }).applyRemovalPolicy(policy);
    new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role' }).applyRemovalPolicy(policy);
  };
  const { failed, rules, found } = change(app(RemovalPolicy.RETAIN), app(RemovalPolicy.DESTROY));
  expect([failed, rules]).toEqual([true, ['weakened', 'weakened']]);
  expect(found[0]).toContain('DeletionPolicy would change from "Retain" to nothing');
});

test('an index that goes', () => {
  const { failed, rules, found } = change(one(TABLE, orders(['a'])), one(TABLE, orders()));
  expect([failed, rules]).toEqual([true, ['weakened']]);
  expect(found[0]).toContain('would lose an index: By-a would be deleted');
});

test('an attribute that becomes mutable: without a word Cognito makes it immutable', () => {
  const pool = (attribute: Properties): (app: App) => void => one('AWS::Cognito::UserPool', { Schema: [{ Name: 'tier', ...attribute }] });
  expect(change(pool({}), pool({ Mutable: true }))).toMatchObject({ failed: true, rules: ['attribute'] });
});
