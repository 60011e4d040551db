import { utilizationOf, type Finding } from './findings';
import type { QueueReport } from './queues/report';

/** The part of a limit that a cell should use at most, so that it can take a burst and a neighbor's customers. */
export const CELL_TARGET = 0.7;

/** Number of cells that a load needs. */
export interface Cells {
  readonly growth: number;
  /** Cells if no quota is raised and no setting changed. */
  readonly asItIs: number;
  /** Cells if every quota that can be raised is, and every setting changed. */
  readonly raised: number;
  /** Limit that decides `asItIs`. */
  readonly because?: string;
}

/** The cells for each growth of the load. Only what grows with the load counts, and what cells help against. */
export function cellsFor(findings: readonly Finding[], queues: readonly QueueReport[], growths: readonly number[]): readonly Cells[] {
  const growing = findings.filter(({ grows, quota }) => grows && quota.do.cell === true);
  const fixed = growing.filter(({ quota }) => quota.do.raise !== true && quota.do.setting === undefined);
  const all = [
    ...growing.map((finding) => ({ part: utilizationOf(finding), because: finding.quota.id })),
    ...queues.map(({ where, bindsAt }) => ({ part: 1 / bindsAt, because: `workers of ${where.split('/').at(-1) ?? where}` })),
  ].sort((one, other) => other.part - one.part);
  const most = Math.max(0, ...fixed.map((finding) => utilizationOf(finding)));
  const [first] = all;
  return growths.map((growth) => ({
    growth, asItIs: cellsOf((first?.part ?? 0) * growth), raised: cellsOf(most * growth), ...first ? { because: first.because } : {},
  }));
}

function cellsOf(part: number): number {
  return Math.max(1, Math.ceil(Number((part / CELL_TARGET).toFixed(9))));
}
