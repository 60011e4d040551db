import { CASES, exceededIn, isLarge } from './support/cases';

test.each(CASES.filter(isLarge))('%s: %d fit, %d do not', async (quota, fits, exceeds, make) => {
  expect([await exceededIn(make(fits), quota), await exceededIn(make(exceeds), quota)]).toEqual([false, true]);
});
