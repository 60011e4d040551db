import { randomFrom, simulate } from './support/simulation';
import { afterBurst, afterOutage } from '../../src/limits/queues/backlog';
import { erlangC } from '../../src/limits/queues/erlang';
import { waitOf, type Station } from '../../src/limits/queues/wait';

const station = (more: Partial<Station>): Station => ({ servers: 1, seconds: 2, arrivals: 0.25, arrivalVariation: 1, variation: 1, ...more });

test.each([[1, 0.5, 0.5], [2, 1, 1 / 3], [5, 4, 0.5541], [10, 8, 0.4092]])('Erlang C of %d servers at a load of %d is %d', (servers, load, expected) => {
  expect(erlangC(servers, load)).toBeCloseTo(expected, 4);
});

describe('where an exact answer is known', () => {
  test('M/M/1: ρ/(1 − ρ) of the work', () => {
    const { model, utilization, mean } = waitOf(station({ arrivals: 0.4 }));
    expect([model, utilization]).toEqual(['M/M/c', 0.8]);
    expect(mean).toBeCloseTo(8, 9);
  });

  test.each([[0, 4], [0.5, 5], [2, 20]])('M/G/1 with a variation of %d, by Pollaczek and Khinchine', (variation, mean) => {
    expect(waitOf(station({ arrivals: 0.4, variation })).mean).toBeCloseTo(mean, 9);
  });

  test('99 of 100 of M/M/1 wait less than ln(100 ρ)/(1 − ρ) of the work', () => {
    expect(waitOf(station({ arrivals: 0.4 })).p99).toBeCloseTo(2 * Math.log(80) / 0.2, 9);
  });
});

test('a queue that gets more than it can do only grows', () => {
  expect(waitOf(station({ arrivals: 0.5 }))).toMatchObject({ utilization: 1, mean: Infinity });
  expect(waitOf(station({ arrivals: 0 }))).toMatchObject({ utilization: 0, mean: 0, p99: 0 });
});

/** Poisson arrivals, which many independent customers make: within a tenth of the wait, or 4 % of the work where the wait is shorter than that. */
const POISSON: readonly (readonly [servers: number, utilization: number, variation: number])[] = [
  [1, 0.5, 1], [1, 0.9, 0.5], [2, 0.6, 0], [2, 0.8, 2], [5, 0.8, 1], [5, 0.9, 0], [5, 0.9, 1.5], [20, 0.9, 0.5], [20, 0.8, 1.5],
];

test.each(POISSON)('%d workers, busy to %d, variation %d: as the simulation', (servers, utilization, variation) => {
  const given = station({ servers, variation, arrivals: utilization * servers / 2 });
  const simulated = simulate(given, 200_000, 11);
  expect(Math.abs(waitOf(given).mean - simulated.mean)).toBeLessThan(Math.max(0.1 * simulated.mean, 0.04 * given.seconds));
});

describe('message groups', () => {
  test('are queues of their own where there are no more of them than workers', () => {
    const given = station({ servers: 50, groups: 5, arrivals: 2 });
    const { mean } = waitOf(given);
    expect(mean).toBeCloseTo(8, 9);
    expect(Math.abs(mean - simulate(given, 400_000, 3).mean)).toBeLessThan(0.8);
  });

  test('hardly matter where there are many more', () => {
    const given = station({ servers: 5, groups: 500, arrivals: 2 });
    const [modeled, simulated] = [waitOf(given).mean, simulate(given, 200_000, 3).mean];
    expect(Math.abs(modeled - simulated)).toBeLessThan(0.1 * simulated);
  });
});

describe('a backlog', () => {
  test('after an outage of an hour is worked off by what is left of the workers', () => {
    expect(afterOutage(2, 5)).toEqual({ messages: 7200, drainSeconds: 2400 });
    expect(afterOutage(5, 5)).toEqual({ messages: 18_000, drainSeconds: Infinity });
    expect(afterBurst(300, 2, 5)).toEqual({ messages: 300, drainSeconds: 100 });
  });

  test('is worked off in the simulation within a tenth of that time', () => {
    const random = randomFrom(5);
    const exponential = (rate: number): number => -Math.log(1 - random()) / rate;
    // 7,200 messages wait, 2 more arrive each second, and 10 workers take 2 s each.
    let [waiting, now] = [7200, 0];
    while (waiting > 0) {
      now += exponential(2 + 5);
      waiting += random() < 2 / 7 ? 1 : -1;
    }
    expect(Math.abs(now - afterOutage(2, 5).drainSeconds)).toBeLessThan(240);
  });
});
