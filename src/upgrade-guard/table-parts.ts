import { Json, JsonObject, listOf, objectOf } from './json';

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

export function isTable(type: string): boolean {
  return TABLES.includes(type);
}

/** A table's key as a person says it, partition key first: `accountId:S, createdAt:S`. An attribute of another type makes another key. */
export function keyText(properties: JsonObject, schema: Json | undefined = properties.KeySchema): string {
  const attributes = listOf(properties.AttributeDefinitions).map(objectOf);
  const types = new Map(attributes.map(({ AttributeName: name, AttributeType: type }) => [String(name), String(type)]));
  const keys = listOf(schema).map(objectOf);
  const ordered = [...keys.filter(({ KeyType: type }) => type === 'HASH'), ...keys.filter(({ KeyType: type }) => type !== 'HASH')];
  return ordered.map(({ AttributeName: name }) => `${String(name)}:${types.get(String(name)) ?? '?'}`).join(', ');
}

/** What DynamoDB fixes when it makes each global secondary index, by name: `status:S, createdAt:S; INCLUDE owner`. */
export function indexTexts(properties: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(listOf(properties.GlobalSecondaryIndexes).map(objectOf).map((index) => {
    const { ProjectionType: projection = 'KEYS_ONLY', NonKeyAttributes: others } = objectOf(index.Projection);
    const included = listOf(others).map(String).sort().join(' ');
    return [String(index.IndexName), `${keyText(properties, index.KeySchema)}; ${String(projection)}${included === '' ? '' : ` ${included}`}`];
  }));
}
