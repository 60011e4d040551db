import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { earlier, queues } from './assemblies';
import { temporaryFolder } from '../helpers/command';

/** What a command says or writes where it cannot. */

const COMMAND = join(__dirname, '..', '..', 'bin', 'listbackup.js');

let assembly: string;
let before: string;

beforeAll(() => {
  assembly = queues();
  before = earlier(assembly);
});

const FULL_OUTPUT = 'listbackup: the disk is full, and standard output cannot be written\n';
/** Through the shell: only it can open a device for a process to write to. */
const redirected = (args: readonly string[], to: string) => spawnSync('/bin/sh', ['-c', `"$0" "$@" ${to}`, process.execPath, COMMAND, ...args], { encoding: 'utf8' });
const WORDS: [string, () => string[]][] = [
  ['--help', () => ['--help']],
  ['cost', () => ['cost', '--assembly', assembly]],
  ['diagram', () => ['diagram', '--assembly', assembly]],
  ['plan', () => ['plan', '--assembly', assembly, '--from', before]],
  ['up', () => ['up', '--assembly', assembly]],
];

// Linux has a device on which every write fails as on a full disk; macOS has none.
if (existsSync('/dev/full')) {
  test.each(WORDS)('%s on a device that is full gives one clear line', (_, args) => {
    const { status, stderr } = redirected(args(), '> /dev/full');
    expect({ status, stderr }).toEqual({ status: 1, stderr: FULL_OUTPUT });
  });
}

test.each(WORDS)('%s whose reader has gone ends without a word', (_, args) => {
  expect(redirected(args(), '| true')).toMatchObject({ status: 0, stderr: '' });
});

test('steps that cannot be written give one clear line', () => {
  const file = join(temporaryFolder(), 'no-folder');
  writeFileSync(file, '');
  const out = join(file, 'steps');
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'plan', '--assembly', assembly, '--from', before, '--out', out], { encoding: 'utf8' });
  expect(stderr).toMatch(/^listbackup: --out: the folder \S+no-folder\/steps cannot be made: \S+no-folder is not a folder\n$/);
  expect(status).toBe(1);
});

test('a diagram that cannot be written gives one clear line', () => {
  const out = join(temporaryFolder(), 'gone', 'stage.svg');
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'diagram', '--assembly', assembly, '--output', out], { encoding: 'utf8' });
  expect(stderr).toMatch(/^listbackup: diagram: cannot write \S+stage\.svg: ENOENT: [^\n]*\n$/);
  expect(status).toBe(1);
});
