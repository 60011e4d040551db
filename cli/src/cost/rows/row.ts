import type { Resource } from '../../inventory';

/** Hours of a month, as AWS counts them on its own pages. */
export const HOURS = 730;

/** So much of something that has a price. */
export interface Charge {
  readonly price: string;
  readonly quantity: number;
}

/** What may be said of a resource's use in a month. */
export interface Use {
  /** What is counted, in words. */
  readonly counts: string;
  /** The prices that each of it has; `undefined` where the resource cannot be used so. */
  readonly prices: (resource: Resource) => readonly string[] | undefined;
}

/** What is known of a resource type's cost. */
export interface PaidRow {
  readonly type: string;
  readonly service: string;
  /** What distinguishes resources that have other prices, such as `FIFO`: usage files can name them by it. */
  readonly variant?: (resource: Resource) => string | undefined;
  /** What is paid in a month because it is there, used or not. */
  readonly fixed?: (resource: Resource) => readonly Charge[];
  /** What is paid because it is used, by the key in a usage file. */
  readonly use?: Readonly<Record<string, Use>>;
}

/** A use with the same price for every resource of the type. */
export const use = (counts: string, ...prices: readonly string[]): Use => ({ counts, prices: () => prices });

/** One of something that is there. */
export const one = (price: string) => (): readonly Charge[] => [{ price, quantity: 1 }];
