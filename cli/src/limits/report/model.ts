import { isFree } from '../../cost/rows';
import type { Usage } from '../../usage';
import type { Cells } from '../cells';
import { utilizationOf, type Finding, type Undetermined } from '../findings';
import { DEFAULT_PEAK } from '../load';
import type { QueueReport } from '../queues/report';
import { MEASURED_TYPES, type Context } from '../rows';

/** Everything that `listbackup limits` knows of an assembly. */
export interface LimitsReport {
  /** Multiples of the load, from 1 on. */
  readonly growths: readonly number[];
  /** The fullest first. */
  readonly findings: readonly Finding[];
  readonly queues: readonly QueueReport[];
  readonly cells: readonly Cells[];
  readonly customers?: number;
  readonly undetermined: readonly Undetermined[];
  /** Resources of types for which no limit is known, by type. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly remarks: readonly string[];
}

/** Parts of a report. */
export interface Parts extends Pick<LimitsReport, 'growths' | 'findings' | 'queues' | 'cells' | 'undetermined'> {
  readonly context: Context;
  readonly usage: Usage | undefined;
}

/** Puts the parts into the form from which each output is made. */
export function reportOf({ context: { inventory, load }, usage, ...parts }: Parts): LimitsReport {
  const unknown = new Map<string, number>();
  for (const { type } of inventory.resources) if (!MEASURED_TYPES.has(type) && !isFree(type)) unknown.set(type, (unknown.get(type) ?? 0) + 1);
  const unchecked = parts.findings.filter(({ quota: { checked, own } }) => !checked && own !== true).length;
  return {
    ...parts,
    unknown: new Map([...unknown].sort()),
    ...usage?.customers === undefined ? {} : { customers: usage.customers },
    remarks: [
      ...usage ? [] : ['without --usage, only limits of the templates are held; rates need a load'],
      ...usage && usage.peak === undefined ? [`the usage file gives no peak, so the busiest second is taken as ${DEFAULT_PEAK} times the average one`] : [],
      ...usage?.peak === undefined ? [] : [`the busiest second is ${load.peak} times the average one`],
      'quotas are the defaults of AWS unless --quotas gives those of the account; what else is in the account is not counted',
      ...unchecked === 0 ? [] : [`${unchecked} of ${parts.findings.length} limits have a figure that was not read on AWS's page; --format json tells which`],
    ],
  };
}

/** Returns true if a limit is exceeded at the given load. */
export function isExceeded({ findings, queues }: LimitsReport): boolean {
  return findings.some((finding) => utilizationOf(finding) > 1) || queues.some(({ bindsAt: binds }) => binds < 1);
}

/** Load at which a limit binds, as a multiple of today's; `undefined` if it doesn't grow. */
export function bindsAt(finding: Finding): number | undefined {
  return finding.grows && finding.used > 0 ? finding.limit / finding.used : undefined;
}
