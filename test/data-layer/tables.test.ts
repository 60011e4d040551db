import { App, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { TABLE_FACTS, TABLE_PROPERTIES } from './tables.facts';
import { ListBackupStage, ListBackupTableCapacity, ListBackupTables, ListBackupTablesProps } from '../../src';
import { ANY_VALUE, logicalIdTaken, refusal } from '../support/refusal';
import { exportsOf, newStack, resourcesOfType, synth, tagsOf, TemplateResource, templateOf } from '../support/synth';

const TABLE = 'AWS::DynamoDB::Table';

const tablesOf = (props: ListBackupTablesProps) => synth((stack) => new ListBackupTables(stack, 'Tables', props));

/** Spells a table's key and indexes the way the specification does. */
function spell(table: TemplateResource) {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes = [] } = table.Properties as never as {
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    KeySchema: { AttributeName: string; KeyType: string }[];
    GlobalSecondaryIndexes?: { IndexName: string; KeySchema: { AttributeName: string; KeyType: string }[]; Projection: unknown }[];
  };
  const types = new Map(AttributeDefinitions.map(({ AttributeName, AttributeType: type }) => [AttributeName, type]));
  const used = new Set<string>();
  const key = (schema: { AttributeName: string; KeyType: string }[]) => {
    expect(schema.map(({ KeyType }) => KeyType)).toEqual(['HASH', 'RANGE'].slice(0, schema.length));
    return schema.map(({ AttributeName }) => {
      used.add(AttributeName);
      return types.get(AttributeName) === 'S' ? AttributeName : `${AttributeName} ${types.get(AttributeName)}`;
    }).join(', ');
  };
  const spelled = {
    key: key(KeySchema),
    indexes: GlobalSecondaryIndexes.map((index) => {
      expect(index.Projection).toEqual({ ProjectionType: 'ALL' });
      return `${index.IndexName}(${key(index.KeySchema)})`;
    }).join(', '),
  };
  // DynamoDB refuses a definition too many as well as one too few.
  expect([...types.keys()].sort()).toEqual([...used].sort());
  return spelled;
}

describe('the 23 tables of main', () => {
  const template = tablesOf({ stage: ListBackupStage.MAIN });

  test('are there, and nothing else is', () => {
    expect(Object.keys(template.Resources).sort()).toEqual(TABLE_FACTS.map(([id]) => `${id}Table`).sort());
    expect(TABLE_FACTS).toHaveLength(23);
  });

  const rows = TABLE_FACTS.map(([id, name, key, indexes, timeToLive, stream]) => ({ id, name, key, indexes, timeToLive, stream }));
  test.each(rows)('$id', ({ id, name, key, indexes, timeToLive, stream }) => {
    const table = template.Resources[`${id}Table`];
    expect(table.Type).toBe(TABLE);
    expect(table.DeletionPolicy).toBe('Retain');
    expect(table.UpdateReplacePolicy).toBe('Retain');
    expect(spell(table)).toEqual({ key, indexes });
    expect(table.Properties).toMatchObject({
      TableName: `listbackup-main-${name}`,
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    });
    expect(table.Properties.TimeToLiveSpecification).toEqual(timeToLive && { AttributeName: timeToLive, Enabled: true });
    expect(table.Properties.StreamSpecification).toEqual(stream && { StreamViewType: stream });
    expect(table.Properties).not.toHaveProperty('ProvisionedThroughput');
    expect(tagsOf(table)).toEqual({ Service: 'listbackup-infrastructure-dynamodb', Stage: 'main', ManagedBy: 'CDK' });
  });

  test('publish name and ARN of each, and the stream of Jobs', () => {
    const keys = [...TABLE_FACTS.flatMap(([id]) => [`${id}TableName`, `${id}TableArn`]), 'JobsTableStreamArn'];
    expect(exportsOf(template)).toEqual(Object.fromEntries(keys.map((key) => [key, `listbackup-infrastructure-dynamodb-main-${key}`])));
    for (const [id] of TABLE_FACTS) {
      expect(template.Outputs[`${id}TableName`].Value).toEqual({ Ref: `${id}Table` });
      expect(template.Outputs[`${id}TableArn`].Value).toEqual({ 'Fn::GetAtt': [`${id}Table`, 'Arn'] });
    }
    expect(template.Outputs.JobsTableStreamArn.Value).toEqual({ 'Fn::GetAtt': ['JobsTable', 'StreamArn'] });
  });
});

test.each([
  [ListBackupStage.STAGING, 'Retain', true, { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 }],
  [ListBackupStage.DEV, 'Delete', false, { PointInTimeRecoveryEnabled: false }],
  [ListBackupStage.of('feature-x'), 'Delete', false, { PointInTimeRecoveryEnabled: false }],
  [ListBackupStage.of('prod'), 'Retain', true, { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 }],
])('stage %s decides protection', (stage, deletionPolicy, protection, recovery) => {
  for (const table of Object.values(tablesOf({ stage }).Resources)) {
    expect(table).toMatchObject({ DeletionPolicy: deletionPolicy, UpdateReplacePolicy: deletionPolicy });
    expect(table.Properties).toMatchObject({ DeletionProtectionEnabled: protection, PointInTimeRecoverySpecification: recovery });
  }
});

describe('handles', () => {
  const tables = new ListBackupTables(newStack(), 'Tables', { stage: ListBackupStage.MAIN });

  test.each(Object.entries(TABLE_PROPERTIES))('%s', (property, [id, variable]) => {
    const table = tables[property as keyof typeof TABLE_PROPERTIES];
    expect(table).toBe(tables.byName(id));
    expect(table.environmentVariable).toBe(variable);
    expect(table.indexNames.join()).toBe(TABLE_FACTS.find(([fact]) => fact === id)?.[3].replace(/\([^)]*\)/g, '').replace(/, /g, ','));
  });

  test('all of them, in the catalogue\'s order', () => {
    expect(tables.all.map((table) => table.node.id)).toEqual(TABLE_FACTS.map(([id]) => id));
  });

  test.each(['Userz', 'users', '', '__proto__', 'toString', undefined, 3])('an unknown name is refused: %p', (name) => {
    expect(() => tables.byName(name as string)).toThrow(refusal('name', ANY_VALUE, 'must be one of the tables '));
  });
});

describe('options', () => {
  const usersOf = (props: Omit<ListBackupTablesProps, 'stage'>, stage = ListBackupStage.MAIN) => tablesOf({ stage, ...props }).Resources.UsersTable;

  test('recovery in days switches it on, and false switches it off', () => {
    expect(usersOf({ pointInTimeRecoveryDays: 3 }, ListBackupStage.DEV).Properties.PointInTimeRecoverySpecification)
      .toEqual({ PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 3 });
    expect(usersOf({ pointInTimeRecovery: true }, ListBackupStage.DEV).Properties.PointInTimeRecoverySpecification)
      .toEqual({ PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 });
    expect(usersOf({ pointInTimeRecovery: false }).Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: false });
  });

  test.each([0, 36, 1.5, NaN])('recovery of %p days is refused', (days) => {
    expect(() => usersOf({ pointInTimeRecoveryDays: days })).toThrow(refusal('pointInTimeRecoveryDays', ANY_VALUE, 'must be a whole number from 1 to 35'));
  });

  test('recovery days exclude recovery switched off', () => {
    expect(() => usersOf({ pointInTimeRecovery: false, pointInTimeRecoveryDays: 3 })).toThrow(refusal('pointInTimeRecoveryDays', ANY_VALUE, 'can\'t be combined with pointInTimeRecovery: false'));
  });

  test('deletion protection, key and contributor insights', () => {
    const template = synth((stack) => new ListBackupTables(stack, 'Tables', {
      stage: ListBackupStage.MAIN,
      deletionProtection: false,
      contributorInsights: true,
      encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:123456789012:key/1'),
    }));
    expect(template.Resources.UsersTable.Properties).toMatchObject({
      DeletionProtectionEnabled: false,
      ContributorInsightsSpecification: { Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:us-west-2:123456789012:key/1' },
      GlobalSecondaryIndexes: [{ ContributorInsightsSpecification: { Enabled: true } }, { ContributorInsightsSpecification: { Enabled: true } }],
    });
  });

  test('capacity a table', () => {
    const { Resources } = tablesOf({
      stage: ListBackupStage.MAIN,
      capacity: {
        Users: ListBackupTableCapacity.provisioned({ minReadCapacity: 5, maxReadCapacity: 50, minWriteCapacity: 2, maxWriteCapacity: 20 }),
        Jobs: ListBackupTableCapacity.onDemand({ maxReadRequestUnits: 1000, maxWriteRequestUnits: 500 }),
      },
    });
    const throughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 2 };
    expect(Resources.UsersTable.Properties).toMatchObject({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: throughput,
      GlobalSecondaryIndexes: [{ ProvisionedThroughput: throughput }, { ProvisionedThroughput: throughput }],
    });
    expect(Resources.JobsTable.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      OnDemandThroughput: { MaxReadRequestUnits: 1000, MaxWriteRequestUnits: 500 },
    });
    expect(Resources.AccountsTable.Properties).toMatchObject({ BillingMode: 'PAY_PER_REQUEST' });
    expect(Object.keys(Resources).filter((id) => /Scaling(Policy)?$/.test(id))).toHaveLength(2 * 2 * 3);
    expect(Resources.UsersTableEmailIndexWriteScaling.Properties).toEqual({
      ServiceNamespace: 'dynamodb',
      ScalableDimension: 'dynamodb:index:WriteCapacityUnits',
      ResourceId: { 'Fn::Join': ['', ['table/', { Ref: 'UsersTable' }, '/index/EmailIndex']] },
      MinCapacity: 2,
      MaxCapacity: 20,
    });
    expect(Resources.UsersTableReadScalingPolicy.Properties).toMatchObject({
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: { Ref: 'UsersTableReadScaling' },
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' },
      },
    });
  });

  test('capacity changes nothing else of a table, both ways', () => {
    const users = (capacity: ListBackupTableCapacity) => {
      const { Type, Properties } = tablesOf({ stage: ListBackupStage.MAIN, capacity: { Users: capacity } }).Resources.UsersTable;
      const { BillingMode, ProvisionedThroughput, GlobalSecondaryIndexes, ...rest } = Properties as Record<string, unknown>;
      const indexes = (GlobalSecondaryIndexes as Record<string, unknown>[]).map(({ ProvisionedThroughput: _, ...index }) => index);
      return { Type, ...rest, indexes };
    };
    const provisioned = ListBackupTableCapacity.provisioned({ minReadCapacity: 1, maxReadCapacity: 10, minWriteCapacity: 1, maxWriteCapacity: 10 });
    expect(users(provisioned)).toEqual(users(ListBackupTableCapacity.onDemand()));
  });

  test('scaling is done by the role that the service makes for itself', () => {
    const Users = ListBackupTableCapacity.provisioned({ minReadCapacity: 1, maxReadCapacity: 10, minWriteCapacity: 1, maxWriteCapacity: 10 });
    const { Resources } = tablesOf({ stage: ListBackupStage.MAIN, capacity: { Users } });
    const targets = Object.values(Resources).filter(({ Type }) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget');
    // Reads and writes of the table and its two indexes.
    expect(targets).toHaveLength(6);
    for (const { Properties } of targets) expect(Properties).not.toHaveProperty('RoleARN');
    expect(Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role')).toEqual([]);
  });

  test.each([
    [{ minReadCapacity: 5, maxReadCapacity: 4, minWriteCapacity: 1, maxWriteCapacity: 1 }, refusal('maxReadCapacity', 4, 'must be at least minReadCapacity, which is 5')],
    [{ minReadCapacity: 0, maxReadCapacity: 4, minWriteCapacity: 1, maxWriteCapacity: 1 }, refusal('minReadCapacity', 0)],
    [{ minReadCapacity: 1, maxReadCapacity: 4, minWriteCapacity: 1, maxWriteCapacity: 1.5 }, refusal('maxWriteCapacity', 1.5)],
    [{ minReadCapacity: 1, maxReadCapacity: 4, minWriteCapacity: 1, maxWriteCapacity: 2, targetUtilizationPercent: 95 }, refusal('targetUtilizationPercent', 95)],
  ])('capacity that cannot be is refused', (capacity, message) => {
    expect(() => ListBackupTableCapacity.provisioned(capacity)).toThrow(message);
  });

  test('a further index of a catalogue table', () => {
    const index = { indexName: 'RegionIndex', partitionKey: { name: 'region', type: AttributeType.STRING } };
    const { Resources } = tablesOf({ stage: ListBackupStage.MAIN, indexes: { Users: [index] } });
    expect(spell(Resources.UsersTable).indexes).toBe('EmailIndex(email), CognitoUserIndex(cognitoUserId), RegionIndex(region)');
  });

  test('a further index with the name of one that stands is refused', () => {
    const index = { indexName: 'EmailIndex', partitionKey: { name: 'email', type: AttributeType.STRING } };
    expect(() => tablesOf({ stage: ListBackupStage.MAIN, indexes: { Users: [index] } })).toThrow(refusal('indexes', ANY_VALUE, 'can\'t have two indexes named "EmailIndex"'));
  });

  test('a resource policy', () => {
    const policy = new PolicyDocument({
      statements: [new PolicyStatement({ effect: Effect.ALLOW, principals: [new ServicePrincipal('x.amazonaws.com')], actions: ['dynamodb:GetItem'], resources: ['*'] })],
    });
    const { Resources } = tablesOf({ stage: ListBackupStage.MAIN, resourcePolicies: { ApiKeys: policy } });
    expect(Resources.ApiKeysTable.Properties).toMatchObject({ ResourcePolicy: { PolicyDocument: { Statement: [{ Action: 'dynamodb:GetItem' }] } } });
    expect(Resources.UsersTable.Properties).not.toHaveProperty('ResourcePolicy');
  });

  test.each(['capacity', 'indexes', 'resourcePolicies'])('%s of an unknown table is refused', (option) => {
    expect(() => tablesOf({ stage: ListBackupStage.MAIN, [option]: { Userz: [] } })).toThrow(new RegExp(`${option} can't have the key "Userz"\\. Did you mean "Users"\\? Valid keys: Users, Accounts`));
  });

  test('destroying production data is possible only explicitly, and warned of once', () => {
    const stack = newStack();
    new ListBackupTables(stack, 'Tables', { stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
    expect(templateOf(stack).Resources.UsersTable.DeletionPolicy).toBe('Delete');
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('DESTROY in production stage "main"'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0].entry.data).toMatch(/\[ack: listbackup-infrastructure:destroyProductionData\]/);
  });

  test.each([RemovalPolicy.SNAPSHOT, 'keep', null])('a removal policy of %p is refused', (policy) => {
    expect(() => usersOf({ removalPolicy: policy as RemovalPolicy })).toThrow(refusal('removalPolicy'));
  });
});

describe('bad input from a caller without types', () => {
  test.each([undefined, null, {}, { stage: 'main' }, { stage: null }, { stage: {} }])('%p', (props) => {
    expect(() => new ListBackupTables(newStack(), 'Tables', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });
});

describe('where the tables stand', () => {
  test('two stages in two stacks of one app', () => {
    const app = new App();
    const [first, second] = [ListBackupStage.DEV, ListBackupStage.STAGING].map((stage) => {
      const stack = new Stack(app, `App-${stage}`);
      new ListBackupTables(stack, 'Tables', { stage });
      return stack;
    });
    expect(templateOf(first).Resources.UsersTable.Properties.TableName).toBe('listbackup-dev-users');
    expect(templateOf(second).Resources.UsersTable.Properties.TableName).toBe('listbackup-staging-users');
  });

  test('twice in one stack is refused with both places', () => {
    const stack = newStack();
    new ListBackupTables(stack, 'First', { stage: ListBackupStage.DEV });
    expect(() => new ListBackupTables(stack, 'Second', { stage: ListBackupStage.STAGING }))
      .toThrow(logicalIdTaken('UsersTable', 'Consumer', 'Consumer/First/Users/Resource', 'Consumer/Second/Users/Resource'));
  });

  test('a tag of the consumer\'s joins the library\'s', () => {
    const template = synth((stack) => {
      new ListBackupTables(stack, 'Tables', { stage: ListBackupStage.MAIN });
      Tags.of(stack).add('Team', 'platform');
    });
    expect(tagsOf(template.Resources.UsersTable)).toMatchObject({ Team: 'platform', Stage: 'main' });
  });
});

test('grants reach the indexes', () => {
  const stack = newStack();
  const tables = new ListBackupTables(stack, 'Tables', { stage: ListBackupStage.MAIN });
  tables.users.grantReadData(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  const [policy] = Object.values(resourcesOfType(templateOf(stack), 'AWS::IAM::Policy'));
  const arn = { 'Fn::GetAtt': ['UsersTable', 'Arn'] };
  const { Statement } = policy.Properties.PolicyDocument as { Statement: { Resource: unknown }[] };
  expect(Statement.length).toBeGreaterThan(0);
  for (const { Resource } of Statement) expect(Resource).toEqual([arn, { 'Fn::Join': ['', [arn, '/index/*']] }]);
});
