import { countAdaptation, describeAdaptation, type Adaptation } from '../assembly';
import type { Paint, Terminal } from '../session';
import type { CheckResult } from './checks';
import { describeChecks } from './report';

const OUTCOMES: Readonly<Record<CheckResult['outcome'], { readonly mark: string; readonly paint: Paint }>> = {
  passed: { mark: '✔', paint: (row, { green }) => row.replace('✔', green) },
  failed: { mark: '✖', paint: (row, { red }) => red(row) },
  unreached: { mark: '-', paint: (row, { yellow }) => yellow(row) },
  absent: { mark: '-', paint: (row, { dim }) => dim(row) },
};
const REASONS: Readonly<Partial<Record<CheckResult['outcome'], string>>> = { unreached: 'not reached', absent: 'not in this app' };

/** Shows what the emulator leaves out: on a terminal as one line, unless it is to be listed. */
export function showAdaptation(screen: Terminal, adaptation: Adaptation, isVerbose: boolean): void {
  const counted = countAdaptation(adaptation);
  if (counted === undefined) return;
  if (screen.isTty && !isVerbose) screen.line(`${counted} (--verbose lists them)`, (row, { dim }) => dim(row));
  else describeAdaptation(adaptation).forEach((line) => screen.line(line));
}

/** Shows each check, and on a terminal how many there were. */
export function showChecks(screen: Terminal, results: readonly CheckResult[]): void {
  if (!screen.isTty) return describeChecks(results).forEach((line) => screen.line(line));
  for (const { name, outcome, seconds, detail } of results) {
    const { mark, paint } = OUTCOMES[outcome];
    const remarks = [seconds === undefined ? undefined : `${seconds.toFixed(2)} s`, REASONS[outcome], detail].filter((part) => part !== undefined);
    screen.line(`${mark} ${name}${remarks.map((remark) => `  ${remark}`).join('')}`, paint);
  }
  const counts = (['passed', 'failed', 'unreached', 'absent'] as const)
    .map((outcome) => [results.filter((result) => result.outcome === outcome).length, REASONS[outcome] ?? outcome] as const)
    .filter(([count]) => count > 0);
  screen.line();
  screen.line(counts.map(([count, what]) => `${count} ${what}`).join(', '), (row, { bold }) => bold(row));
}

/** Shows a warning or a refusal once, however often it is given. */
export function once(screen: Terminal, paint?: Paint): (text: string) => void {
  const shown = new Set<string>();
  return (text) => {
    if (shown.has(text)) return;
    shown.add(text);
    screen.line(text, paint);
  };
}
