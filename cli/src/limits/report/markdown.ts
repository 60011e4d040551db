import type { LimitsReport } from './model';
import { cellKey, cellRows, fixedRows, growingRows, queueNotes, queueRows, remedyRows, restOf, type Rows } from './rows';
import { headline, notKnown } from './text';

/** The report as Markdown, for a pull request. */
export function asMarkdown(report: LimitsReport): string {
  const parts: readonly (readonly [title: string, rows: Rows, notes: readonly string[]])[] = [
    ['Limits that grow with the load', growingRows(report), []],
    ['Limits of templates and accounts', fixedRows(report), [`${restOf(report)} others are less than half full`]],
    ['Queues', queueRows(report), queueNotes(report.queues)],
    ['What to do', [['limit', 'remedy', 'source'], ...remedyRows(report)], []],
    ['Cells', cellRows(report), cellKey(report.cells)],
    ['Not known', [], notKnown(report)],
    ['Remarks', [], report.remarks],
  ];
  return `${['## Limits', headline(report), ...parts.flatMap(([title, rows, notes]) => section(title, rows, notes))].join('\n\n')}\n`;
}

function section(title: string, [head, ...body]: Rows, notes: readonly string[]): readonly string[] {
  const table = head && body.length > 0 ? [[line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')] : [];
  const list = notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : [];
  return table.length + list.length === 0 ? [] : [`### ${title}`, ...table, ...list];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
