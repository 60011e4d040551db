import { shownMoney } from '../money';
import type { CostReport, Sums, UnitPrice } from './model';
import type { CustomerCost } from '../customers';

type Row = readonly string[];

/** Beyond this many a list of resources says only how many there are. */
const SHOWN = 5;

/** The report for a terminal. */
export function asText(report: CostReport, hasUsage: boolean): string {
  const { prices, stacks, services, customers, notPriced, unknown, units, remarks } = report;
  const sums = ({ atRest, withUse }: Sums): Row => [shownMoney(atRest), ...hasUsage ? [shownMoney(withUse)] : []];
  const heads: Row = ['at rest', ...hasUsage ? ['with use'] : []];
  const byStack = stacks.flatMap(({ stack, services: own, ...all }): readonly Row[] => (
    own.length === 0 ? [[stack, '', ...sums(all)]] : own.map(({ service, ...of }, at) => [at === 0 ? stack : '', service, ...sums(of)])
  ));
  return [
    `${prices.currency} a month, at prices of ${prices.region} as of ${prices.asOf}`,
    '',
    ...table([['stack', 'service', ...heads], ...byStack, ['total', '', ...sums(report)]], 2),
    ...services.length === 0 ? [] : ['', ...table([['service', ...heads], ...services.map(({ service, ...of }) => [service, ...sums(of)])], 1)],
    ...customers ? section('by customer', customerLines(customers)) : [],
    ...hasUsage ? [] : section('for each use', table(units.map(unitRow), 3)),
    ...section('not priced', [
      ...notPriced.map(({ stack, logicalId, what, why }) => `${[stack, logicalId].filter((part) => part !== undefined).join('/') || what} (${what}): ${why}`),
      ...[...unknown].map(([type, found]) => `${type}: no price is known of this type; ${few(found)}`),
    ]),
    ...section('remarks', remarks),
    '',
  ].join('\n');
}

function customerLines({ customers, fixed, next, nextJobs, average }: CustomerCost): readonly string[] {
  return table([
    ['without any customer', shownMoney(fixed), ''],
    ['one more customer', shownMoney(next), `${shownMoney(nextJobs)} of it for jobs`],
    ...average === undefined ? [] : [[`average of ${customers}`, shownMoney(average), 'fixed part included']],
  ], 1, 2);
}

function unitRow({ service, use, price, per, unit }: UnitPrice): Row {
  // Never with an exponent: 0.0000033334 is a price, 3.3334e-6 is a riddle.
  return [service, use, `per ${per === 1 ? '' : `${per} `}${unit}`, price.toFixed(12).replace(/(\.\d\d\d*?)0+$/, '$1')];
}

function few(names: readonly string[]): string {
  return names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
}

/** Columns of equal width; those from `right` to `left` are figures, and end at the same place. */
function table(rows: readonly Row[], right: number, left = Infinity): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => column < right || column >= left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  ').trimEnd());
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
