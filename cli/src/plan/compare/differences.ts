import { isList, isObject, same, type Json } from '../../template';

/** A place where two values differ; a missing value is not there on that side. */
export interface Difference {
  readonly path: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
}

/** Every innermost place where two values differ; items of lists are told apart by their name. */
export function differences(before: Json | undefined, after: Json | undefined, path: readonly string[] = []): readonly Difference[] {
  if (same(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].sort().flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  if (isList(before) && isList(after)) {
    const [olds, news] = [byName(before), byName(after)];
    const names = new Set([...olds.keys(), ...news.keys()]);
    return [...names].flatMap((name) => differences(olds.get(name), news.get(name), [...path, name]));
  }
  return [{ path, ...before === undefined ? {} : { before }, ...after === undefined ? {} : { after } }];
}

/** Properties by which AWS names the entries of its lists. */
const NAME_KEYS = ['IndexName', 'AttributeName', 'Name', 'Id', 'Region', 'Key', 'DomainName'];

function byName(items: readonly Json[]): ReadonlyMap<string, Json> {
  const key = NAME_KEYS.find((name) => items.length > 0 && items.every((item) => isObject(item) && typeof item[name] === 'string'));
  const named = new Map(items.map((item, index) => [key !== undefined && isObject(item) ? String(item[key] as string) : String(index), item]));
  return named.size === items.length ? named : new Map(items.map((item, index) => [String(index), item]));
}
