import { simulate } from './support/simulation';
import { waitOf, type Station } from '../../src/limits/queues/wait';

const station = (more: Partial<Station>): Station => ({ servers: 1, seconds: 2, arrivals: 0.25, arrivalVariation: 1, variation: 1, ...more });

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
