import * as fc from 'fast-check';
import { asNumber, costOf, shownMoney, sumOf } from '../../src/cost/money';

test.each<[number, number, number, bigint]>([
  [3, 0.1, 1, 300_000n],
  [1_000_000, 0.625, 1_000_000, 625_000n],
  // One request of 0.50 for a million is half a millionth, which counts as one.
  [1, 0.5, 1_000_000, 1n],
  [1, 0.4, 1_000_000, 0n],
  [0.1, 0.2, 1, 20_000n],
  [2_628_000, 0.0000033334, 1, 8_760_175n],
  [1e15, 0.25, 1, 250_000_000_000_000_000_000n],
])('%d at %d for %d are %s millionths', (quantity, price, per, micros) => {
  expect(costOf(quantity, { price, per })).toBe(micros);
});

test.each<[bigint, string, number]>([
  [0n, '0.00', 0],
  [1n, '<0.01', 0.000001],
  [4_999n, '<0.01', 0.004999],
  [5_000n, '0.01', 0.005],
  [1_234_567n, '1.23', 1.234567],
  [1_235_000n, '1.24', 1.235],
  [12_000_000n, '12.00', 12],
])('%s millionths are shown as %s', (micros, text, number) => {
  expect(shownMoney(micros)).toBe(text);
  expect(asNumber(micros)).toBe(number);
});

test('a sum has no dust: a price for one a thousand times is the price for a thousand', () => {
  // Both have as many places as the amounts keep.
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 1000 }), (millionths, times) => {
    const price = { price: millionths / 1_000_000, per: 1 };
    expect(sumOf(Array.from({ length: times }, () => costOf(1, price)))).toBe(costOf(times, price));
    expect(costOf(times, price)).toBe(BigInt(millionths) * BigInt(times));
  }), { numRuns: 50 });
});
