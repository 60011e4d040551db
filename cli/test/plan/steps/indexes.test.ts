import { indexMoves, tableAfter } from '../../../src/plan/steps/indexes';
import type { Json, JsonObject } from '../../../src/template';

type Index = readonly [name: string, key: string, projection?: string];

/** A table with these indexes; a key is `name:type`. */
function table(indexes: readonly Index[], more: Record<string, Json> = {}): JsonObject {
  const types = new Map([['id', 'S'], ...indexes.map(([, key]) => key.split(':') as [string, string])]);
  return {
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: indexes.map(([IndexName, key, ProjectionType = 'ALL']) => ({
      IndexName,
      KeySchema: [{ AttributeName: key.split(':')[0] ?? '', KeyType: 'HASH' }],
      Projection: { ProjectionType },
    })),
    ...more,
  };
}

const moves = (now: readonly Index[], target: readonly Index[]): readonly string[] =>
  indexMoves(table(now), table(target)).map(({ kind, name }) => `${kind} ${name}`);

/** A table without functions: it resolves to what is written. */
const plain = (properties: JsonObject) => ({ raw: properties, properties });

test('what is new comes first, then what is made anew, one after the other, then what goes', () => {
  expect(
    moves(
      [
        ['A', 'a:S'],
        ['B', 'b:S'],
        ['C', 'c:S'],
      ],
      [
        ['A', 'a:S', 'KEYS_ONLY'],
        ['B', 'b:S', 'KEYS_ONLY'],
        ['D', 'd:S'],
      ],
    ),
  ).toEqual(['create D', 'delete A', 'create A', 'delete B', 'create B', 'delete C']);
});

test('indexes that share an attribute of another type all go before one of them comes', () => {
  expect(
    moves(
      [
        ['A', 'x:S'],
        ['B', 'x:S'],
      ],
      [
        ['A', 'x:N'],
        ['B', 'x:N'],
      ],
    ),
  ).toEqual(['delete A', 'delete B', 'create A', 'create B']);
});

test('a table with 20 indexes makes room first', () => {
  const twenty = Array.from({ length: 20 }, (_, number): Index => [`I${String(number).padStart(2, '0')}`, 'id:S']);
  expect(moves(twenty, [...twenty.slice(1), ['New', 'n:S']])).toEqual(['delete I00', 'create New']);
});

test('an index that can never fit is left to the judge, not tried for ever', () => {
  expect(moves([], [['A', 'id:N']])).toEqual([]);
  expect(
    moves(
      [['B', 'b:S']],
      [
        ['A', 'id:N'],
        ['C', 'c:S'],
      ],
    ),
  ).toEqual(['create C', 'delete B']);
});

test('each state defines exactly the attributes that it uses', () => {
  const [now, target] = [
    table([['A', 'a:S']]),
    table([
      ['B', 'b:N'],
      ['C', 'c:S'],
    ]),
  ];
  const all = indexMoves(now, target);
  const attributes = all.map(
    (_, done) =>
      (tableAfter({ Type: 'AWS::DynamoDB::Table', Properties: target }, plain(now), plain(target), all.slice(0, done)).Properties as JsonObject)
        .AttributeDefinitions,
  );
  expect(
    attributes.map((list) =>
      (list as JsonObject[]).map(({ AttributeName: name, AttributeType: type }) => `${String(name as string)}:${String(type as string)}`).join(),
    ),
  ).toEqual(['a:S,id:S', 'a:S,b:N,id:S', 'a:S,b:N,c:S,id:S']);
});

test('an index is billed as its table is, on the way too', () => {
  const throughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  const provisioned = table([['A', 'a:S']], { BillingMode: 'PROVISIONED', ProvisionedThroughput: throughput });
  const onDemand = table([['B', 'b:S']]);
  const indexes = (now: JsonObject, target: JsonObject): readonly JsonObject[] => {
    const { Properties: properties } = tableAfter({ Type: 'AWS::DynamoDB::Table', Properties: target }, plain(now), plain(target), []);
    return (properties as JsonObject).GlobalSecondaryIndexes as readonly JsonObject[];
  };
  expect(
    indexes(
      {
        ...provisioned,
        GlobalSecondaryIndexes: [{ ...((provisioned.GlobalSecondaryIndexes as JsonObject[])[0] as JsonObject), ProvisionedThroughput: throughput }],
      },
      onDemand,
    )[0],
  ).not.toHaveProperty('ProvisionedThroughput');
  expect(indexes(onDemand, provisioned)[0]).toHaveProperty('ProvisionedThroughput', throughput);
});
