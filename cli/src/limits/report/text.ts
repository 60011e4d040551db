import type { LimitsReport } from './model';
import { cellKey, cellRows, figure, fixedRows, growingRows, queueNotes, queueRows, remedyRows, restOf, type Rows } from './rows';
import { utilizationOf } from '../findings';

/** The report for a terminal. */
export function asText(report: LimitsReport): string {
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['limits that grow with the load, the first to bind first', columns(growingRows(report))],
    ['limits of templates and accounts', [...columns(fixedRows(report)), `${restOf(report)} others are less than half full`]],
    ['queues', [...columns(queueRows(report)), ...queueNotes(report.queues)]],
    ['what to do', remedyRows(report).map(([id = '', remedy = '', source = '']) => `${id}: ${remedy} (${source})`)],
    ['cells', [...columns(cellRows(report)), ...cellKey(report.cells)]],
    ['not known', notKnown(report)],
    ['remarks', report.remarks],
  ];
  return [headline(report), ...sections.flatMap(([title, lines]) => lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]), ''].join('\n');
}

/** The answer in one sentence. */
export function headline({ findings, queues }: LimitsReport): string {
  const exceeded = [
    ...findings.filter((finding) => utilizationOf(finding) > 1).map(({ quota, where }) => `${quota.id} of ${where}`),
    ...queues.filter(({ bindsAt }) => bindsAt < 1).map(({ where }) => `the workers of ${where}`),
  ];
  if (exceeded.length > 0) return `${exceeded.length} exceeded: ${exceeded.join(', ')}`;
  const [first] = [
    ...findings.filter(({ grows }) => grows).map(({ quota, where, used, limit }) => ({ at: limit / used, what: `${quota.id} of ${where}` })),
    ...queues.map(({ where, bindsAt }) => ({ at: bindsAt, what: `the workers of ${where}` })),
  ].sort((one, other) => one.at - other.at);
  return `no limit is exceeded${first ? `; the first to bind is ${first.what}, at ${figure(first.at)}x the load` : ''}`;
}

/** Returns the lines about facts that the command can't determine. */
export function notKnown({ undetermined, unknown }: LimitsReport): readonly string[] {
  return [
    ...undetermined.map(({ quota, where, why }) => `${quota} of ${where}: ${why}`),
    ...[...unknown].map(([type, count]) => `${type}: no limit is known of this type; ${count} in the assembly`),
  ];
}

function columns(rows: Rows): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}
