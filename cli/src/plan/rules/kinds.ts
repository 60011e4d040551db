import { hasSymbol, isList, isObject, same, type Json, type JsonObject } from '../../template';

/** A kind of change in place after which something is lost, or less is kept, whatever the type. */
export interface KindRow {
  readonly rule: 'data-expiry' | 'weakened';
  /** Names of the properties that it is about, at any depth. */
  readonly name: RegExp;
  /** The only types it is about; absent where it is about every type that has such a property. */
  readonly types?: readonly string[];
  /** Types whose property of that name means something else. */
  readonly except?: readonly string[];
  /** True if it only compares which entries exist, so that an entry's value can be unknown here. */
  readonly structural?: true;
  /** Set if only the whole change is judged: the steps in between keep every permission, and take denials last. */
  readonly whole?: true;
  /** Set if adding the property can weaken the resource, because AWS assumes the stronger value while it is absent. */
  readonly absent?: true;
  /**
   * Returns the loss that the change causes, or `undefined` if it causes none. Both values are normalized and differ. They have no symbols,
   * unless the kind is structural.
   */
  readonly loss: (before: Json | undefined, after: Json | undefined, at: Spot) => string | undefined;
  readonly source: string;
}

/** Location of a value. */
export interface Spot {
  readonly type: string;
  /** From the property down; entries of lists by their name. */
  readonly path: readonly string[];
}

/** A place at which a kind of change was found. */
export interface KindFinding {
  readonly row: KindRow;
  readonly property: string;
  readonly path: readonly string[];
  readonly what: string;
}

/** Finds every change of one of the kinds between two normalized forms of a resource. */
export function kindsIn(rows: readonly KindRow[], type: string, before: JsonObject, after: JsonObject): readonly KindFinding[] {
  const about = rows.filter(({ types, except = [] }) => (types?.includes(type) ?? true) && !except.includes(type));
  return walk(about, type, before, after, []);
}

function walk(
  rows: readonly KindRow[],
  type: string,
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
): readonly KindFinding[] {
  if (same(before, after)) return [];
  const [olds, news] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((name) => {
    const [old, next] = [olds.get(name), news.get(name)];
    if (same(old, next)) return [];
    const here = [...path, name];
    const row = rows.find((one) => one.name.test(name));
    // What was not there cannot become weaker.
    if (row?.rule === 'weakened' && old === undefined && row.absent === undefined) return [];
    if (!row) return walk(rows, type, old, next, here);
    const what = isHidden(row, old) || isHidden(row, next)
      ? 'whether something is lost cannot be told from a value that is not known here'
      : row.loss(old, next, { type, path: here });
    return what === undefined ? [] : [{ row, property: here[0] ?? name, path: here, what }];
  });
}

function isHidden({ structural }: KindRow, value: Json | undefined): boolean {
  return structural === undefined && hasSymbol(value);
}

/** The parts of an object by key, of a list by what names its items. */
function entriesOf(value: Json | undefined): ReadonlyMap<string, Json> {
  if (isObject(value)) return new Map(Object.entries(value));
  return isList(value) ? itemsOf(value) : new Map();
}

const NAMES = ['IndexName', 'RuleName', 'Id', 'ID', 'Region', 'RegionName', 'Name', 'Key'];

function itemsOf(items: readonly Json[]): ReadonlyMap<string, Json> {
  const key = NAMES.find((name) => items.every((item) => isObject(item) && typeof item[name] === 'string'));
  const named = new Map(items.map((item, at) => [key !== undefined && isObject(item) ? String(item[key] as string) : String(at), item]));
  return named.size === items.length ? named : new Map(items.map((item, at) => [String(at), item]));
}

/** Returns true if a switch is on, in any of AWS's spellings. */
export function isOn(value: Json | undefined): boolean {
  return typeof value === 'string' && /^(true|active|enabled?|enforced|on|allow|prevent-.+)$/i.test(value);
}
