import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './support/folders';
import { readAssembly } from '../../src/assembly/read';
import { compareStages } from '../../src/plan/compare';
import { makePlan, type Plan } from '../../src/plan/plan';
import type { StageState } from '../../src/plan/state/stage-state';
import { Views } from '../../src/plan/state/view';

const ROOT = join(__dirname, '../../..');
const GOLDEN = join(ROOT, 'test/golden');

const SERVICES = ['cognito', 'dynamodb', 'eventbridge', 's3', 'sqs'];
const STACKS = ['main', 'staging', 'dev'].flatMap((stage) => SERVICES.map((service) => `listbackup-infrastructure-${service}-${stage}`)).sort();

/** The newest release whose templates are kept. */
function previousRelease(): string {
  const versions = readdirSync(GOLDEN).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  return join(GOLDEN, versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1) ?? 'none');
}

function stateIn(assembly: string): StageState {
  return new Map(readAssembly(assembly, '--assembly').stacks.map(({ state }) => [state.name, state]));
}

function planned(from: StageState, to: StageState): Plan {
  return makePlan({ deployed: from, target: to, existing: [], accept: new Set(), dropLeftovers: false });
}

function present(): StageState {
  const out = join(folder(), 'cdk.out');
  const tsx = require.resolve('tsx/cli', { paths: [ROOT] });
  execFileSync(process.execPath, [tsx, join(ROOT, 'scripts/release-assembly.ts'), out], { cwd: ROOT, env: { ...process.env, CDK_VALIDATION: 'false' } });
  return stateIn(out);
}

test('from the previous release to this one: nothing replaced, nothing stateful dropped, no export or output lost', () => {
  const [before, after] = [stateIn(previousRelease()), present()];
  expect([...before.keys()]).toEqual(expect.arrayContaining(STACKS));
  expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
  expect(planned(before, after).reasons).toEqual([]);

  const { stacks } = compareStages(before, after, new Views());
  expect(stacks.flatMap(({ resources }) => resources.filter(({ kind }) => kind === 'replaced'))).toEqual([]);
  expect(stacks.flatMap(({ exports }) => exports.filter(({ kind }) => kind === 'lost' || kind === 'changed'))).toEqual([]);
});

test('the test does look: a release with another table name and without an export is refused', () => {
  const [golden, edited] = [previousRelease(), join(folder(), 'edited')];
  cpSync(golden, edited, { recursive: true });
  const file = readdirSync(edited).map((name) => join(edited, name)).find((name) => existsSync(name) && /maindynamodb\w+\.template\.json$/.test(name)) ?? '';
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, { Properties: Record<string, unknown> }>; Outputs: Record<string, unknown> };
  (template.Resources.AccountsTable ?? { Properties: {} }).Properties.TableName = 'accounts';
  delete template.Outputs.UsersTableName;
  writeFileSync(file, JSON.stringify(template));
  const { reasons } = planned(stateIn(golden), stateIn(edited));
  expect(reasons.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(expect.arrayContaining([
    'replacement AccountsTable', 'export-lost listbackup-infrastructure-dynamodb-main-UsersTableName',
  ]));
});
