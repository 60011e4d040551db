import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a CloudFormation resource schema that decide what a change does. */
export interface RegistrySchema {
  readonly typeName: string;
  readonly properties: Readonly<Record<string, SchemaNode>>;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly primaryIdentifier?: readonly string[];
  readonly additionalIdentifiers?: readonly (readonly string[])[];
  readonly createOnlyProperties?: readonly string[];
  readonly conditionalCreateOnlyProperties?: readonly string[];
  readonly readOnlyProperties?: readonly string[];
  readonly replacementStrategy?: string;
  readonly handlers?: { readonly read?: unknown };
  readonly tagging?: { readonly tagProperty?: string; readonly taggable?: boolean };
}

/** One place of a JSON schema. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
}

/** The schema of every type in every Region, as cfn-lint ships them; of a type with several, the one of us-east-1. */
export function registrySchemas(folder: string): ReadonlyMap<string, RegistrySchema> {
  const found = new Map<string, RegistrySchema>();
  const regions = readdirSync(join(folder, 'providers')).filter((file) => file.endsWith('.json') && file !== 'sam.json').sort(firstRegionFirst);
  for (const file of regions) {
    const types = JSON.parse(readFileSync(join(folder, 'providers', file), 'utf8')) as Readonly<Record<string, string>>;
    for (const [type, hash] of Object.entries(types)) {
      if (found.has(type)) continue;
      const path = join(folder, 'resources', `${hash}.json`);
      if (existsSync(path)) found.set(type, JSON.parse(readFileSync(path, 'utf8')) as RegistrySchema);
    }
  }
  return found;
}

function firstRegionFirst(one: string, other: string): number {
  const rank = (file: string): string => `${file === 'us-east-1.json' ? 0 : 1}${file}`;
  return rank(one) < rank(other) ? -1 : 1;
}

/** A JSON pointer of a schema, such as `/properties/Rules/*` + `/Id`, as a path of property names; items of lists are `*`. */
export function pathOf(pointer: string): readonly string[] {
  return pointer.replace(/\/items\/properties\//g, '/*/').split('/').filter((part) => part !== '' && part !== 'properties');
}
