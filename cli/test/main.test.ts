import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './helpers/command';
import { main } from '../src/main';

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');
const commands = [...README.matchAll(/^\| \[`(\w+)`\]\(#listbackup-\w+\) \|/gm)].map(([, name]) => name ?? '');

async function said(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const [out, error]: string[][] = [[], []];
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => { out.push(String(text)); return true; }),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => { error.push(String(text)); return true; }),
  ];
  try {
    return { code: await main(words), out: out.join(''), error: error.join('') };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

test.each(['--help', '-h', 'help'])('%s names every command of the README with a line each', async (word) => {
  const { code, out, error } = await said(word);
  expect([code, error]).toEqual([0, '']);
  expect([...out.matchAll(/^ {2}(\w+) +\S/gm)].map(([, name]) => name).sort()).toEqual([...commands].sort());
});

test('--version is the package\'s', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  expect(await said('--version')).toEqual({ code: 0, out: `${version}\n`, error: '' });
});

test.each([['deploy', '"deploy"'], ['toString', '"toString"']])('a command %p that is none is one clear line', async (word, shown) => {
  const { code, out, error } = await said(word);
  expect([code, out]).toEqual([2, '']);
  expect(error).toBe(`listbackup: no command ${shown}; one of: convert, cost, diagram, limits, outputs, plan, rehearse, up (see listbackup --help)\n`);
});

test('no command at all is one clear line', async () => {
  expect(await said()).toEqual({ code: 2, out: '', error: 'listbackup: no command; one of: convert, cost, diagram, limits, outputs, plan, rehearse, up (see listbackup --help)\n' });
});

test('help of a command says what its --help says, and of none that it is none', async () => {
  const [help, option] = [await runCommand(['help', 'cost']), await runCommand(['cost', '--help'])];
  expect([help.code, help.stdout, help.stderr]).toEqual([0, option.stdout, '']);
  expect(help.stdout).toMatch(/^usage: listbackup cost /);
  expect(await said('help', 'deploy')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('no command "deploy"') as string });
});
