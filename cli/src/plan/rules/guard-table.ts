import { brotliCompressSync, constants } from 'node:zlib';
import { EFFECTS } from './effects';
import { effectOf, factsOf } from './facts';
import { IDENTITIES } from './identities';
import { allTypes, placesAt, rowOf } from './registry';
import { SHAPES } from './shapes';
import { STATEFUL } from './stateful';
import type { Json } from '../../template';

/** Facts that the library's `ListBackupUpgradeGuard` has about a type, unless the type is known to hold no data. */
export interface GuardRow {
  /** The property that holds the physical name. */
  readonly name?: string;
  /** True if `Ref` returns that name. */
  readonly ref?: true;
  /** Properties, or paths below one, whose change replaces the resource or may do so. */
  readonly replaces?: readonly string[];
  /** Properties whose change AWS refuses. */
  readonly refuses?: readonly string[];
  /** Values that AWS assumes for omitted properties. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** Those of the properties that are sets, so that their order says nothing. */
  readonly sets?: readonly string[];
}

/** Maximum depth of the table below a property: recursive definitions must end somewhere, and the table must stay small. */
const MAX_DEPTH = { holds: 4, unknown: 0 } as const;

/** The rules of every type, by type; `undefined` for one that holds nothing. */
export function guardTable(): ReadonlyMap<string, GuardRow | undefined> {
  const types = [...new Set([...allTypes(), ...STATEFUL.map(({ type }) => type)])].sort();
  return new Map(types.map((type) => [type, factsOf(type).nothing ? undefined : guardRow(type)]));
}

/** The table as the library keeps it: compressed, since it would be eighty kilobytes. */
export function guardTableText(): string {
  const table = brotliCompressSync(guardTableLines(), { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
  return `${JSON.stringify({ table: table.toString('base64') })}\n`;
}

/**
 * The table as text: a line for each service, a line for each of its types. After the type's name `-` says that it holds nothing;
 * else its properties follow: `=` and `~` mark the name (which `Ref` gives, or not), `!` what AWS refuses to change, `[]` a set, `:` a default.
 */
export function guardTableLines(): string {
  let last = '';
  return [...guardTable()].flatMap(([type, row]) => {
    const [vendor = '', service = '', ...rest] = type.split('::');
    const heading = `${vendor === 'AWS' ? '' : `${vendor}::`}${service}`;
    const line = ` ${rest.join('::')}${row ? '' : '-'}${row ? tokensOf(row) : ''}`;
    const isNew = heading !== last;
    last = heading;
    return isNew ? [heading, line] : [line];
  }).join('\n');
}

function tokensOf({ name, ref, replaces = [], refuses = [], defaults = {}, sets = [] }: GuardRow): string {
  const names = [...name === undefined || replaces.includes(name) ? [] : [`${ref ? '=' : '~'}${name}?`]];
  const marked = (property: string): string => (property === name ? ref ? '=' : '~' : refuses.includes(property) ? '!' : '') + property;
  const rest = [...replaces, ...refuses].map((property) => marked(property) + (sets.includes(property) ? '[]' : '')
    + (Object.hasOwn(defaults, property) ? `:${String(defaults[property] as string)}` : ''));
  return [...names, ...rest].map((token) => ` ${token}`).join('');
}

function guardRow(type: string): GuardRow {
  const { name, identifiers } = factsOf(type);
  const paths = pathsOf(type, rowOf(type)?.properties ?? 0);
  const refused = EFFECTS.filter((row) => row.type === type && row.effect === 'refuse').map(({ property }) => property).sort();
  const replaces = paths.filter((path) => effectOf(type, path).effect === 'replace').map((path) => path.join('.')).sort();
  const decides = (property: string): boolean => [...replaces, ...refused].includes(property);
  const { defaults = {}, sets = [] } = SHAPES[type] ?? {};
  const identity = IDENTITIES[type];
  const ref = name !== undefined && (identity ? identity.ref === `{${name}}` : identifiers.includes(name));
  const ownDefaults = Object.fromEntries(Object.entries(defaults).filter(([property, value]) => decides(property) && typeof value !== 'object'));
  const ownSets = sets.filter(decides);
  return {
    ...name === undefined ? {} : { name },
    ...ref ? { ref } : {},
    ...replaces.length === 0 ? {} : { replaces },
    ...refused.length === 0 ? {} : { refuses: refused },
    ...Object.keys(ownDefaults).length === 0 ? {} : { defaults: ownDefaults },
    ...ownSets.length === 0 ? {} : { sets: ownSets },
  };
}

/** Every property, and below one that changes in place what does not; never inside lists, as their items come and go. */
function pathsOf(type: string, code: Parameters<typeof placesAt>[0], above: readonly string[] = []): readonly (readonly string[])[] {
  const depth = MAX_DEPTH[factsOf(type).holds === undefined ? 'unknown' : 'holds'];
  return [...placesAt(code) ?? []].flatMap(([name, { below, replaces }]) => {
    const path = [...above, name];
    const goesOn = replaces === 'no' && path.length <= depth && placesAt(below) !== undefined;
    return goesOn && effectOf(type, path).effect === 'update' ? pathsOf(type, below, path) : [path];
  });
}
