import { bindsAt, type LimitsReport } from './model';
import { CELL_TARGET, type Cells } from '../cells';
import { utilizationOf, type Finding } from '../findings';
import { short, type QueueReport } from '../queues/report';
import { remediesOf } from '../remedies';

/** Cells of a table; the first row is its head. */
export type Rows = readonly (readonly string[])[];

/** Limits below this part are counted only. */
const NEAR = 0.5;
/** So many limits of each kind are shown, and those that are exceeded. */
const SHOWN = 12;

const BILLION = 1e9;

/** A figure in three digits, without an exponent where people read it easily. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'never';
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= BILLION || (rounded !== 0 && Math.abs(rounded) < 0.001) ? rounded.toExponential() : String(rounded);
}

const percent = (part: number): string => Number.isFinite(part) ? `${figure(part * 100)}%` : 'over';

/** The limits that grow with the load: which binds first, and at what load. */
export function growingRows({ findings, growths }: LimitsReport): Rows {
  const growing = shown(findings.filter(({ grows }) => grows));
  return growing.length === 0 ? [] : [
    ['binds at', 'limit', 'where', 'used', ...growths.map((growth) => `${figure(growth)}x`)],
    ...growing.map((finding) => [
      `${figure(bindsAt(finding) ?? Infinity)}x`, limitOf(finding), finding.where, figure(finding.used), ...growths.map((growth) => percent(utilizationOf(finding, growth))),
    ]),
  ];
}

/** The limits of templates and accounts that are at least half full; of each quota the fullest, and those that are exceeded. */
export function fixedRows({ findings }: LimitsReport): Rows {
  const near = findings.filter((finding) => !finding.grows && utilizationOf(finding) >= NEAR);
  const rows = near.filter((finding, at) => utilizationOf(finding) > 1 || near.findIndex(({ quota }) => quota === finding.quota) === at);
  return rows.length === 0 ? [] : [
    ['used', 'limit', 'where', 'part'],
    ...rows.map((finding) => {
      const others = near.filter((other) => other.quota === finding.quota && !rows.includes(other)).length;
      return [figure(finding.used), limitOf(finding), `${finding.where}${others === 0 ? '' : ` and ${others} more`}`, percent(utilizationOf(finding))];
    }),
  ];
}

/** Number of limits of templates and accounts that are less than half full. */
export function restOf({ findings }: LimitsReport): number {
  return findings.filter((finding) => !finding.grows && utilizationOf(finding) < NEAR).length;
}

/** Returns the remedies for the limits that bind within the requested growth. */
export function remedyRows({ findings, growths }: LimitsReport): Rows {
  const most = Math.max(...growths);
  const binding = findings.filter((finding) => utilizationOf(finding, finding.grows ? most : 1) > 1);
  const quotas = [...new Map(binding.map(({ quota }) => [quota.id, quota])).values()];
  return quotas.map((quota) => [quota.id, remediesOf(quota), quota.source]);
}

/** The queues, a row per load. */
export function queueRows({ queues }: LimitsReport): Rows {
  return queues.length === 0 ? [] : [
    ['queue', 'load', 'in/s', 'workers', 'busy', 'mean wait', '99 of 100', 'outage of 1 h: backlog', 'worked off in', 'model'],
    ...queues.flatMap(({ where, servers, loads }) => loads.map(({ growth, arrivals, wait, outage }, at) => [
      at === 0 ? where : '', `${figure(growth)}x`, figure(arrivals), String(servers), percent(wait.utilization), waiting(wait.mean), waiting(wait.p99),
      figure(outage.messages), short(outage.drainSeconds), wait.model,
    ])),
  ];
}

const waiting = (seconds: number): string => Number.isFinite(seconds) ? short(seconds) : 'grows';

/** Returns the notes on each queue from the model. */
export function queueNotes(queues: readonly QueueReport[]): readonly string[] {
  return queues.flatMap(({ where, servers, serversFrom, bindsAt: binds, notes, loads }) => [
    `${where}: ${servers} workers (${serversFrom}) are all busy at ${figure(binds)}x the load`,
    ...loads.flatMap(({ growth, burst }) => burst ? [`${where}: a burst of ${figure(burst.messages)} messages at ${figure(growth)}x is worked off in ${short(burst.drainSeconds)}`] : []),
    ...notes.map((note) => `${where}: ${note}`),
  ]);
}

/** The cells that each load needs. */
export function cellRows({ cells, customers }: LimitsReport): Rows {
  if (cells.every(({ because }) => !because)) return [];
  return [
    ['load', 'cells', 'with quotas raised and settings changed', 'because of', ...customers === undefined ? [] : ['customers per cell']],
    ...cells.map(({ growth, asItIs, raised, because }) => [
      `${figure(growth)}x`, String(asItIs), String(raised), because ?? '', ...customers === undefined ? [] : [figure(Math.floor(customers * growth / asItIs))],
    ]),
  ];
}

/** Returns the advice on assigning customers to cells. */
export function cellKey(cells: readonly Cells[]): readonly string[] {
  return cells.some(({ asItIs }) => asItIs > 1)
    ? [`assign customers to cells by account ID, in a table of the router, so that a customer can move; each cell uses at most ${percent(CELL_TARGET)} of a limit`] : [];
}

function shown(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding, at) => at < SHOWN || utilizationOf(finding) > 1);
}

function limitOf({ quota: { id, unit }, limit }: Finding): string {
  return `${id} ${Number(limit.toPrecision(7))} ${unit}`;
}
