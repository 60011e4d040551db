import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { NOTHING, runCommand, temporaryFolder, type Outcome, type RunningCommand } from '../helpers/command';

const APP = join(__dirname, '..', 'fixtures', 'hardened-app.ts');

let outcome: Outcome & { run: RunningCommand };
beforeAll(async () => {
  const assembly = join(temporaryFolder(), 'cdk.out');
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'main' }) };
  execFileSync(process.execPath, [require.resolve('tsx/cli'), APP], { env, stdio: 'inherit' });
  outcome = await runCommand(['up', '--assembly', assembly]);
});

test('a hardened stage with recovery, monitoring, backup and delivery is deployed whole, and leaves nothing behind', async () => {
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toContain('17 stacks of stage main for account 123456789012 in us-west-2, us-east-1\n');
  expect(outcome.stdout).not.toMatch(/FAILED|not reached/);
  expect(await outcome.run.leftovers()).toEqual(NOTHING);
});

test.each([
  'listbackup-infrastructure-dynamodb-main',
  'listbackup-infrastructure-sqs-main',
  'listbackup-infrastructure-s3-main',
  'listbackup-infrastructure-eventbridge-main',
  'listbackup-infrastructure-ses-main',
  'listbackup-infrastructure-cognito-main',
  'listbackup-api-gateway-main',
  'listbackup-infrastructure-edge-certificate-main',
  'listbackup-infrastructure-backup-main',
  'listbackup-infrastructure-secrets-main',
])('%s has a key of its own', (stack) => {
  expect(outcome.stdout).toMatch(new RegExp(`^  ${stack}  \\d+/\\d+  AWS::KMS::Key \\w+EncryptionKey$`, 'm'));
});

test.each([
  'Users table: an item written is read back by EmailIndex',
  'queues: a poison message ends in the dead-letter queue',
  'Data bucket: its old version is read',
  'events: each rule delivers an event of its pattern',
  'sign-in: confirmed and in a group, the user signs in',
  'API: a signed-in user is let through to a function',
  'API: an expired token is turned away',
])('works under its keys: %s', (check) => {
  expect(outcome.stdout.split('\n').find((line) => line.startsWith(check))).toMatch(/ ok +\d+\.\d\d s/);
});
