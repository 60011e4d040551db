import { conditionsIn, mappingsIn, namesIn, objectOf, same, type Json, type JsonObject, type Template } from '../../template';

/** A template into which something of another one was put. */
export interface Carried {
  readonly template: Template;
  /** Names that mean one thing here and another there, so that the carried part would change its meaning. */
  readonly clashes: readonly string[];
}

/** Adds the parameters, mappings and conditions that parts of another template need. */
export function carry(into: Template, from: Template, parts: readonly Json[]): Carried {
  const conditions = closure(conditionsIn([...parts]), (name) => conditionsIn(objectOf(from.Conditions)[name]));
  const bodies: readonly Json[] = [...parts, ...[...conditions].map((name) => objectOf(from.Conditions)[name] ?? null)];
  const wanted = { Parameters: namesIn([...bodies]), Mappings: mappingsIn([...bodies]), Conditions: conditions };
  const clashes: string[] = [];
  const added = Object.entries(wanted).flatMap(([section, names]) => {
    const entries = [...names].sort().flatMap((name): [string, Json][] => {
      const value = objectOf(from[section])[name];
      const own = objectOf(into[section])[name];
      if (value === undefined) return [];
      if (own !== undefined && !same(own, value)) clashes.push(`${section}.${name}`);
      return own === undefined ? [[name, value]] : [];
    });
    return entries.length === 0 ? [] : [[section, { ...objectOf(into[section]), ...Object.fromEntries(entries) }] as const];
  });
  return { template: { ...into, ...Object.fromEntries(added) as JsonObject } as Template, clashes };
}

function closure(names: ReadonlySet<string>, next: (name: string) => ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (all.has(name)) continue;
    all.add(name);
    queue.push(...next(name));
  }
  return all;
}
