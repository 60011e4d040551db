import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Description of one value: 0 is any value, a number is a node, and a list describes a list or map of its item. */
type Code = number | readonly [Code];

/** Facts about a type from the registry and the service specification, written by `scripts/resource-types`. */
export interface TypeRow {
  readonly properties: number;
  /** The identifier that an import takes. */
  readonly id?: readonly string[];
  /** The properties that tell one resource of the type from another. */
  readonly key?: readonly string[];
  /** Attributes that only AWS sets. */
  readonly ro?: readonly string[];
  readonly req?: readonly string[];
  readonly tags?: string;
  /** Present where CloudFormation deletes the old resource before it creates the new one. */
  readonly first?: 'delete';
  /** Present where no import takes the type. */
  readonly fixed?: 1;
  readonly stateful?: 1;
  /** Values that AWS assumes for absent properties, from the registry. */
  readonly defaults?: Readonly<Record<string, string>>;
}

interface Registry {
  readonly date: string;
  readonly types: Readonly<Record<string, TypeRow>>;
  readonly nodes: readonly Readonly<Record<string, Code>>[];
}

/** One property of a type, or one place below it. */
export interface Place {
  /** Effect of a change there: it replaces the resource, can replace it, or doesn't. */
  readonly replaces: 'yes' | 'maybe' | 'no';
  /** The only source that says so, where the other one disagrees. */
  readonly source?: 'the registry' | 'the service specification';
  readonly below: Code;
}

const FILE = join(__dirname, '..', '..', '..', 'registry', 'resource-types.json');
const MARKED = /^(.*?)([!?])([rs]?)$/;

let registry: Registry | undefined;
const parsed = new Map<number, ReadonlyMap<string, Place>>();

/** The row of a type; `undefined` where neither source has it. */
export function rowOf(type: string): TypeRow | undefined {
  const { types } = read();
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

/** Every type of the two sources. */
export function allTypes(): readonly string[] {
  return Object.keys(read().types);
}

/** The properties at one place; `undefined` where anything may be there. */
export function placesAt(code: Code): ReadonlyMap<string, Place> | undefined {
  if (typeof code !== 'number' || code === 0) return undefined;
  const known = parsed.get(code);
  if (known) return known;
  const places = new Map(Object.entries(read().nodes[code] ?? {}).map(([written, below]) => placeOf(written, below)));
  parsed.set(code, places);
  return places;
}

/** Returns the item of a list or map; `undefined` for other values. */
export function itemOf(code: Code): Code | undefined {
  return typeof code === 'number' ? undefined : code[0];
}

function placeOf(written: string, below: Code): readonly [string, Place] {
  const [, name = written, mark, source] = MARKED.exec(written) ?? [];
  const replaces = mark === '!' ? 'yes' : mark === '?' ? 'maybe' : 'no';
  const only = source === 'r' ? 'the registry' : source === 's' ? 'the service specification' : undefined;
  return [name, { replaces, below, ...only === undefined ? {} : { source: only } }];
}

/** The file is read once, and only when something is compared. */
function read(): Registry {
  registry ??= JSON.parse(readFileSync(FILE, 'utf8')) as Registry;
  return registry;
}
