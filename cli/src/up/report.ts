import type { CheckResult } from './checks';

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
