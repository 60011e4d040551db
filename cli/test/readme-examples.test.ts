import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './helpers/command';
import { listbackup } from './support/commands';
import type { Run } from './support/run';
import { synthesizeMain } from './support/whole-stage';

const CLI = join(__dirname, '..');
const READMES = ['README.md', ...readdirSync(join(CLI, 'src')).map((name) => join('src', name, 'README.md'))]
  .flatMap((name) => { try { return [readFileSync(join(CLI, name), 'utf8')]; } catch { return []; } });
const TEXT = READMES.join('\n');

const blocksOf = (language: string): string[] => [...TEXT.matchAll(/```(\w+)\n([^]*?)```/g)].flatMap(([, name, block = '']) => name === language ? [block] : []);
const COMMANDS = blocksOf('sh').flatMap((block) => [...block.matchAll(/^npx listbackup (\w+)(.*)$/gm)]
  .map(([, name = '', words = '']): [string, string[]] => [name, words.trim().split(' ')]));

/** What a JSON example is an example of, by a key that no other has. */
const KINDS = { prices: '"asOf"', scenario: '"name"', faults: '"faults"' } as const;
const JSON_BLOCKS = blocksOf('json');
const USAGES = JSON_BLOCKS.filter((block) => !Object.values(KINDS).some((key) => block.includes(key)));

/** These need an emulator: the slow suite runs them. */
const NEEDS_EMULATOR = ['up', 'rehearse'];

const home = process.cwd();
let here: string;
beforeAll(() => {
  here = temporaryFolder();
  renameSync(synthesizeMain(here), join(here, 'cdk.out'));
  mkdirSync(join(here, 'deployed'));
  mkdirSync(join(here, 'lib'));
  writeFileSync(join(here, 'serverless.yml'), 'service: listbackup-users\nprovider:\n  name: aws\n  runtime: provided.al2023\n');
  for (const name of readdirSync(join(here, 'cdk.out'))) {
    const stack = /^ListBackup(dynamodb)\w+\.template\.json$/.exec(name)?.[1];
    if (stack) writeFileSync(join(here, 'deployed', `listbackup-infrastructure-${stack}-main.json`), readFileSync(join(here, 'cdk.out', name)));
  }
  process.chdir(here);
});
afterAll(() => process.chdir(home));

const run = async (name: string, words: readonly string[], usage = USAGES[0] ?? '{}'): Promise<Run> => {
  writeFileSync(join(here, 'usage.json'), usage);
  return listbackup(name, ...words);
};

test('the READMEs have examples of each kind', () => {
  expect(COMMANDS.map(([name]) => name)).toEqual(expect.arrayContaining(['cost', 'diagram', 'plan', 'rehearse', 'up']));
  expect(USAGES.length).toBeGreaterThanOrEqual(2);
  for (const key of Object.values(KINDS)) expect(JSON_BLOCKS.filter((block) => block.includes(key))).toHaveLength(1);
});

test.each(COMMANDS.filter(([name]) => !NEEDS_EMULATOR.includes(name)))('listbackup %s %j runs with these words', async (name, words) => {
  const { code, err } = await run(name, words);
  // A plan may refuse, and limits may be exceeded: both are answers.
  expect({ err, code }).toEqual({ err: '', code: name === 'plan' || name === 'limits' ? expect.any(Number) as number : 0 });
});

test.each(USAGES.map((usage, at) => [at, usage] as const))('usage example %i is one of a stage', async (_at, usage) => {
  const { code, err, out } = await run('cost', ['--assembly', 'cdk.out', '--usage', 'usage.json', '--json'], usage);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { atRest, withUse } = JSON.parse(out) as { atRest: number; withUse: number };
  expect(withUse).toBeGreaterThan(atRest);
});

test('the example of a price file can be used', async () => {
  writeFileSync(join(here, 'prices.json'), JSON_BLOCKS.find((block) => block.includes(KINDS.prices)) ?? '');
  const { code, err, out } = await listbackup('cost', '--assembly', 'cdk.out', '--prices', 'prices.json', '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect((JSON.parse(out) as { services: { service: string; atRest: number }[] }).services).toEqual([{ service: 'KMS', atRest: 2, withUse: 2 }]);
});
