import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './helpers/command';
import { listbackup } from './support/commands';
import { convertOptions } from '../src/convert/options';
import { costOptions } from '../src/cost/options';
import { diagramOptions } from '../src/diagram/options';
import { limitsOptions } from '../src/limits/options';
import { outputsOptions } from '../src/outputs/options';
import { planOptions } from '../src/plan/options';
import { rehearseOptions } from '../src/rehearse/options';
import { parseOptions } from '../src/up/options';

const ROOT = join(__dirname, '..', '..');
const PAGES = ['README.md', join('cli', 'README.md'), ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The words of a command as a shell takes them apart; the guides quote with one kind of mark alone. */
const wordsOf = (text: string): string[] => [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** Every whole command: it stands on a line of its own or between backticks. */
const COMMANDS = PAGES.flatMap((page) => [...textOf(page).matchAll(/(?:^\s*|`)npx listbackup (\w+)([^`\n]*)/gm)].map(([, name = '', words = '']): [string, string, string[]] => [
  page, name, wordsOf(words),
]));

/** A folder in which an app is named, and an assembly of that name can be read. */
function here(): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'cdk.out'));
  writeFileSync(join(cwd, 'cdk.out', 'manifest.json'), '{}');
  writeFileSync(join(cwd, 'cdk.json'), '{ "app": "npx tsx app.ts" }');
  writeFileSync(join(cwd, 'hello.json'), '{ "name": "hello", "requests": [{ "route": "GET /hello", "status": 200 }] }');
  writeFileSync(join(cwd, 'faults.json'), '{ "faults": [{ "fault": "throttle", "service": "dynamodb", "share": 0.05 }] }');
  return cwd;
}

const PARSERS: Readonly<Record<string, (args: readonly string[]) => unknown>> = {
  convert: convertOptions,
  cost: costOptions,
  diagram: diagramOptions,
  limits: limitsOptions,
  outputs: (words) => outputsOptions(words, { AWS_REGION: 'us-west-2' }),
  plan: planOptions,
  rehearse: rehearseOptions,
  up: (args) => parseOptions(args, here()),
};

test('the guides show each command', () => {
  expect([...new Set(COMMANDS.map(([, name]) => name))].sort()).toEqual(['convert', 'cost', 'diagram', 'limits', 'outputs', 'plan', 'rehearse', 'up']);
});

test.each(COMMANDS)('%s: listbackup %s %j can be run', (_page, name, words) => {
  expect(PARSERS[name]?.(words)).toBeDefined();
});

test.each(Object.keys(PARSERS))('listbackup %s --help shows an example that can be run', async (command) => {
  const { out } = await listbackup(command, '--help');
  const [, name, words = ''] = /^example: npx listbackup (\w+) ((?:.|\n {2,})*)$/m.exec(out) ?? [];
  expect(name).toBe(command);
  expect(words).not.toBe('');
  expect(PARSERS[command]?.(wordsOf(words))).toBeDefined();
});

test('no command hides from this test', () => {
  expect(COMMANDS).toHaveLength(PAGES.reduce((count, page) => count + [...textOf(page).matchAll(/npx listbackup/g)].length, 0));
});
