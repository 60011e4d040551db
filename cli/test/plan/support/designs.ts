import * as fc from 'fast-check';
import type { StackSketch, StageSketch } from './judged';

/** What a random table is: everything that decides whether it is the same table. */
interface TableDesign {
  readonly id: string;
  readonly name: string;
  readonly keyType: 'S' | 'N';
  readonly sorted: boolean;
  readonly indexes: readonly (readonly [name: string, key: string, projection: string])[];
  readonly protectedBy: readonly ('deletion' | 'recovery')[];
  readonly tableClass: string;
  readonly policy?: 'Retain' | 'Delete';
  readonly stack: string;
}

/** A random stage of two stacks. */
export interface Design {
  readonly tables: readonly TableDesign[];
  readonly queue: { readonly name: string; readonly seconds: number };
  readonly group: { readonly name: string; readonly days: number };
  readonly pool: { readonly attributes: readonly string[]; readonly protection: boolean };
  readonly role: string;
  readonly outputs: readonly (readonly [key: string, value: string, exportName: string | undefined])[];
  readonly tags: Readonly<Record<string, string>>;
  readonly words: 'plain' | 'sub' | 'join';
}

const ATTRIBUTES = ['a:S', 'b:S', 'c:N', 'id:S'];
const INDEXES = ['One', 'Two', 'Three', 'Four'];

const index = fc.tuple(fc.constantFrom(...INDEXES), fc.constantFrom(...ATTRIBUTES), fc.constantFrom('ALL', 'KEYS_ONLY'));

const table = (id: string): fc.Arbitrary<TableDesign> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(`app-${id.toLowerCase()}`),
    keyType: fc.constant('S' as const),
    sorted: fc.boolean(),
    indexes: fc.uniqueArray(index, { maxLength: 4, selector: ([name]) => name }),
    protectedBy: fc.subarray(['deletion', 'recovery'] as const),
    tableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    policy: fc.constantFrom('Retain' as const, 'Delete' as const),
    stack: fc.constant('app-data-main'),
  });

/** A stage as it might be deployed. */
export const design: fc.Arbitrary<Design> = fc.record({
  tables: fc.tuple(table('Users'), table('Jobs')),
  queue: fc.record({ name: fc.constant('app-queue'), seconds: fc.constantFrom(60, 300) }),
  group: fc.record({ name: fc.constant('/app/log'), days: fc.constantFrom(30, 90) }),
  pool: fc.record({ attributes: fc.constant(['email']), protection: fc.boolean() }),
  role: fc.constant('one'),
  outputs: fc.constant([
    ['UsersName', 'Users', 'app-users'],
    ['JobsName', 'Jobs', undefined],
  ] as const),
  tags: fc.constant({ STAGE: 'main' }),
  words: fc.constantFrom('plain' as const, 'sub' as const),
});

/** A change of a design, and whether a plan must allow it whatever else there is. */
export interface Edit {
  readonly harmless: boolean;
  readonly apply: (from: Design) => Design;
}

const onTable =
  (change: (from: TableDesign) => TableDesign) =>
    (from: Design): Design => ({ ...from, tables: from.tables.map((one, at) => (at === 0 ? change(one) : one)) });

/** Edits that keep everything, however many there are. */
export const HARMLESS: Readonly<Record<string, (from: Design) => Design>> = {
  'other words': (from) => ({ ...from, words: 'join' }),
  'protections': onTable((one) => ({ ...one, protectedBy: ['deletion', 'recovery'] })),
  'a longer retention': (from) => ({ ...from, group: { ...from.group, days: 365 } }),
  'another timeout': (from) => ({ ...from, queue: { ...from.queue, seconds: 900 } }),
  'another description': (from) => ({ ...from, role: 'two' }),
  'a new table': (from) => ({
    ...from,
    tables: [
      ...from.tables,
      {
        id: 'New',
        name: 'app-new',
        keyType: 'S',
        sorted: false,
        indexes: [
          ['One', 'a:S', 'ALL'],
          ['Two', 'b:S', 'ALL'],
        ],
        protectedBy: [],
        tableClass: 'STANDARD',
        policy: 'Delete',
        stack: 'app-more-main',
      },
    ],
  }),
  'all indexes': onTable((one) => ({ ...one, indexes: INDEXES.map((name, at) => [name, ATTRIBUTES[at] ?? 'a:S', 'ALL'] as const) })),
  'no indexes': onTable((one) => ({ ...one, indexes: [] })),
  'a type of an index attribute': onTable((one) => ({
    ...one,
    indexes: one.indexes.map(([name, key, projection]) => [name, key === 'a:S' ? 'a:N' : key, projection] as const),
  })),
  'a retained table': onTable((one) => ({ ...one, policy: 'Retain' })),
  'a table that is not retained': onTable((one) => ({ ...one, policy: 'Delete' })),
  'an attribute of the pool': (from) => ({ ...from, pool: { ...from.pool, attributes: [...from.pool.attributes, 'tier'] } }),
  'a protected pool': (from) => ({ ...from, pool: { ...from.pool, protection: true } }),
  'an output': (from) => ({ ...from, outputs: [...from.outputs, ['More', 'Jobs', 'app-more'] as const] }),
  'a tag': (from) => ({ ...from, tags: { ...from.tags, Team: 'data' } }),
};

/** Edits of which some lose something; a plan may refuse them, and if it does not, nothing may be lost. */
export const HARMFUL: Readonly<Record<string, (from: Design) => Design>> = {
  'another table name': onTable((one) => ({ ...one, name: 'app-people' })),
  'another key': onTable((one) => ({ ...one, sorted: !one.sorted })),
  'another key type': onTable((one) => ({ ...one, keyType: 'N' })),
  'no table': (from) => ({ ...from, tables: from.tables.slice(1) }),
  'another logical ID': onTable((one) => ({ ...one, id: 'People' })),
  'another stack': onTable((one) => ({ ...one, stack: 'app-more-main' })),
  'no protections': onTable((one) => ({ ...one, protectedBy: [] })),
  'a shorter retention': (from) => ({ ...from, group: { ...from.group, days: 1 } }),
  'another queue name': (from) => ({ ...from, queue: { ...from.queue, name: 'app-line' } }),
  'no attribute of the pool': (from) => ({ ...from, pool: { ...from.pool, attributes: [] } }),
  'no outputs': (from) => ({ ...from, outputs: [] }),
  'another export': (from) => ({
    ...from,
    outputs: from.outputs.map(([key, value, name]) => [key, value, name === undefined ? undefined : `${name}-2`] as const),
  }),
};

/** Some edits, by name. */
export const edits = (from: Readonly<Record<string, (from: Design) => Design>>): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...Object.keys(from)), { minLength: 1, maxLength: 5 });

/** The templates of a design. */
export function sketchOf(from: Design): StageSketch {
  const stacks: Record<string, { Resources: StackSketch['Resources']; Outputs: NonNullable<StackSketch['Outputs']>; tags: Record<string, string> }> =
    {
      'app-data-main': { Resources: {}, Outputs: {}, tags: from.tags },
      'app-more-main': { Resources: {}, Outputs: {}, tags: from.tags },
    };
  const { 'app-data-main': data, 'app-more-main': more } = stacks;
  for (const one of from.tables) stacks[one.stack]!.Resources[`${one.id}Table`] = tableResource(one, from.words);
  Object.assign(more?.Resources ?? {}, {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: named(from.queue.name, from.words), VisibilityTimeout: from.queue.seconds } },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: named(from.group.name, from.words), RetentionInDays: from.group.days } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'app-role', Description: from.role, AssumeRolePolicyDocument: {} } },
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolName: 'app',
        Schema: from.pool.attributes.map((Name) => ({ Name, AttributeDataType: 'String' })),
        ...(from.pool.protection ? { DeletionProtection: 'ACTIVE' } : {}),
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Pool' }, ReadAttributes: from.pool.attributes.map((name) => `custom:${name}`) },
    },
  });
  for (const [key, value, exportName] of from.outputs) {
    const owner = from.tables.find(({ id }) => id === value)?.stack;
    if (owner === undefined) continue;
    stacks[owner]!.Outputs[key] = { Value: { Ref: `${value}Table` }, ...(exportName === undefined ? {} : { Export: { Name: exportName } }) };
  }
  return { 'app-data-main': data!, 'app-more-main': more! };
}

function tableResource(one: TableDesign, words: Design['words']): StackSketch['Resources'][string] {
  const types = new Map([
    ['id', one.keyType],
    ...(one.sorted ? [['sort', 'S'] as const] : []),
    ...one.indexes.map(([, key]) => key.split(':') as [string, string]).filter(([name]) => name !== 'id'),
  ]);
  const schema = (names: readonly string[]) => names.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' }));
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: named(one.name, words),
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: schema(one.sorted ? ['id', 'sort'] : ['id']),
      AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      TableClass: one.tableClass,
      ...(one.indexes.length === 0
        ? {}
        : {
          GlobalSecondaryIndexes: one.indexes.map(([IndexName, key, ProjectionType]) => ({
            IndexName,
            KeySchema: schema([key.split(':')[0] ?? '']),
            Projection: { ProjectionType },
          })),
        }),
      ...(one.protectedBy.includes('deletion') ? { DeletionProtectionEnabled: true } : {}),
      ...(one.protectedBy.includes('recovery') ? { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } } : {}),
    },
    ...(one.policy === undefined ? {} : { DeletionPolicy: one.policy, UpdateReplacePolicy: one.policy }),
  };
}

function named(name: string, words: Design['words']): unknown {
  if (words === 'plain') return name;
  return words === 'sub' ? { 'Fn::Sub': name } : { 'Fn::Join': ['', [name.slice(0, 3), name.slice(3)]] };
}
