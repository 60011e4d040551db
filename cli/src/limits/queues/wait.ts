import { erlangC } from './erlang';

/** Long-run behavior of a queue. */
export interface Station {
  /** Jobs that are worked on at a time, at most. */
  readonly servers: number;
  /** Jobs that arrive per second. */
  readonly arrivals: number;
  /** Seconds of work for one job, on average. */
  readonly seconds: number;
  /** Standard deviation of the time between arrivals, divided by its mean; 1 if they come independently of each other. */
  readonly arrivalVariation: number;
  /** Standard deviation of the work, divided by its mean. */
  readonly variation: number;
  /** Message groups of a FIFO queue, of which one message each is worked on at a time; `undefined` for a standard queue. */
  readonly groups?: number;
}

/** Waiting time, in seconds. */
export interface Wait {
  /** Model by which it was computed. */
  readonly model: 'M/M/c' | 'M/G/c' | 'G/G/c';
  /** Part of the servers that is busy; from 1 on the queue only grows. */
  readonly utilization: number;
  /** `Infinity` if the queue only grows. */
  readonly mean: number;
  /** 99 of 100 jobs wait less. */
  readonly p99: number;
}

const ONE_IN = 100;

/**
 * Waiting time of a station. M/M/c is exact (Erlang C). M/G/c is the interpolation of G. P. Cosmetatos (1976) between M/M/c and M/D/c, which is exact for
 * one server. G/G/c scales it as Allen and Cunneen do, with the correction of Kraemer and Langenbach-Belz (1976) for arrivals that aren't Poisson.
 * The message groups of a FIFO queue are queues of their own if there are no more of them than servers.
 */
export function waitOf(station: Station): Wait {
  const { servers, arrivals, groups } = station;
  const shared = waitFor(station);
  if (groups === undefined || groups < 1) return shared;
  // A group is a server to its own messages; independent streams of many groups are as random as one.
  const own = waitFor({ ...station, servers: 1, arrivals: arrivals / groups });
  if (groups <= servers) return own;
  const longer = own.mean > shared.mean ? own : shared;
  return { ...longer, utilization: Math.max(own.utilization, shared.utilization), mean: own.mean + shared.mean, p99: Math.max(own.p99, shared.p99) };
}

function waitFor({ servers, arrivals, seconds, arrivalVariation, variation }: Station): Wait {
  const model = arrivalVariation !== 1 ? 'G/G/c' : variation === 1 ? 'M/M/c' : 'M/G/c';
  const load = arrivals * seconds;
  const utilization = load / servers;
  if (utilization >= 1) return { model, utilization, mean: Infinity, p99: Infinity };
  if (load === 0) return { model, utilization, mean: 0, p99: 0 };
  const waits = erlangC(servers, load);
  const [arrival, work] = [arrivalVariation ** 2, variation ** 2];
  const exponential = waits * seconds / (servers - load);
  const poisson = exponential * (work + (1 - work) * constantWork(utilization, servers));
  const mean = poisson * (arrival + work) / (1 + work) * otherArrivals(utilization, arrival, work);
  // Those who wait do so for about an exponential time.
  return { model, utilization, mean, p99: waits * ONE_IN <= 1 ? 0 : mean / waits * Math.log(waits * ONE_IN) };
}

/** Waiting time of M/D/c as a part of that of M/M/c, after Cosmetatos. */
function constantWork(utilization: number, servers: number): number {
  return (1 + (1 - utilization) * (servers - 1) * (Math.sqrt(4 + 5 * servers) - 2) / (16 * utilization * servers)) / 2;
}

/** Correction of Kraemer and Langenbach-Belz, by squared variations; 1 for Poisson arrivals. */
function otherArrivals(utilization: number, arrival: number, work: number): number {
  const idle = 1 - utilization;
  if (arrival + work === 0) return 1;
  return arrival <= 1
    ? Math.exp(-2 * idle * (1 - arrival) ** 2 / (3 * utilization * (arrival + work)))
    : Math.exp(-idle * (arrival - 1) / (arrival + 4 * work));
}
