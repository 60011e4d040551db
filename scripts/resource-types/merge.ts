import type { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { pathOf, type RegistrySchema, type SchemaNode } from './registry';

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type SpecResource = ReturnType<ReturnType<typeof resourceOf>['only']>;
type SpecProperty = SpecResource['properties'][string];
type SpecType = SpecProperty['type'];

/** The description of a value: 0 accepts anything, a number is a node, a list is a list or map of its elements. */
export type Code = number | readonly [Code];
/** Properties by name; a name ends with `!` (replaces) or `?` (may replace), then with the one source that says so where the other disagrees. */
export type Node = Readonly<Record<string, Code>>;

/** The facts about a type, in the format of the data file. */
export interface TypeRow {
  readonly properties: number;
  readonly id?: readonly string[];
  readonly key?: readonly string[];
  readonly ro?: readonly string[];
  readonly req?: readonly string[];
  readonly tags?: string;
  readonly first?: 'delete';
  readonly fixed?: 1;
  readonly stateful?: 1;
  readonly defaults?: Readonly<Record<string, string>>;
}

const MAX_DEPTH = 8;
const LEVELS = { no: 0, maybe: 1, yes: 2 } as const;

/** Joins the registry's schemas and the service specification; where they disagree, the stricter one counts. */
export class Merger {
  readonly nodes: Node[] = [{}];
  private readonly known = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** The row of one type that at least one source has. */
  row(type: string, schema: RegistrySchema | undefined): TypeRow {
    const spec = resourceOf(this.database, type)[0];
    const replaces = new Map<string, number>([
      ...(schema?.conditionalCreateOnlyProperties ?? []).map((pointer) => [pathOf(pointer).join('/'), LEVELS.maybe] as const),
      ...(schema?.createOnlyProperties ?? []).map((pointer) => [pathOf(pointer).join('/'), LEVELS.yes] as const),
    ]);
    const partly = new Set(pathsIn(schema?.readOnlyProperties).filter((path) => path.length > 1).map(([name = '']) => name));
    const readOnly = topLevel(schema?.readOnlyProperties).filter((name) => !partly.has(name));
    const isWritten = (name: string): boolean => Object.hasOwn(spec?.properties ?? {}, name) || Object.hasOwn(schema?.properties ?? {}, name);
    const attributes = Object.keys(spec?.attributes ?? {}).filter((name) => !isWritten(name));
    const ro = [...new Set([...readOnly, ...attributes])].filter((name) => !Object.hasOwn(spec?.properties ?? {}, name)).sort();
    const id = spec?.primaryIdentifier ?? topLevel(schema?.primaryIdentifier);
    const properties = this.object(schema ? { properties: schema.properties } : undefined, spec?.properties, schema, replaces, [], new Set(ro));
    const tags = spec?.tagInformation?.tagPropertyName ?? schema?.tagging?.tagProperty?.split('/')[2];
    const defaults = defaultsOf(schema);
    const specified = Object.entries(spec?.properties ?? {}).filter(([, { required: must }]) => must).map(([name]) => name);
    const required = [...new Set([...schema?.required ?? [], ...specified])].sort();
    return {
      properties,
      ...id.length === 0 ? {} : { id },
      ...keyRow(type, schema, ro),
      ...ro.length === 0 ? {} : { ro },
      ...required.length === 0 ? {} : { req: required },
      ...tags !== undefined && Object.keys(this.nodes[properties] ?? {}).some((name) => bare(name) === tags) ? { tags } : {},
      ...schema?.replacementStrategy === 'delete_then_create' ? { first: 'delete' } : {},
      ...schema?.handlers?.read === undefined ? { fixed: 1 } : {},
      ...spec?.isStateful === true ? { stateful: 1 } : {},
      ...Object.keys(defaults).length === 0 ? {} : { defaults },
    };
  }

  private object(
    node: SchemaNode | undefined,
    spec: Readonly<Record<string, SpecProperty>> | undefined,
    schema: RegistrySchema | undefined,
    replaces: ReadonlyMap<string, number>,
    path: readonly string[],
    leftOut: ReadonlySet<string> = new Set(),
  ): number {
    const properties = propertiesOf(node, schema);
    const names = [...new Set([...Object.keys(properties), ...Object.keys(spec ?? {})])].filter((name) => !leftOut.has(name)).sort();
    const entries = names.map((name): readonly [string, Code] => {
      const here = [...path, name];
      const registry = schema && Object.hasOwn(properties, name) ? replaces.get(here.join('/')) ?? LEVELS.no : undefined;
      const specified = spec && Object.hasOwn(spec, name) ? LEVELS[spec[name]?.causesReplacement ?? 'no'] : undefined;
      return [name + mark(registry, specified), this.code(properties[name], spec?.[name]?.type, schema, replaces, here)];
    });
    return this.intern(Object.fromEntries(entries));
  }

  private code(
    node: SchemaNode | undefined,
    spec: SpecType | undefined,
    schema: RegistrySchema | undefined,
    replaces: ReadonlyMap<string, number>,
    path: readonly string[],
  ): Code {
    if (path.length > MAX_DEPTH) return 0;
    const resolved = resolve(node, schema);
    const items = resolved?.items
      ?? alternatives(resolved, schema).find(({ items: inner }) => inner !== undefined)?.items
      ?? Object.values(resolved?.patternProperties ?? {})[0];
    const element = spec?.type === 'array' || spec?.type === 'map' ? spec.element : undefined;
    if (items || element) {
      const inner = this.code(items, element, schema, replaces, [...path, '*']);
      return inner === 0 ? 0 : [inner];
    }
    const properties = propertiesOf(node, schema);
    const specified = specProperties(this.database, spec);
    if (Object.keys(properties).length === 0 && specified === undefined) return 0;
    // A free-form value, such as a policy document, may hold anything.
    if (Object.keys(properties).length === 0 && Object.keys(specified ?? {}).length === 0) return 0;
    return this.object(node, specified, schema, replaces, path);
  }

  private intern(node: Node): number {
    const text = JSON.stringify(node);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    this.nodes.push(node);
    this.known.set(text, this.nodes.length - 1);
    return this.nodes.length - 1;
  }
}

/** The name of a property without its marks. */
export function bare(name: string): string {
  return name.replace(/[!?][rs]?$/, '');
}

function mark(registry: number | undefined, specified: number | undefined): string {
  const level = Math.max(registry ?? 0, specified ?? 0);
  if (level === 0) return '';
  const source = registry === specified || registry === undefined || specified === undefined ? '' : registry === level ? 'r' : 's';
  return `${level === LEVELS.yes ? '!' : '?'}${source}`;
}

function resourceOf(database: Database, type: string) {
  return database.lookup('resource', 'cloudFormationType', 'equals', type);
}

function specProperties(database: Database, type: SpecType | undefined): Readonly<Record<string, SpecProperty>> | undefined {
  if (type?.type === 'ref') return database.get('typeDefinition', type.reference.$ref).properties;
  if (type?.type !== 'union') return undefined;
  const all = type.types.map((one) => specProperties(database, one)).filter((properties) => properties !== undefined);
  return all.length === 0 ? undefined : Object.assign({}, ...all) as Readonly<Record<string, SpecProperty>>;
}

function resolve(node: SchemaNode | undefined, schema: RegistrySchema | undefined, depth = 0): SchemaNode | undefined {
  if (node?.$ref === undefined || depth > MAX_DEPTH) return node;
  const name = /^#\/definitions\/(.+)$/.exec(node.$ref)?.[1];
  return name === undefined ? undefined : resolve(schema?.definitions?.[name], schema, depth + 1);
}

function alternatives(node: SchemaNode | undefined, schema: RegistrySchema | undefined): readonly SchemaNode[] {
  return [...node?.oneOf ?? [], ...node?.anyOf ?? [], ...node?.allOf ?? []].flatMap((one) => resolve(one, schema) ?? []);
}

function propertiesOf(node: SchemaNode | undefined, schema: RegistrySchema | undefined): Readonly<Record<string, SchemaNode>> {
  const resolved = resolve(node, schema);
  const all = [...alternatives(resolved, schema).map(({ properties }) => properties ?? {}), resolved?.properties ?? {}];
  return Object.assign({}, ...all) as Readonly<Record<string, SchemaNode>>;
}

function pathsIn(pointers: readonly string[] = []): readonly (readonly string[])[] {
  return pointers.map(pathOf);
}

function topLevel(pointers: readonly string[] = []): string[] {
  return [...new Set(pathsIn(pointers).map(([name = '']) => name))];
}

function defaultsOf(schema: RegistrySchema | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(schema?.properties ?? {}).flatMap(([name, node]) => {
    const { default: standard } = resolve(node, schema) ?? {};
    return ['string', 'number', 'boolean'].includes(typeof standard) && String(standard).length <= 40 ? [[name, String(standard)] as const] : [];
  }));
}

/** Names of properties that say what a resource belongs to. */
const PARENT = /(Id|Arn|Name|Identifier|Identity|Endpoint)$/;

/**
 * The properties that tell one resource of a type from another: the registry's identifier if a template writes all of it,
 * else a name that never changes, with what the resource belongs to.
 */
function keyRow(type: string, schema: RegistrySchema | undefined, readOnly: readonly string[]): Pick<TypeRow, 'key'> {
  if (!schema) return {};
  const isWritten = (name: string): boolean => Object.hasOwn(schema.properties, name) && !readOnly.includes(name);
  const written = (names: readonly string[]): boolean => names.length > 0 && names.every(isWritten);
  for (const pointers of [schema.primaryIdentifier, ...schema.additionalIdentifiers ?? []]) {
    if (written(topLevel(pointers))) return { key: topLevel(pointers) };
  }
  const fixed = topLevel(schema.createOnlyProperties?.filter((pointer) => pathOf(pointer).length === 1)).filter((name) => !readOnly.includes(name));
  const [own = ''] = type.split('::').slice(2);
  const name = [`${own}Name`, 'Name', `${own}Id`, `${own}Identifier`, `Db${own}Identifier`].find((one) => fixed.includes(one));
  if (name === undefined) return {};
  const parents = fixed.filter((one) => one !== name && PARENT.test(one) && ((schema.required ?? []).includes(one) || one === 'VpcId'));
  return { key: [...parents, name].sort() };
}
