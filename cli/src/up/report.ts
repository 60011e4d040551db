import { XMLBuilder } from 'fast-xml-parser';
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

/** Returns the duration of each phase. Phases run in parallel where possible, so their sum isn't the total. */
export function describePhases(phases: ReadonlyMap<string, number>, total: number): string {
  return [...phases].map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).concat(`in all ${total.toFixed(1)} s`).join(', ');
}

/** The checks for a program, with a line break at the end. */
export function asJson(checks: readonly CheckResult[]): string {
  const count = (outcome: CheckResult['outcome']): number => checks.filter((check) => check.outcome === outcome).length;
  const { passed, failed, unreached, absent } = { passed: count('passed'), failed: count('failed'), unreached: count('unreached'), absent: count('absent') };
  return `${JSON.stringify({ passed, failed, unreached, absent, checks }, undefined, 2)}\n`;
}

/**
 * The checks as the XML that CI systems read: a check that wasn't reached, or whose part the app lacks, is skipped.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function asJunit(checks: readonly CheckResult[]): string {
  const failures = checks.filter(({ outcome }) => outcome === 'failed').length;
  const skipped = checks.filter(({ outcome }) => outcome === 'unreached' || outcome === 'absent').length;
  const counts = { '@_tests': checks.length, '@_failures': failures, '@_errors': 0, '@_skipped': skipped };
  const cases = checks.map(({ name, outcome, seconds, detail }) => ({
    '@_classname': printable(name.split(': ')[0] ?? name),
    '@_name': printable(name),
    '@_time': (seconds ?? 0).toFixed(3),
    ...outcome === 'failed' ? { failure: { '@_message': printable(detail ?? '') } } : {},
    ...outcome === 'unreached' || outcome === 'absent' ? { skipped: { '@_message': printable(detail ?? OUTCOMES[outcome]) } } : {},
  }));
  const suite = { '@_name': 'listbackup up', ...counts, 'testcase': cases };
  return new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })
    .build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, 'testsuites': { ...counts, testsuite: suite } });
}

/** The text without characters that XML forbids: https://www.w3.org/TR/xml/#charsets */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?');
}
