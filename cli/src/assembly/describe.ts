import type { Adaptation, NamedResource } from './adapt';

/** What is not as on AWS, a line each. */
export function describeAdaptation({ removed, dropped, inert, unexamined, zones }: Adaptation): string[] {
  return [
    ...removed.map(({ type, logicalId, why }) => `not emulated: ${type} ${logicalId}${why ? ` (${why})` : ''}`),
    ...grouped(dropped, ({ type }) => type).map(([type, found]) => (
      `dropped by the emulator: ${type} ${grouped(found, ({ property }) => property).map(([property, of]) => `${property} (${of.length})`).join(', ')}`)),
    ...grouped(inert, ({ type, why }) => `${why}: ${type}`).map(([text, found]) => `${text} ${names(found)}`),
    ...grouped(unexamined, ({ type }) => type).map(([type, found]) => `emulated, properties not examined: ${type} ${names(found)}`),
    ...grouped(zones, ({ hostedZoneId }) => hostedZoneId).map(([id, found]) => `taken to be there: hosted zone ${id}, of ${names(found)}`),
  ];
}

function names(resources: readonly Pick<NamedResource, 'logicalId'>[]): string {
  return resources.length > 3 ? `(${resources.length})` : resources.map(({ logicalId }) => logicalId).join(', ');
}

function grouped<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...groups.get(key(item)) ?? [], item]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}
