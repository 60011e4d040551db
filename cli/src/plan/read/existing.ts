import { CliError } from '../../errors';
import { isList, isObject, objectOf, parseJson, type Json, type JsonObject } from '../../template';

/** A resource that is in AWS and that no known stack owns. */
export interface ExistingResource {
  readonly type: string;
  readonly name: string;
  readonly region?: string;
  /** The stack that owns it, where somebody said so. */
  readonly stack?: string;
  /** Properties as printed by `aws cloudcontrol get-resource`. Without them, only the name is known. */
  readonly properties?: JsonObject;
}

const SHAPE = '["listbackup-main-files"], [{ "type": "AWS::DynamoDB::Table", "name": "listbackup-main-files" }] or what "aws cloudcontrol get-resource" prints, in a list';

/** Reads the list of what exists: names of tables, `{ type, name, stack?, region? }`, or Cloud Control's own answers. */
export function existingResources(value: Json, file: string): readonly ExistingResource[] {
  const entries = isList(value) ? value : isObject(value) && isList(value.resources) ? value.resources : undefined;
  if (!entries) throw CliError.usage(`${file}: expected a list: ${SHAPE}`);
  return entries.map((entry, index) => existingResource(entry, `${file}, entry ${index + 1}`));
}

function existingResource(entry: Json, where: string): ExistingResource {
  if (typeof entry === 'string') return { type: 'AWS::DynamoDB::Table', name: entry };
  const described = objectOf(objectOf(entry).ResourceDescription);
  const { type = objectOf(entry).TypeName, name = described.Identifier, stack, region } = objectOf(entry);
  if (typeof type !== 'string' || typeof name !== 'string') throw CliError.usage(`${where}: neither a name nor a type with a name; expected ${SHAPE}`);
  const written = objectOf(entry).properties ?? described.Properties;
  const properties = typeof written === 'string' ? parseJson(written, where) : written;
  if (properties !== undefined && !isObject(properties)) throw CliError.usage(`${where}: the properties are not an object`);
  return {
    type,
    name,
    ...typeof stack === 'string' ? { stack } : {},
    ...typeof region === 'string' ? { region } : {},
    ...properties === undefined ? {} : { properties },
  };
}
