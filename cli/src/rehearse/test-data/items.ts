import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { count, each, type ClientOf, type Found, type DataSeeder } from './seeder';

type Item = Record<string, AttributeValue>;

interface FilledTable {
  readonly name: string;
  readonly client: DynamoDBClient;
  readonly items: readonly { readonly key: Item; readonly item: Item }[];
}

const TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const ITEMS = 2;

/** Items in every table, with all attributes of its indexes. */
export const items: DataSeeder = {
  seed: async (found, clientOf) => {
    const tables = await Promise.all(found.filter(({ type }) => TYPES.includes(type)).map(async (table) => filled(table, clientOf)));
    const missing = async () => each(tables, ({ name }) => name, whatIsMissing);
    return {
      kind: 'items',
      what: `${count(tables.length * ITEMS, 'item')} in ${count(tables.length, 'table')}`,
      skipped: [],
      missing,
      missingAtEnd: missing,
    };
  },
};

async function filled({ physicalId: name, region }: Found, clientOf: ClientOf): Promise<FilledTable> {
  const client = new DynamoDBClient(clientOf(region));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const types = new Map((Table?.AttributeDefinitions ?? []).map(({ AttributeName = '', AttributeType }) => [AttributeName, AttributeType]));
  const keyNames = (Table?.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
  const rows = await Promise.all(Array.from({ length: ITEMS }, async (_, index) => {
    const item: Item = { payload: { S: randomUUID() } };
    for (const [attribute, type] of types) item[attribute] = valueOf(type, `${attribute} ${index}`, index);
    const key = Object.fromEntries(keyNames.map((attribute) => [attribute, item[attribute] ?? { S: '' }]));
    await client.send(new PutItemCommand({ TableName: name, Item: item }));
    return { key, item };
  }));
  return { name, client, items: rows };
}

function valueOf(type: string | undefined, text: string, index: number): AttributeValue {
  if (type === 'N') return { N: String(index) };
  return type === 'B' ? { B: Buffer.from(text) } : { S: text };
}

async function whatIsMissing({ name: TableName, client, items: rows }: FilledTable): Promise<string | undefined> {
  for (const { key, item } of rows) {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: key, ConsistentRead: true }));
    if (Item === undefined) return `the item ${JSON.stringify(key)} is gone`;
    if (!isDeepStrictEqual(Item, item)) return `the item ${JSON.stringify(key)} is now ${JSON.stringify(Item)}`;
  }
  const { Count } = await client.send(new ScanCommand({ TableName, Select: 'COUNT' }));
  return Count === rows.length ? undefined : `it holds ${Count} items rather than ${rows.length}`;
}
