import { execSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from '../../src/session';
import { FIXTURE_APP, NOTHING, RunningCommand, runCommand, temporaryFolder } from '../helpers/command';

test('--assembly deploys a copy; --keep says how to reach what stands, and Ctrl-C ends it', async () => {
  const assembly = temporaryFolder();
  execSync(FIXTURE_APP, { env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"stage":"dev"}', FIXTURE_SERVICES: 'sqs,eventbridge' } });
  const original = contentsOf(assembly);
  const run = RunningCommand.start(['up', '--assembly', assembly, '--keep']);
  const [, endpoint = ''] = await run.written(/^export AWS_ENDPOINT_URL=(http:\/\/127\.0\.0\.1:\d+)$/m);
  await run.written(/^export AWS_DEFAULT_REGION=us-west-2$/m);
  const sqs = new SQSClient(clientConfig({ endpoint, account: '123456789012', region: 'us-west-2' }, 'us-west-2'));
  const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
  expect(QueueUrls).toContain(`${endpoint}/123456789012/listbackup-sync-queue-dev.fifo`);
  run.signal('SIGINT');
  const { code, stdout } = await run.done;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Users table +not in this app +no export listbackup-infrastructure-dynamodb-dev-UsersTableName$/m);
  await expect(fetch(endpoint)).rejects.toThrow();
  expect(await run.leftovers()).toEqual(NOTHING);
  expect(contentsOf(assembly)).toEqual(original);
});

test('a CDK stage in an account of its own and two regions, with a value looked up', async () => {
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await runCommand(['up', '--app', FIXTURE_APP.replace('app.ts', 'elsewhere.ts'), '--stage', 'main'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('2 stacks of stage main for account 210987654321 in us-east-1, eu-west-1\n');
  expect(stdout).toMatch(/^Users table: an item written is read back by EmailIndex +ok /m);
  expect(stdout).toMatch(/^queues: messages of a group arrive in order +ok .* Sync, Maintenance$/m);
  expect(stdout).toMatch(/^exports: every export of the templates is listed +ok .* 12 exports$/m);
  // What the emulator made up must not end in the app's cdk.context.json.
  expect(readdirSync(cwd)).toEqual([]);
});

function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
