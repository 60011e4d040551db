import type { Resource } from '../inventory';
import { figureOf, type Usage } from '../usage';

/** Seconds of a month of 730 hours. */
export const MONTH_SECONDS = 730 * 3600;
const DAYS = 730 / 24;
/** The busiest second as a multiple of the average one, if a usage file doesn't give it. */
export const DEFAULT_PEAK = 10;

/** The use of resources in the busiest second. */
export class Load {
  readonly peak: number;

  /** @param usage `undefined` if nothing is known of the use */
  constructor(private readonly usage: Usage | undefined) {
    this.peak = usage?.peak ?? DEFAULT_PEAK;
  }

  /** A figure of a usage file, as it is given. */
  figure(resource: Resource, key: string): number | undefined {
    return this.usage && figureOf(this.usage, resource, key);
  }

  /** A monthly amount in the busiest second. */
  perSecond(resource: Resource, ...keys: readonly string[]): number | undefined {
    const average = this.average(resource, ...keys);
    return average === undefined ? undefined : average * this.peak;
  }

  /** A monthly amount in the average second. */
  average(resource: Resource, ...keys: readonly string[]): number | undefined {
    const amounts = keys.flatMap((key) => this.figure(resource, key) ?? []);
    return amounts.length === 0 ? undefined : amounts.reduce((sum, amount) => sum + amount, 0) / MONTH_SECONDS;
  }

  /** A monthly amount in the average day. */
  perDay(resource: Resource, key: string): number | undefined {
    const amount = this.figure(resource, key);
    return amount === undefined ? undefined : amount / DAYS;
  }
}
