import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costOptions } from '../src/cost/options';
import { planOptions } from '../src/plan/options';

const WORKFLOW = readFileSync(join(__dirname, '..', '..', 'examples', 'delivery', '.github', 'workflows', 'deploy.yml'), 'utf8');

/** Each call of the command, without what the shell does with its output. */
const CALLS = [...WORKFLOW.matchAll(/npx listbackup (\w+) ([^\n>]*)/g)].map(([, name = '', words = '']): [string, string[]] => [
  name, words.trim().replaceAll('"$STAGE"', 'main').split(/\s+/),
]);

test('the example workflow compares with the base, and says what it costs', () => {
  expect(CALLS.map(([name]) => name)).toEqual(['plan', 'cost']);
  const [[, plan], [, cost]] = CALLS as [[string, string[]], [string, string[]]];
  expect(planOptions(plan)).toMatchObject({ source: { kind: 'assembly', folder: 'base.out' }, assembly: 'cdk.out', stage: 'main', format: 'markdown' });
  expect(costOptions(cost)).toEqual({ assembly: 'cdk.out', stage: 'main', json: false });
});
