import { shown } from '../judge';
import type { PlanReport, ReasonReport } from './model';
import { counts } from './text';

/** The report for a pull request. */
export function asMarkdown(report: PlanReport): string {
  return [
    `# ${report.safe ? `Safe: ${report.steps.length} steps` : 'No safe plan'}`,
    '',
    '| stack | resources | outputs | exports | tags |',
    '| --- | --- | --- | --- | --- |',
    ...report.stacks.map(({ stack, resources, outputs, exports, tags }) =>
      row([stack, ...[resources, outputs, exports, tags].map((list) => counts(list.map(({ kind }) => kind)))]),
    ),
    '',
    ...changes(report),
    ...reasons('Reasons', report.reasons),
    ...reasons('Accepted', report.accepted),
    ...(report.assumptions.length === 0 ? [] : ['## Assumed', '', ...report.assumptions.map((line) => `- ${escaped(line)}`), '']),
    ...(report.steps.length === 0
      ? []
      : [
        '## Steps',
        '',
        ...report.steps.flatMap(({ purpose, commands, notes, changes: lines }, index) => [
          `${index + 1}. ${purpose}`,
          ...commands.map((command) => `   - \`${command}\``),
          ...notes.map((note) => `   - ${escaped(note)}`),
          ...lines.map((line) => `     - ${escaped(line)}`),
        ]),
        '',
      ]),
  ].join('\n');
}

function changes({ stacks }: PlanReport): readonly string[] {
  const rows = stacks.flatMap(({ stack, resources }) =>
    resources
      .filter(({ kind }) => kind !== 'kept')
      .map(({ logicalId, type, kind, properties, policies }) =>
        row([
          stack,
          logicalId,
          type,
          kind,
          [
            ...policies,
            ...properties.map(
              ({ path, before, after, effect }) => `${path}: ${shown(before)} → ${shown(after)}${effect === 'update' ? '' : ` (${effect})`}`,
            ),
          ].join('; '),
        ]),
      ),
  );
  return rows.length === 0
    ? []
    : ['## Resources', '', '| stack | logical ID | type | | properties |', '| --- | --- | --- | --- | --- |', ...rows, ''];
}

function reasons(title: string, list: readonly ReasonReport[]): readonly string[] {
  if (list.length === 0) return [];
  const rows = list.map(({ stack, subject, property, what, mend, ruleText, source }) =>
    row([`${stack}.${subject}${property === undefined ? '' : `.${property}`}`, what, mend, `${ruleText} (${source})`]),
  );
  return [`## ${title}`, '', '| where | what | what would make it safe | rule |', '| --- | --- | --- | --- |', ...rows, ''];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(' | ')} |`;
}

function escaped(text: string): string {
  return text.replace(/[|<>`]/g, (character) => `\\${character}`).replace(/\r?\n/g, ' ');
}
