import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './helpers/command';
import { main } from '../src/main';
import { assemblyFolder } from './plan/support/folders';

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
  expect(error).toBe(`listbackup: no command ${shown}; one of: cost, diagram, plan, rehearse, up (see listbackup --help)\n`);
});

test('no command at all is one clear line', async () => {
  expect(await said()).toEqual({ code: 2, out: '', error: 'listbackup: no command; one of: cost, diagram, plan, rehearse, up (see listbackup --help)\n' });
});

test('help of a command says what its --help says, and of none that it is none', async () => {
  const [help, option] = [await runCommand(['help', 'cost']), await runCommand(['cost', '--help'])];
  expect([help.code, help.stdout, help.stderr]).toEqual([0, option.stdout, '']);
  expect(help.stdout).toMatch(/^usage: listbackup cost /);
  expect(await said('help', 'deploy')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('no command "deploy"') as string });
});

test('to ask AWS without credentials is one line', async () => {
  const nobody = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_WEB_IDENTITY_TOKEN_FILE: '',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: '',
  };
  const assembly = assemblyFolder({ 'shop-data-main': { Resources: { Table: { Type: 'AWS::DynamoDB::Table' } } } });
  const { code, stdout, stderr } = await runCommand(['plan', '--stage', 'main', '--assembly', assembly], { env: nobody });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: 'listbackup: --stage main: AWS says: Could not load credentials from any providers\n' });
});
