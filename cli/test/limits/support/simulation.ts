import type { Station } from '../../../src/limits/queues/wait';

/** Random numbers from 0 to 1 that are the same in every run (Park and Miller's minimal standard). */
export function randomFrom(seed: number): () => number {
  const [factor, prime] = [48_271, 2_147_483_647];
  let state = seed;
  return () => {
    state = state * factor % prime;
    return state / prime;
  };
}

/** Times with a mean of 1 and a variation: constant for 0, Erlang below 1, exponential for 1, hyperexponential with balanced means above. */
export function times(variation: number, random: () => number): () => number {
  const exponential = (): number => -Math.log(1 - random());
  if (variation === 0) return () => 1;
  if (variation <= 1) {
    const stages = Math.round(1 / variation ** 2);
    return () => Array.from({ length: stages }, exponential).reduce((sum, time) => sum + time, 0) / stages;
  }
  const often = (1 + Math.sqrt((variation ** 2 - 1) / (variation ** 2 + 1))) / 2;
  return () => random() < often ? exponential() / (2 * often) : exponential() / (2 * (1 - often));
}

/** Waiting times of a simulated station, without the first tenth of its jobs. */
export function simulate(station: Station, jobs: number, seed: number): { mean: number; p99: number } {
  const { servers, arrivals, seconds, arrivalVariation, variation, groups } = station;
  const random = randomFrom(seed);
  const [between, work] = [times(arrivalVariation, random), times(variation, random)];
  const waits: number[] = [];
  // When each server, and the last message of each group, is done.
  const free = new Float64Array(servers);
  const groupFree = new Float64Array(groups ?? 0);
  let now = 0;
  for (let job = 0; job < jobs; job++) {
    now += between() / arrivals;
    const group = groups === undefined ? undefined : Math.floor(random() * groups);
    const ready = group === undefined ? now : Math.max(now, groupFree[group] ?? 0);
    let first = 0;
    for (let server = 1; server < servers; server++) if ((free[server] ?? 0) < (free[first] ?? 0)) first = server;
    const begins = Math.max(ready, free[first] ?? 0);
    const ends = begins + work() * seconds;
    free[first] = ends;
    if (group !== undefined) groupFree[group] = ends;
    if (job >= jobs / 10) waits.push(begins - now);
  }
  waits.sort((one, other) => one - other);
  return { mean: waits.reduce((sum, wait) => sum + wait, 0) / waits.length, p99: waits[Math.floor(waits.length * 0.99)] ?? 0 };
}
