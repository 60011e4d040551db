import { billFor } from './bill';
import { sumOf, type Micros } from './money';
import type { PriceList } from './prices';
import { usedIn } from './used';
import type { Resource } from '../inventory';
import { volumeOf, type Usage, type Volume } from '../usage';

/** The part of a month's cost that grows with customers. */
export interface CustomerCost {
  readonly customers: number;
  /** Cost without any customer. */
  readonly fixed: Micros;
  /** Cost of one more customer. */
  readonly next: Micros;
  /** The part of `next` that the customer's jobs cause. */
  readonly nextJobs: Micros;
  /** Cost of all, divided by the customers; `undefined` without any. */
  readonly average?: Micros;
}

/** The cost of one more customer, and the part that is fixed; `undefined` if the usage file knows no customers. */
export function customerCost(resources: readonly Resource[], usage: Usage, prices: PriceList): CustomerCost | undefined {
  const { customers } = usage;
  if (customers === undefined) return undefined;
  const cost = (volume: Volume): Micros => sumOf(billFor(resources, usedIn(usage, volume), prices).lines.map(({ amount }) => amount));
  const [today, another] = [volumeOf(usage), volumeOf(usage, customers + 1)];
  const all = cost(today);
  return {
    customers,
    fixed: cost(volumeOf(usage, 0)),
    next: cost(another) - all,
    nextJobs: cost({ customers, jobs: another.jobs }) - all,
    ...customers === 0 ? {} : { average: all / BigInt(Math.max(1, Math.round(customers))) },
  };
}
