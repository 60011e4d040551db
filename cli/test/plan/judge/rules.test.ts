import { RULES, type JudgeContext, type RuleId } from '../../../src/plan/judge';
import { judged, rulesOf, type StackSketch, type StageSketch } from '../support/judged';

type Properties = Record<string, unknown>;

/** A change that breaks one rule, and the one next to it that does not. */
interface Mutation {
  readonly before: StageSketch;
  readonly broken: StageSketch;
  readonly mended: StageSketch;
  readonly brokenContext?: Partial<JudgeContext>;
  readonly mendedContext?: Partial<JudgeContext>;
}

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const ARN = 'arn:aws:lambda:us-west-2:123456789012:function:handler';

const stack = (resources: Record<string, unknown>, rest: object = {}): StageSketch => ({
  stack: { Resources: resources as StackSketch['Resources'], ...rest },
});
const one = (Type: string, Properties: Properties, rest: object = {}): StageSketch => stack({ It: { Type, Properties, ...KEPT, ...rest } });
const attributes = (...keys: string[]) => keys.map((key) => ({ AttributeName: key.split(':')[0], AttributeType: key.split(':')[1] ?? 'S' }));
const schema = (...keys: string[]) => keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
const index = (IndexName: string, ...keys: string[]) => ({ IndexName, KeySchema: schema(...keys), Projection: { ProjectionType: 'ALL' } });
const table = (more: Properties = {}): Properties => ({
  TableName: 'users',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: schema('id'),
  AttributeDefinitions: attributes('id'),
  ...more,
});
const TABLE = 'AWS::DynamoDB::Table';
const POOL = 'AWS::Cognito::UserPool';
const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' }, ...KEPT };
const withOutput = (output: unknown): StageSketch =>
  stack({ It: { Type: TABLE, Properties: table(), ...KEPT } }, output === undefined ? {} : { Outputs: { Name: output } });
const twoTables = (first: Properties, second: Properties): StageSketch =>
  stack({ One: { Type: TABLE, Properties: first, ...KEPT }, Two: { Type: TABLE, Properties: second, ...KEPT } });
const importing = { imports: new Set(['stack.New']) };
const unused = { importersOf: () => [] };

const MUTATIONS: Readonly<Record<RuleId, Mutation>> = {
  'replacement': {
    before: one(TABLE, table()),
    broken: one(TABLE, table({ TableName: 'people' })),
    mended: one(TABLE, table({ TableName: { 'Fn::Join': ['', ['us', 'ers']] } })),
  },
  'refused-update': {
    before: one(POOL, { UsernameAttributes: ['email'] }),
    broken: one(POOL, { UsernameAttributes: ['email', 'phone_number'] }),
    mended: one(POOL, { UsernameAttributes: ['email'], MfaConfiguration: 'OFF' }),
  },
  'removal': {
    before: stack({ It: { Type: TABLE, Properties: table(), ...KEPT }, Role: { Type: 'AWS::IAM::Policy', Properties: {} } }),
    broken: stack({ Role: { Type: 'AWS::IAM::Policy', Properties: {} } }),
    mended: stack({ It: { Type: TABLE, Properties: table(), ...KEPT } }),
  },
  'undecided': {
    before: stack({ It: { Type: TABLE, Properties: table({ TableName: { Ref: 'Name' } }), ...KEPT } }, { Parameters: { Name: { Type: 'String' } } }),
    broken: stack({ It: { Type: TABLE, Properties: table(), ...KEPT } }, { Parameters: { Name: { Type: 'String' } } }),
    mended: stack(
      { It: { Type: TABLE, Properties: table({ TableName: { 'Fn::Sub': '${Name}' } }), ...KEPT } },
      { Parameters: { Name: { Type: 'String' } } },
    ),
  },
  'unknown-type': {
    before: one('Some::Vendor::Thing', { Size: 1 }),
    broken: one('Some::Vendor::Thing', { Size: 2 }),
    mended: one('Some::Vendor::Thing', { Size: '1' }),
  },
  'custom-resource': {
    before: stack({ It: { Type: 'Custom::Emptier', Properties: { ServiceToken: ARN } }, Other: { Type: TABLE, Properties: table(), ...KEPT } }),
    broken: stack({ Other: { Type: TABLE, Properties: table(), ...KEPT } }),
    mended: stack({
      It: { Type: 'Custom::Emptier', Properties: { ServiceToken: ARN, ServiceTimeout: 60 } },
      Other: { Type: TABLE, Properties: table(), ...KEPT },
    }),
  },
  'handed-over': {
    before: stack({ Queue: QUEUE, Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }] } } }),
    broken: stack({ Queue: QUEUE, Other: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }] } } }),
    mended: stack({ Queue: QUEUE, Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: {} } } }),
  },
  'transform': {
    before: one('AWS::SQS::Queue', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a/1' } } }),
    broken: one('AWS::SQS::Queue', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a/2' } } }),
    mended: one('AWS::SQS::Queue', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a/1' } } }, { Metadata: { a: 1 } }),
  },
  'drift': {
    before: one('AWS::SQS::Queue', { QueueName: 'q', DelaySeconds: 1 }),
    broken: one('AWS::SQS::Queue', { QueueName: 'q', DelaySeconds: 2 }),
    mended: one('AWS::SQS::Queue', { QueueName: 'q', DelaySeconds: '1' }),
    brokenContext: { drifted: new Map([['stack.It', 'DelaySeconds']]) },
    mendedContext: { drifted: new Map([['stack.It', 'DelaySeconds']]) },
  },
  'nested-stack': {
    before: one('AWS::CloudFormation::Stack', { TemplateURL: 'https://s3.amazonaws.com/one.json' }),
    broken: one('AWS::CloudFormation::Stack', { TemplateURL: 'https://s3.amazonaws.com/two.json' }),
    mended: one('AWS::CloudFormation::Stack', { TemplateURL: { 'Fn::Sub': 'https://s3.amazonaws.com/one.json' } }),
  },
  'key-attribute-type': {
    before: one(TABLE, table()),
    broken: one(TABLE, table({ AttributeDefinitions: attributes('id:N') })),
    mended: one(TABLE, table({ AttributeDefinitions: attributes('id:S') })),
  },
  'index-limit': {
    before: one(TABLE, table()),
    broken: one(TABLE, table({ AttributeDefinitions: attributes('id', 'a', 'b'), GlobalSecondaryIndexes: [index('A', 'a'), index('B', 'b')] })),
    mended: one(TABLE, table({ AttributeDefinitions: attributes('id', 'a'), GlobalSecondaryIndexes: [index('A', 'a')] })),
  },
  'index-alone': {
    before: one(TABLE, table()),
    broken: one(
      TABLE,
      table({ AttributeDefinitions: attributes('id', 'a'), GlobalSecondaryIndexes: [index('A', 'a')], TableClass: 'STANDARD_INFREQUENT_ACCESS' }),
    ),
    mended: one(TABLE, table({ AttributeDefinitions: attributes('id', 'a'), GlobalSecondaryIndexes: [index('A', 'a')], TableClass: 'STANDARD' })),
  },
  'index-definition': {
    before: one(TABLE, table({ AttributeDefinitions: attributes('id', 'a'), GlobalSecondaryIndexes: [index('A', 'a')] })),
    broken: one(TABLE, table({ AttributeDefinitions: attributes('id', 'a'), GlobalSecondaryIndexes: [index('A', 'a', 'id')] })),
    mended: one(TABLE, table({ AttributeDefinitions: attributes('a', 'id'), GlobalSecondaryIndexes: [index('A', 'a')] })),
  },
  'attribute-definitions': {
    before: one(TABLE, table()),
    broken: one(TABLE, table({ AttributeDefinitions: attributes('id', 'spare') })),
    mended: one(TABLE, table({ DeletionProtectionEnabled: true })),
  },
  'index-count': {
    before: one(
      TABLE,
      table({ AttributeDefinitions: attributes('id'), GlobalSecondaryIndexes: Array.from({ length: 20 }, (_, number) => index(`I${number}`, 'id')) }),
    ),
    broken: one(
      TABLE,
      table({ AttributeDefinitions: attributes('id'), GlobalSecondaryIndexes: Array.from({ length: 21 }, (_, number) => index(`I${number}`, 'id')) }),
    ),
    mended: one(
      TABLE,
      table({
        AttributeDefinitions: attributes('id'),
        GlobalSecondaryIndexes: Array.from({ length: 20 }, (_, number) => index(`I${number}`, 'id')),
        DeletionProtectionEnabled: true,
      }),
    ),
  },
  'pool-schema': {
    before: one(POOL, { Schema: [{ Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true }] }),
    broken: one(POOL, { Schema: [{ Name: 'name', Required: true, Mutable: false }] }),
    mended: one(POOL, {
      Schema: [
        { Name: 'tier', AttributeDataType: 'String' },
        { Name: 'name', Required: true, Mutable: true },
      ],
    }),
  },
  'pool-reset': {
    before: one(POOL, { AutoVerifiedAttributes: ['email'], DeletionProtection: 'INACTIVE' }),
    broken: one(POOL, { DeletionProtection: 'ACTIVE' }),
    mended: one(POOL, { AutoVerifiedAttributes: ['email'] }),
  },
  'pool-alone': {
    before: stack({ Pool: { Type: POOL, Properties: {}, ...KEPT }, Role: { Type: 'AWS::IAM::Role', Properties: { Description: 'one' } } }),
    broken: stack({
      Pool: { Type: POOL, Properties: { DeletionProtection: 'ACTIVE' }, ...KEPT },
      Role: { Type: 'AWS::IAM::Role', Properties: { Description: 'two' } },
    }),
    mended: stack({
      Pool: { Type: POOL, Properties: { DeletionProtection: 'ACTIVE' }, ...KEPT },
      Role: { Type: 'AWS::IAM::Role', Properties: { Description: 'one' } },
    }),
  },
  'export-lost': {
    before: withOutput({ Value: 'x', Export: { Name: 'shared' } }),
    broken: withOutput({ Value: 'x' }),
    mended: stack(
      { It: { Type: TABLE, Properties: table(), ...KEPT } },
      { Outputs: { Name: { Value: 'x' }, Other: { Value: 'x', Export: { Name: 'shared' } } } },
    ),
  },
  'export-changed': {
    before: stack(
      { It: { Type: TABLE, Properties: table(), ...KEPT } },
      { Outputs: { Name: { Value: 'x' }, Other: { Value: 'x', Export: { Name: 'shared' } } } },
    ),
    broken: stack(
      { It: { Type: TABLE, Properties: table(), ...KEPT } },
      { Outputs: { Name: { Value: 'x' }, Other: { Value: 'x' }, More: { Value: 'y', Export: { Name: 'shared' } } } },
    ),
    mended: stack(
      { It: { Type: TABLE, Properties: table(), ...KEPT } },
      { Outputs: { Name: { Value: 'x' }, Other: { Value: 'x' }, More: { Value: 'x', Export: { Name: 'shared' } } } },
    ),
  },
  'export-taken': {
    before: { ...withOutput({ Value: 'x', Export: { Name: 'shared' } }), other: { Resources: {} } },
    broken: {
      ...withOutput({ Value: 'x', Export: { Name: 'shared' } }),
      other: { Resources: {}, Outputs: { Mine: { Value: 'y', Export: { Name: { 'Fn::Join': ['', ['sha', 'red']] } } } } },
    },
    mended: {
      ...withOutput({ Value: 'x', Export: { Name: 'shared' } }),
      other: { Resources: {}, Outputs: { Mine: { Value: 'y', Export: { Name: 'mine' } } } },
    },
  },
  'output-lost': {
    before: withOutput({ Value: 'x' }),
    broken: withOutput(undefined),
    mended: withOutput({ Value: { 'Fn::Sub': 'x' } }),
  },
  'output-changed': {
    before: withOutput({ Value: { Ref: 'It' } }),
    broken: withOutput({ Value: 'people' }),
    mended: withOutput({ Value: 'users' }),
  },
  'tag-lost': {
    before: { stack: { Resources: {}, tags: { STAGE: 'main' } } },
    broken: { stack: { Resources: {}, tags: {} } },
    mended: { stack: { Resources: {}, tags: { More: 'yes', STAGE: 'main' } } },
  },
  'tag-case': {
    before: { stack: { Resources: { It: { Type: 'AWS::IAM::Role', Properties: {} } }, tags: { STAGE: 'main' } } },
    broken: {
      stack: { Resources: { It: { Type: 'AWS::IAM::Role', Properties: { Tags: [{ Key: 'Stage', Value: 'main' }] } } }, tags: { STAGE: 'main' } },
    },
    mended: {
      stack: { Resources: { It: { Type: 'AWS::IAM::Role', Properties: { Tags: [{ Key: 'Service', Value: 'main' }] } } }, tags: { STAGE: 'main' } },
    },
  },
  'data-expiry': {
    before: one('AWS::Logs::LogGroup', { LogGroupName: '/a', RetentionInDays: 90 }),
    broken: one('AWS::Logs::LogGroup', { LogGroupName: '/a', RetentionInDays: 30 }),
    mended: one('AWS::Logs::LogGroup', { LogGroupName: '/a', RetentionInDays: 365 }),
  },
  'weakened': {
    before: one(TABLE, table({ DeletionProtectionEnabled: true })),
    broken: one(TABLE, table()),
    mended: one(TABLE, table({ DeletionProtectionEnabled: 'true' })),
  },
  'interruption': {
    before: one('AWS::RDS::DBInstance', { DBInstanceClass: 'db.t4g.micro', StorageType: 'gp2' }),
    broken: one('AWS::RDS::DBInstance', { DBInstanceClass: 'db.t4g.micro', StorageType: 'gp3' }),
    mended: one('AWS::RDS::DBInstance', { DBInstanceClass: 'db.t4g.micro', StorageType: 'gp2', EnablePerformanceInsights: true }),
  },
  'unknown-property': {
    before: one(TABLE, table()),
    broken: one(TABLE, table({ FutureProperty: true })),
    mended: one(TABLE, table({ ContributorInsightsSpecification: { Enabled: true } })),
  },
  'name-taken': {
    before: { ...one(TABLE, table()), other: { Resources: {} } },
    broken: { ...one(TABLE, table()), other: { Resources: { Mine: { Type: TABLE, Properties: table(), ...KEPT } } } },
    mended: { ...one(TABLE, table()), other: { Resources: { Mine: { Type: TABLE, Properties: table({ TableName: 'mine' }), ...KEPT } } } },
  },
  'import': {
    before: stack({ It: { Type: TABLE, Properties: table(), ...KEPT } }),
    broken: stack({
      It: { Type: TABLE, Properties: table({ DeletionProtectionEnabled: true }), ...KEPT },
      New: { Type: TABLE, Properties: table({ TableName: 'new' }), ...KEPT },
    }),
    mended: stack({ It: { Type: TABLE, Properties: table(), ...KEPT }, New: { Type: TABLE, Properties: table({ TableName: 'new' }), ...KEPT } }),
    brokenContext: importing,
    mendedContext: importing,
  },
  'unprotected': {
    before: stack({ It: { Type: TABLE, Properties: table() } }),
    broken: stack({ It: { Type: TABLE, Properties: table({ TableClass: 'STANDARD_INFREQUENT_ACCESS' }), ...KEPT } }),
    mended: stack({ It: { Type: TABLE, Properties: table({ DeletionProtectionEnabled: true }), ...KEPT } }),
  },
  'policy-recorded': {
    before: stack({ It: { Type: TABLE, Properties: table() } }),
    broken: stack({ It: { Type: TABLE, Properties: table(), ...KEPT } }),
    mended: stack({ It: { Type: TABLE, Properties: table(), ...KEPT, Metadata: { any: 'thing' } } }),
  },
  'reference': {
    before: one(TABLE, table()),
    broken: one(TABLE, table({ Tags: [{ Key: 'of', Value: { 'Fn::Sub': '${Gone}' } }] })),
    mended: one(TABLE, table({ Tags: [{ Key: 'of', Value: { 'Fn::Sub': '${!Gone} ${AWS::Region}' } }] })),
  },
  'import-value': {
    before: {
      ...withOutput({ Value: 'x', Export: { Name: 'shared' } }),
      other: { Resources: { It: { Type: 'AWS::IAM::Role', Properties: { Description: { 'Fn::ImportValue': 'shared' } } } } },
    },
    broken: {
      ...withOutput({ Value: 'x' }),
      other: {
        Resources: {
          It: { Type: 'AWS::IAM::Role', Properties: { Description: { 'Fn::ImportValue': 'shared' } } },
          More: { Type: 'AWS::IAM::Role', Properties: {} },
        },
      },
    },
    mended: {
      ...withOutput({ Value: 'x', Export: { Name: 'shared' } }),
      other: {
        Resources: {
          It: { Type: 'AWS::IAM::Role', Properties: { Description: { 'Fn::ImportValue': 'shared' } } },
          More: { Type: 'AWS::IAM::Role', Properties: {} },
        },
      },
    },
    // Somebody may know that nobody imports it, and yet a stack of this plan does.
    brokenContext: { importersOf: () => [], dropped: new Set(['stack.shared']) },
  },
  'template-limit': {
    before: stack({}),
    broken: stack(Object.fromEntries(Array.from({ length: 501 }, (_, number) => [`R${number}`, { Type: 'AWS::IAM::Role', Properties: {} }]))),
    mended: stack(Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`R${number}`, { Type: 'AWS::IAM::Role', Properties: {} }]))),
  },
};

describe.each(Object.entries(MUTATIONS))('%s', (rule, { before, broken, mended, brokenContext, mendedContext }) => {
  test('a change that breaks it is refused, for nothing else', () => {
    expect(rulesOf(judged(before, broken, brokenContext))).toEqual([rule]);
  });

  test('the mended twin passes', () => {
    expect(judged(before, mended, mendedContext)).toEqual([]);
  });
});

test('every rule names where it is written, on a page of AWS', () => {
  for (const { source } of Object.values(RULES)) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

test('an export that AWS says nobody imports may go when its owner says so, and only then', () => {
  const [before, after] = [withOutput({ Value: 'x', Export: { Name: 'shared' } }), withOutput({ Value: 'x' })];
  expect(judged(before, after, unused).map(({ accept }) => accept)).toEqual(['stack.shared']);
  expect(judged(before, after).map(({ accept }) => accept)).toEqual([undefined]);
});

test('two tables may each change an index in one update', () => {
  const bare = table({ AttributeDefinitions: attributes('id') });
  const indexed = table({ AttributeDefinitions: attributes('id', 'a'), GlobalSecondaryIndexes: [index('A', 'a')] });
  expect(judged(twoTables(bare, { ...bare, TableName: 'two' }), twoTables(indexed, { ...indexed, TableName: 'two' }))).toEqual([]);
});
