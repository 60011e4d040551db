import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOptions } from '../../src/plan/options';
import { PURPOSES } from '../../src/plan/report/steps';
import { rehearseOptions } from '../../src/rehearse/options';
import { parseOptions } from '../../src/up/options';
import { temporaryFolder } from '../helpers/command';

const GUIDE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'takeover.md'), 'utf8');

/** Every whole command: it stands on a line of its own or between backticks. */
const COMMANDS = [...GUIDE.matchAll(/(?:^\s*|`)npx listbackup (\w+)([^`\n]*)/gm)].map(([, name = '', words = '']): [string, string[]] => [
  name, words.trim().split(/\s+/),
]);

/** A folder in which an assembly of that name can be read. */
function here(): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'cdk.out'));
  writeFileSync(join(cwd, 'cdk.out', 'manifest.json'), '{}');
  return cwd;
}

const PARSERS: Readonly<Record<string, (args: readonly string[]) => unknown>> = {
  plan: planOptions,
  rehearse: rehearseOptions,
  up: (args) => parseOptions(args, here()),
};

test('the guide shows each of the three commands', () => {
  expect([...new Set(COMMANDS.map(([name]) => name))].sort()).toEqual(['plan', 'rehearse', 'up']);
});

test.each(COMMANDS)('listbackup %s %j can be run', (name, words) => {
  expect(PARSERS[name]?.(words)).toBeDefined();
});

test('no command hides from this test', () => {
  const named = [...GUIDE.matchAll(/npx listbackup/g)].length;
  expect(COMMANDS).toHaveLength(named);
});

test('the guide says of every step when it is taken, and what the way back is', () => {
  for (const kind of Object.keys(PURPOSES)) expect([kind, [...GUIDE.matchAll(new RegExp(`^\\| \`${kind}\` \\|`, 'gm'))].length]).toEqual([kind, 2]);
});

test('every link inside the guide leads somewhere', () => {
  const anchors = new Set([...GUIDE.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-')));
  const links = [...GUIDE.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '');
  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});
