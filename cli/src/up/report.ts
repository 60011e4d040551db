import type { Adaptation, NamedResource } from '../assembly';
import type { CheckResult } from './uses';

/** What is not as on AWS, a line each. */
export function describeAdaptation({ removed, dropped, inert, unexamined }: Adaptation): string[] {
  return [
    ...removed.map(({ type, logicalId, why }) => `not emulated: ${type} ${logicalId}${why ? ` (${why})` : ''}`),
    ...grouped(dropped, ({ type }) => type).map(([type, found]) => (
      `dropped by the emulator: ${type} ${grouped(found, ({ property }) => property).map(([property, of]) => `${property} (${of.length})`).join(', ')}`)),
    ...grouped(inert, ({ type, why }) => `${why}: ${type}`).map(([text, found]) => `${text} ${names(found)}`),
    ...grouped(unexamined, ({ type }) => type).map(([type, found]) => `emulated, properties not examined: ${type} ${names(found)}`),
  ];
}

function names(resources: readonly NamedResource[]): string {
  return resources.length > 3 ? `(${resources.length})` : resources.map(({ logicalId }) => logicalId).join(', ');
}

function grouped<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...groups.get(key(item)) ?? [], item]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

/** The table of what was checked, a line each. */
export function describeChecks(results: readonly CheckResult[]): string[] {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results.map(({ name, outcome, seconds, detail }) => [
    name.padEnd(width),
    OUTCOMES[outcome].padEnd(OUTCOME_WIDTH),
    seconds === undefined ? ''.padStart(SECONDS_WIDTH) : `${seconds.toFixed(2)} s`.padStart(SECONDS_WIDTH),
    detail ?? '',
  ].join('  ').trimEnd());
}

const OUTCOMES = { passed: 'ok', failed: 'FAILED', unreached: 'not reached', absent: 'not in this app' } as const;
const OUTCOME_WIDTH = 'not in this app'.length;
const SECONDS_WIDTH = 7;

/** How long each phase took; phases run side by side where they can, so the sum is not the whole. */
export function describePhases(phases: ReadonlyMap<string, number>, total: number): string {
  return [...phases].map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).concat(`in all ${total.toFixed(1)} s`).join(', ');
}
