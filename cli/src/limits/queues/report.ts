import { alarmsOf, type QueueAlarm } from './alarms';
import { afterBurst, afterOutage, OUTAGE_SECONDS, type Backlog } from './backlog';
import { attemptsOf, functionOf, mappingsOf, QUEUE, visibilityOf } from './jobs';
import { waitOf, type Wait } from './wait';
import { numberOf, Undecided, type Resource } from '../../inventory';
import { objectOf } from '../../template';
import type { Context } from '../rows/row';

/** Behavior of a queue at a load. */
export interface AtLoad {
  readonly growth: number;
  /** Attempts per second in the busiest second. */
  readonly arrivals: number;
  readonly wait: Wait;
  /** After an hour without a consumer, at the average load. */
  readonly outage: Backlog;
  readonly burst?: Backlog;
}

/** A queue of jobs, as the model sees it. */
export interface QueueReport {
  readonly where: string;
  readonly servers: number;
  /** Source of the number of servers. */
  readonly serversFrom: string;
  readonly seconds: number;
  readonly attempts: number;
  /** Load at which the consumers are all busy, as a multiple of today's. */
  readonly bindsAt: number;
  readonly loads: readonly AtLoad[];
  readonly alarms: readonly QueueAlarm[];
  readonly notes: readonly string[];
}

/** Calls at a time of a function that neither the mapping nor a reservation limits. */
const UNLIMITED = 1000;
const DEFAULT_RETENTION = 345_600;
const DEFAULT_TIMEOUT = 3;

/** The queues of which a usage file gives messages and their work. */
export function queueReports(context: Context, growths: readonly number[]): readonly QueueReport[] {
  return context.inventory.resources.filter(({ type }) => type === QUEUE).flatMap((queue) => {
    try {
      return reportOf(queue, context, growths);
    } catch (error) {
      if (error instanceof Undecided) return [];
      throw error;
    }
  });
}

function reportOf(queue: Resource, context: Context, growths: readonly number[]): QueueReport[] {
  const { load } = context;
  const [peak, average, seconds] = [load.perSecond(queue, 'messages'), load.average(queue, 'messages'), load.figure(queue, 'messageSeconds')];
  if (peak === undefined || average === undefined || seconds === undefined) return [];
  const { servers, serversFrom, timeout } = consumerOf(queue, context);
  const attempts = attemptsOf(load.figure(queue, 'failures') ?? 0, queue);
  const [groups, burst] = [load.figure(queue, 'messageGroups'), load.figure(queue, 'burst')];
  const usable = Math.min(servers, Math.round(groups ?? servers));
  const loads = growths.map((growth): AtLoad => {
    const station = {
      servers,
      seconds,
      arrivals: peak * growth * attempts,
      arrivalVariation: load.figure(queue, 'arrivalVariation') ?? 1,
      variation: load.figure(queue, 'variation') ?? 1,
      ...groups === undefined ? {} : { groups: Math.round(groups) },
    };
    const capacity = usable / seconds;
    return {
      growth,
      arrivals: station.arrivals,
      wait: waitOf(station),
      outage: afterOutage(average * growth * attempts, capacity),
      ...burst === undefined ? {} : { burst: afterBurst(burst * growth, average * growth * attempts, capacity) },
    };
  });
  const alarms = alarmsOf(queue, context);
  const report = { where: `${queue.stack}/${queue.logicalId}`, servers: usable, serversFrom: usable < servers ? 'one for each message group' : serversFrom, seconds, attempts, bindsAt: usable / (peak * attempts * seconds), loads, alarms };
  return [{ ...report, notes: notesOf(queue, report, timeout) }];
}

interface Consumer {
  readonly servers: number;
  readonly serversFrom: string;
  readonly timeout?: number;
}

function consumerOf(queue: Resource, context: Context): Consumer {
  const consumers = mappingsOf(queue, context).map((mapping) => {
    const fn = functionOf(mapping);
    const [own, reserved] = [numberOf(objectOf(mapping.properties.ScalingConfig), 'MaximumConcurrency'), fn && numberOf(fn.properties, 'ReservedConcurrentExecutions')];
    const servers = Math.min(own ?? UNLIMITED, reserved ?? UNLIMITED);
    const serversFrom = own !== undefined && servers === own ? 'maxConcurrency' : reserved !== undefined && servers === reserved ? 'reservedConcurrency' : 'the account';
    return { servers, serversFrom, ...fn ? { timeout: numberOf(fn.properties, 'Timeout') ?? DEFAULT_TIMEOUT } : {} };
  });
  const [first, ...others] = consumers;
  if (!first) return { servers: UNLIMITED, serversFrom: 'no consumer in the assembly; the quota of an account is taken' };
  return others.length === 0 ? first : { servers: consumers.reduce((sum, { servers }) => sum + servers, 0), serversFrom: `${consumers.length} mappings` };
}

function notesOf(queue: Resource, { seconds, loads, alarms }: Omit<QueueReport, 'notes'>, timeout: number | undefined): readonly string[] {
  const [now] = loads;
  if (!now) return [];
  const visibility = visibilityOf(queue);
  const retention = numberOf(queue.properties, 'MessageRetentionPeriod') ?? DEFAULT_RETENTION;
  return [
    ...seconds > visibility ? [`the work takes ${short(seconds)}, longer than the visibility timeout of ${short(visibility)}: SQS delivers the message again meanwhile`] : [],
    ...timeout !== undefined && seconds > timeout ? [`the work takes ${short(seconds)}, longer than the function's timeout of ${short(timeout)}`] : [],
    ...OUTAGE_SECONDS + now.outage.drainSeconds > retention ? [`messages are kept for ${short(retention)}, and are lost before the backlog of an outage is worked off`] : [],
    ...alarms.flatMap((alarm) => alarmNotes(alarm, now)),
  ];
}

function alarmNotes({ name, metric, threshold, after }: QueueAlarm, { arrivals, wait, outage }: AtLoad): readonly string[] {
  const usual = metric === 'age' ? wait.p99 : wait.mean * arrivals;
  const perSecond = outage.messages / OUTAGE_SECONDS;
  const reached = metric === 'age' ? threshold : perSecond === 0 ? Infinity : threshold / perSecond;
  const what = `${name} (${metric === 'age' ? short(threshold) : `${threshold} messages`})`;
  return [
    ...usual > threshold ? [`${what} goes off in normal operation: ${usual === Infinity ? 'the queue only grows' : metric === 'age' ? `one message in 100 waits ${short(usual)}` : `${Math.round(usual)} messages wait`} at the peak`] : [],
    reached >= OUTAGE_SECONDS ? `${what} doesn't notice an outage of an hour` : `${what} notices an outage after about ${short(reached + after)}`,
  ];
}

/** Seconds for people. */
export function short(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'forever';
  if (seconds < 0.0005) return '0 s';
  if (seconds < 10) return `${Number(seconds.toPrecision(2))} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Number((seconds / 3600).toPrecision(3))} h`;
}
