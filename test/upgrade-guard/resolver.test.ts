import CASES from './intrinsics.json';
import { Json, JsonObject } from '../../src/upgrade-guard/json';
import { Resolver } from '../../src/upgrade-guard/resolver';

/** Values as CloudFormation's reference of intrinsic functions has them. The command's resolver is held against the same table. */

const resolve = (value: unknown): Json | undefined => new Resolver(CASES.template as unknown as JsonObject, { account: '123456789012', region: 'us-west-2' }, 'stack').value(value as Json);

test.each(CASES.values)('$what', ({ value, is }) => {
  expect(resolve(value)).toEqual(is);
});

test.each(CASES.forms)('$what has one value, however it is written', ({ same, different }) => {
  const [first, ...others] = same.map(resolve);
  expect(others).toEqual(others.map(() => first));
  for (const form of different) expect(resolve(form)).not.toEqual(first);
});
