import type { Resource } from '../../inventory';

/** Hours of a month, as AWS counts them on its own pages. */
export const HOURS = 730;

/** So much of something that has a price. */
export interface Charge {
  readonly price: string;
  readonly quantity: number;
}

/** Monthly use of a resource that a usage file can give. */
export interface Use {
  /** Unit of the use, in words. */
  readonly counts: string;
  /** The prices that each of it has; `undefined` where the resource cannot be used so. */
  readonly prices: (resource: Resource) => readonly string[] | undefined;
}

/** Cost of a resource type. */
export interface PaidRow {
  readonly type: string;
  readonly service: string;
  /** Returns the variant of a resource with other prices, such as `FIFO`. Usage files can refer to it by this name. */
  readonly variant?: (resource: Resource) => string | undefined;
  /** Returns the monthly charges that don't depend on use. */
  readonly fixed?: (resource: Resource) => readonly Charge[];
  /** Charges that depend on use, by their keys in a usage file. */
  readonly use?: Readonly<Record<string, Use>>;
}

/** A use with the same price for every resource of the type. */
export const use = (counts: string, ...prices: readonly string[]): Use => ({ counts, prices: () => prices });

/** One of something that is there. */
export const one = (price: string) => (): readonly Charge[] => [{ price, quantity: 1 }];
