import { asMarkdown } from './markdown';
import type { PlanReport } from './model';
import { asText } from './text';

export { reportOf, type PlanReport } from './model';

/** Format of a report. */
export type Format = 'text' | 'json' | 'markdown';

/** The report as it is printed. */
export function printed(report: PlanReport, format: Format): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return format === 'markdown' ? asMarkdown(report) : asText(report);
}
