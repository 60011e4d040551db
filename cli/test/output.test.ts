import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './helpers/command';
import { assemblyFolder } from './plan/support/folders';

const COMMAND = join(__dirname, '..', 'bin', 'listbackup.js');
const words = (): string[] => ['plan', '--from', assembly(), '--assembly', assembly()];
const assembly = (): string => assemblyFolder({ 'shop-data-main': { Resources: { Table: { Type: 'AWS::DynamoDB::Table' } } } });

test('whoever reads the output may stop: that is no failure, and nothing is said of it', async () => {
  const child = spawn(process.execPath, [COMMAND, ...words()], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  expect([...await once(child, 'close') as unknown[], said]).toEqual([0, null, '']);
});

test.each<[string, () => string[]]>([['--help', () => ['--help']], ['plan', words]])('output of %s that cannot be written is one line, and a failure', async (_, argsOf) => {
  const args = argsOf();
  const { code, stdout, stderr } = await runCommand(args, { env: { NODE_OPTIONS: `--require ${join(__dirname, 'fixtures', 'full-output.cjs')}` } });
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: 'listbackup: the output cannot be written: ENOSPC: no space left on device, write\n' });
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
  const { code, stdout, stderr } = await runCommand(['plan', '--stage', 'main', '--assembly', assembly()], { env: nobody });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: 'listbackup: --stage main: AWS says: Could not load credentials from any providers\n' });
});
