import { randomFrom } from './support/simulation';
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

test('message groups are queues of their own where there are no more of them than workers', () => {
  expect(waitOf(station({ servers: 50, groups: 5, arrivals: 2 })).mean).toBeCloseTo(8, 9);
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
