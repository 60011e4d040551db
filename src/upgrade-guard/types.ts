import { canonical, isObject, Json, JsonObject, listOf, objectOf } from './json';

export function isUserPool(type: string): boolean {
  return type === 'AWS::Cognito::UserPool';
}

/** A user pool's attributes by name, with what Cognito fixes when it makes them: `String required`. Whether `custom:` is written says nothing. */
export function attributeTexts(properties: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(listOf(properties.Schema).map(objectOf).map((attribute) => [
    String(attribute.Name).replace(/^custom:/, ''),
    attributeText(attribute),
  ]));
}

export function isRequired(attribute: string): boolean {
  return attribute.split(' ').includes('required');
}

function attributeText(attribute: JsonObject): string {
  const { AttributeDataType: type = 'String', Mutable: mutable = false } = attribute;
  const { Required: required = false, DeveloperOnlyAttribute: developerOnly = false } = attribute;
  const limits = [attribute.StringAttributeConstraints, attribute.NumberAttributeConstraints].filter((one) => one !== undefined);
  return [
    String(type),
    ...String(required) === 'true' ? ['required'] : [],
    ...String(mutable) === 'true' ? [] : ['immutable'],
    ...String(developerOnly) === 'true' ? ['developer-only'] : [],
    ...limits.map((one) => limitsText(objectOf(one))),
  ].join(' ');
}

/** CloudFormation takes the number 1 and the text "1" for the same. */
function limitsText(limits: JsonObject): string {
  return canonical(Object.fromEntries(Object.entries(limits).map(([key, limit]) => [key, String(limit)])));
}

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

export function isTable(type: string): boolean {
  return TABLES.includes(type);
}

/** A table's key as a person says it, partition key first: `accountId:S, createdAt:S`. An attribute of another type makes another key. */
export function keyText(properties: JsonObject, schema: Json | undefined = properties.KeySchema): string {
  const attributes = listOf(properties.AttributeDefinitions).map(objectOf);
  const typeOf = new Map(attributes.map(({ AttributeName: name, AttributeType: type }) => [String(name), String(type)]));
  const keys = listOf(schema).map(objectOf);
  const ordered = [...keys.filter(({ KeyType: type }) => type === 'HASH'), ...keys.filter(({ KeyType: type }) => type !== 'HASH')];
  return ordered.map(({ AttributeName: name }) => `${String(name)}:${typeOf.get(String(name)) ?? '?'}`).join(', ');
}

/** Returns the properties of each global secondary index that DynamoDB fixes at creation, by index name: `status:S, createdAt:S; INCLUDE owner`. */
export function indexTexts(properties: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(listOf(properties.GlobalSecondaryIndexes).map(objectOf).map((index) => {
    const { ProjectionType: projection = 'KEYS_ONLY', NonKeyAttributes: others } = objectOf(index.Projection);
    const included = listOf(others).map(String).sort().join(' ');
    return [String(index.IndexName), `${keyText(properties, index.KeySchema)}; ${String(projection)}${included === '' ? '' : ` ${included}`}`];
  }));
}

/** Properties that keep a resource from being deleted. */
const PROTECTIONS = /^(DeletionProtection(Enabled)?|DeletionProtected|DeleteProtection|TerminationProtect(ed|ionEnabled)|DisableApiTermination)$/;
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'];
const ON = /^(true|active|enabled?|retain.*|snapshot|prevent-.+)$/i;

/** Policies and switches that protect a resource, by name. */
export function protectionsOf(entry: JsonObject, properties: JsonObject): { readonly [name: string]: string } {
  const switches = Object.entries(properties).filter(([name]) => PROTECTIONS.test(name));
  const policies = POLICIES.map((name) => [name, entry[name] ?? 'Delete'] as const);
  const on = [...policies, ...switches].filter(([, value]) => !isObject(value) && ON.test(String(value)));
  return Object.fromEntries(on.map(([name, value]) => [name, String(value)]));
}
