import type { Adaptation, NamedResource } from './adapt';
import { OUTPUT, type RemovedPart } from './dependants';

/** Returns the differences from AWS, one line each. */
export function describeAdaptation({ removed, dropped, inert, unexamined, zones }: Adaptation): string[] {
  return [
    ...[...groups(removed, ({ type, why }) => `${type}\n${why}`).values()].map(describeRemoved),
    ...grouped(dropped, ({ type }) => type).map(([type, found]) => (
      `dropped by the emulator: ${type} ${grouped(found, ({ property }) => property).map(([property, of]) => `${property} (${of.length})`).join(', ')}`)),
    ...grouped(inert, ({ type, why }) => `${why}: ${type}`).map(([text, found]) => `${text} ${names(found)}`),
    ...grouped(unexamined, ({ type }) => type).map(([type, found]) => `emulated, properties not examined: ${type} ${names(found)}`),
    ...grouped(zones, ({ hostedZoneId }) => hostedZoneId).map(([id, found]) => `taken to be there: hosted zone ${id}, of ${names(found)}`),
  ];
}

/** The same in one line of numbers; undefined if everything is as on AWS. */
export function countAdaptation({ removed, dropped, inert, unexamined, zones }: Adaptation): string | undefined {
  const counts = [
    [removed.length, 'not emulated'],
    [new Set(dropped.map(({ stackName, logicalId }) => `${stackName}.${logicalId}`)).size, 'with fewer properties'],
    [inert.length, 'limited'],
    [unexamined.length, 'not examined'],
    [zones.length, 'taken to be there'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return parts.length > 0 ? `not as on AWS: ${parts.join(', ')}` : undefined;
}

/** Alike ones are one line; where they are few, it names them. */
function describeRemoved(alike: readonly RemovedPart[]): string {
  const [{ type, why } = { type: OUTPUT }] = alike;
  return `not emulated: ${type} ${names(alike)}${why ? ` (${why})` : ''}`;
}

function names(resources: readonly Pick<NamedResource, 'logicalId'>[]): string {
  if (resources.length > 3) return `(${resources.length})`;
  // One name can stand in two stacks.
  return [...groups(resources, ({ logicalId }) => logicalId)].map(([name, { length }]) => length > 1 ? `${name} (${length})` : name).join(', ');
}

function grouped<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  return [...groups(items, key)].sort(([a], [b]) => a.localeCompare(b));
}

function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(key(item), [...found.get(key(item)) ?? [], item]);
  return found;
}
