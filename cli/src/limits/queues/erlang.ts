/**
 * Probability that a job waits in M/M/c, by Erlang's C formula.
 *
 * @param servers number of servers, at least 1
 * @param load offered load: arrivals per second × seconds of work; less than `servers`
 */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let busy = 1; busy <= servers; busy++) blocked = load * blocked / (busy + load * blocked);
  return blocked / (1 - load / servers * (1 - blocked));
}
