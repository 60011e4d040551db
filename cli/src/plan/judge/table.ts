import { listOf, objectOf, type Json, type JsonObject } from '../../template';

/** A global secondary index: what DynamoDB cannot change is its definition. */
export interface TableIndex {
  readonly name: string;
  /** Key attributes, partition key first, each with its type: `status:S`. */
  readonly keys: readonly string[];
  /** Properties of the index that DynamoDB fixes at creation. */
  readonly definition: JsonObject;
  readonly raw: JsonObject;
}

/** Attribute names and types that a table declares. */
export function attributeTypes(properties: JsonObject): ReadonlyMap<string, string> {
  return new Map(listOf(properties.AttributeDefinitions).map((item) => [name(objectOf(item).AttributeName), name(objectOf(item).AttributeType)]));
}

/** The names in a key schema, partition key first. */
export function keyNames(schema: Json | undefined): readonly string[] {
  const keys = listOf(schema).map(objectOf);
  return [...keys].sort((one, other) => name(one.KeyType) < name(other.KeyType) ? -1 : 1).map((key) => name(key.AttributeName));
}

/** The global secondary indexes of a table by name. */
export function indexesOf(properties: JsonObject): ReadonlyMap<string, TableIndex> {
  const types = attributeTypes(properties);
  return new Map(listOf(properties.GlobalSecondaryIndexes).map((item) => {
    const raw = objectOf(item);
    const keys = keyNames(raw.KeySchema).map((key) => `${key}:${types.get(key) ?? '?'}`);
    const { NonKeyAttributes: others, ProjectionType: projection = 'KEYS_ONLY' } = objectOf(raw.Projection);
    const definition = { keys, projection, others: [...listOf(others)].map(name).sort() };
    return [name(raw.IndexName), { name: name(raw.IndexName), keys, definition, raw }];
  }));
}

/** The attributes that keys and indexes of a table use. */
export function usedAttributes(properties: JsonObject): ReadonlySet<string> {
  const indexes = [...listOf(properties.GlobalSecondaryIndexes), ...listOf(properties.LocalSecondaryIndexes)];
  return new Set([keyNames(properties.KeySchema), ...indexes.map((index) => keyNames(objectOf(index).KeySchema))].flat());
}

function name(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
