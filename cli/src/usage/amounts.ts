import type { Usage, UsageEntry } from './usage';
import type { Resource } from '../inventory';

/** Number of customers, and jobs of all of them in a month. */
export interface Volume {
  readonly customers: number;
  readonly jobs: number;
}

/** The volume that a usage file gives, or that of another number of customers. */
export function volumeOf({ customers, jobsPerCustomer = 0 }: Usage, other = customers ?? 0): Volume {
  return { customers: other, jobs: other * jobsPerCustomer };
}

/** Quantity of a figure in a month. */
export function quantityOf({ per, quantity }: UsageEntry, { customers, jobs }: Volume): number {
  switch (per) {
    case 'month': return quantity;
    case 'customer': return quantity * customers;
    case 'job': return quantity * jobs;
  }
}

/**
 * Figure of one resource in a month, or `undefined` if the file gives none. What is given for a service is spread evenly over its resources; a mean
 * or a share applies to each of them.
 */
export function figureOf(usage: Usage, resource: Resource, key: string): number | undefined {
  const own = usage.entries.filter((entry) => entry.key === key && entry.targets.some((target) => target.resource === resource));
  const [first] = own;
  if (!first) return undefined;
  const volume = volumeOf(usage);
  if (first.targets[0]?.kind === 'amount') return own.reduce((sum, entry) => sum + quantityOf(entry, volume) / entry.targets.length, 0);
  // The figure of the resource overrides that of its service.
  return [...own].sort((one, other) => one.targets.length - other.targets.length)[0]?.quantity;
}
