import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, Resolver, templateOf, type Json } from '../../src/template';

/** The table against which the resolver of the library's upgrade guard is held, too. */
const CASES = JSON.parse(readFileSync(join(__dirname, '../../../test/upgrade-guard/intrinsics.json'), 'utf8')) as {
  readonly template: Json;
  readonly values: readonly { readonly what: string; readonly value: Json; readonly is: Json }[];
  readonly forms: readonly { readonly what: string; readonly same: readonly Json[]; readonly different: readonly Json[] }[];
};

function resolve(value: Json): Json {
  const scope = { stackName: 'stack', ...environmentOf('123456789012', 'us-west-2'), parameters: {} };
  return new Resolver(templateOf(CASES.template, 'table'), scope, { ref: () => undefined, attribute: () => undefined }).value(value);
}

test.each(CASES.values)('$what', ({ value, is }) => {
  expect(resolve(value)).toEqual(is);
});

test.each(CASES.forms)('$what has one value, however it is written', ({ same, different }) => {
  const [first, ...others] = same.map(resolve);
  expect(others).toEqual(others.map(() => first));
  for (const form of different) expect(resolve(form)).not.toEqual(first);
});
