import type { Inventory } from '../../inventory';
import { keysOf } from '../../usage';
import type { Bill, Line, NotPriced } from '../bill';
import type { CustomerCost } from '../customers';
import { asNumber, sumOf, type Micros } from '../money';
import type { PriceList } from '../prices';

/** Monthly cost at rest and with the given use. */
export interface Sums {
  readonly atRest: Micros;
  readonly withUse: Micros;
}

/** The sums of a service in a stack, or of all stacks. */
export interface ServiceSums extends Sums {
  readonly service: string;
}

export interface StackSums extends Sums {
  readonly stack: string;
  readonly services: readonly ServiceSums[];
}

/** Price of one unit of a use. */
export interface UnitPrice {
  readonly service: string;
  readonly use: string;
  readonly price: number;
  readonly per: number;
  readonly unit: string;
}

/** Everything the command tells; amounts are exact. */
export interface CostReport extends Sums {
  readonly prices: PriceList;
  readonly stacks: readonly StackSums[];
  readonly services: readonly ServiceSums[];
  readonly lines: readonly Line[];
  readonly units: readonly UnitPrice[];
  /** `undefined` if no customers are known. */
  readonly customers?: CustomerCost;
  readonly notPriced: readonly NotPriced[];
  /** Resources of an unknown type, `stack/LogicalId`, by type. */
  readonly unknown: ReadonlyMap<string, readonly string[]>;
  readonly remarks: readonly string[];
}

/** Stack name of use that belongs to several stacks and is given for the service only. */
const SEVERAL = '(several stacks)';

/** Puts a bill into the form that every output is made of. */
export function reportOf(inventory: Inventory, { lines, notPriced, unknown }: Bill, prices: PriceList, customers?: CustomerCost): CostReport {
  const shared = lines.some(({ stack }) => stack === undefined) ? [SEVERAL] : [];
  const stacks = [...inventory.stacks.map(({ name }) => name), ...shared].map((stack) => {
    const own = lines.filter((line) => (line.stack ?? SEVERAL) === stack);
    return { stack, services: byService(own), ...sumsOf(own) };
  });
  const types = [...new Set(unknown.map(({ type }) => type))].sort();
  return {
    prices,
    ...sumsOf(lines),
    stacks,
    services: byService(lines),
    lines,
    units: unitsOf(inventory, prices),
    ...customers ? { customers } : {},
    notPriced,
    unknown: new Map(types.map((type) => [type, unknown.filter((one) => one.type === type).map(({ stack, logicalId }) => `${stack}/${logicalId}`)])),
    remarks: remarksOf(inventory, lines, prices),
  };
}

function sumsOf(lines: readonly Line[]): Sums {
  const atRest = sumOf(lines.filter(({ kind }) => kind === 'at rest').map(({ amount }) => amount));
  return { atRest, withUse: sumOf(lines.map(({ amount }) => amount)) };
}

function byService(lines: readonly Line[]): readonly ServiceSums[] {
  const services = [...new Set(lines.map(({ service }) => service))].sort();
  return services.map((service) => ({ service, ...sumsOf(lines.filter((line) => line.service === service)) }));
}

/** The price of each use that something in the assembly allows. */
function unitsOf({ resources }: Inventory, { prices }: PriceList): readonly UnitPrice[] {
  const units = new Map<string, UnitPrice>();
  for (const { service, key, prices: names } of resources.flatMap(keysOf)) {
    for (const name of names) {
      const row = prices.get(name);
      if (row) units.set(`${service} ${key} ${name}`, { service, use: key, price: row.price, per: row.per, unit: row.unit });
    }
  }
  return [...units].sort(([one], [other]) => one < other ? -1 : 1).map(([, unit]) => unit);
}

function remarksOf({ stacks }: Inventory, lines: readonly Line[], { region, asOf, prices }: PriceList): readonly string[] {
  const used = [...new Set(lines.map(({ price }) => price))];
  const unchecked = used.filter((name) => prices.get(name)?.checked !== true);
  const elsewhere = unchecked.filter((name) => prices.get(name)?.reading !== undefined).length;
  const agreeing = elsewhere === 0 ? '' : ` (${elsewhere} agree with another source)`;
  const hasTiers = used.some((name) => prices.get(name)?.tiers !== undefined);
  return [
    ...unchecked.length === 0 ? [] : [`${unchecked.length} of ${used.length} prices used here were written down on ${asOf} and not read on AWS's page${agreeing}; --json tells which`],
    `what an account has free is not deducted; a month has 730 hours${hasTiers ? '; tiers count the use of this assembly alone' : ''}`,
    ...stacks.filter((stack) => stack.region !== undefined && stack.region !== region)
      .map((stack) => `${stack.name} is in ${stack.region ?? ''}; its prices are those of ${region}`),
  ];
}

/** The report as JSON: amounts are numbers, in the currency's unit. */
export function asJson(report: CostReport): string {
  const { stacks, services, lines, units, customers, notPriced, unknown, remarks } = report;
  const { file, region, asOf, currency, sources, prices } = report.prices;
  const sums = (of: Sums): Record<string, number> => ({ atRest: asNumber(of.atRest), withUse: asNumber(of.withUse) });
  const serviceSums = ({ service, ...of }: ServiceSums) => ({ service, ...sums(of) });
  return `${JSON.stringify({
    prices: { file, region, asOf, currency, sources: Object.fromEntries(sources) },
    ...sums(report),
    stacks: stacks.map(({ stack, services: own, ...of }) => ({ stack, ...sums(of), services: own.map(serviceSums) })),
    services: services.map(serviceSums),
    lines: lines.map(({ amount, ...line }) => ({ ...line, ...prices.get(line.price), name: line.price, amount: asNumber(amount) })),
    units,
    ...customers ? { customers: customersAsJson(customers) } : {},
    notPriced,
    unknown: Object.fromEntries(unknown),
    remarks,
  }, null, 2)}\n`;
}

function customersAsJson({ customers, fixed, next, nextJobs, average }: CustomerCost): Record<string, number> {
  const amounts = { fixed: asNumber(fixed), next: asNumber(next), nextJobs: asNumber(nextJobs) };
  return { customers, ...amounts, ...average === undefined ? {} : { average: asNumber(average) } };
}
