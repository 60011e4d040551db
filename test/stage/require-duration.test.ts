import { Duration, Lazy } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { requireDuration } from '../../src/validation/values';
import { ANY_VALUE, refusal } from '../support/refusal';

test('whole units within the bounds are returned as a number', () => {
  expect(requireDuration('wait', Duration.minutes(2), 'seconds', 60, 300, 60)).toBe(120);
  expect(requireDuration('keep', Duration.hours(48), 'days', 1, 14, 7)).toBe(2);
  expect(requireDuration('keep', Duration.days(1), 'days', 1, 14, 7)).toBe(1);
  expect(requireDuration('keep', Duration.days(14), 'days', 1, 14, 7)).toBe(14);
});

test.each([
  ['below', Duration.seconds(59), '"59 seconds"'],
  ['above', Duration.seconds(301), '"5 minutes 1 second"'],
  ['in parts', Duration.millis(60_500), '"1 minute 500 millis"'],
  ['a number', 60, '60'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
])('%s is refused', (_name, value, shown) => {
  expect(() => requireDuration('wait', value, 'seconds', 60, 300, 90))
    .toThrow(`wait must be a Duration of 60 to 300 whole seconds, but got ${shown}. For example: Duration.seconds(90).`);
});

test('a length known only at deployment is refused', () => {
  const later = Duration.seconds(Lazy.number({ produce: () => 90 }));
  expect(() => requireDuration('wait', later, 'seconds', 60, 300, 90)).toThrow('wait must');
});

test('whatever is passed, the error is ours', () => {
  fc.assert(fc.property(fc.anything(), (value) => {
    expect(() => requireDuration('wait', value, 'seconds', 60, 300, 90)).toThrow(refusal('wait', ANY_VALUE, 'must be a Duration of 60 to 300 whole seconds'));
  }));
});
