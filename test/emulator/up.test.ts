import { spawnSync } from 'child_process';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** What `npm start` runs, for a stage. */
function listbackupUp(stage: string) {
  return spawnSync(process.execPath, ['cli/bin/listbackup.js', 'up', '--app', 'npx tsx examples/typescript/app.ts', '--stage', stage], {
    cwd: ROOT, encoding: 'utf8',
  });
}

/** What must work, as the command names it. */
const CHECKS = [
  'Users table: an item written is read back by EmailIndex',
  'Users table: a conditional write over it is refused',
  'queues: messages of a group arrive in order',
  'queues: a message sent twice arrives once',
  'queues: a poison message ends in the dead-letter queue',
  'Data bucket: an object is written and overwritten',
  'Data bucket: its old version is read',
  'events: each rule delivers an event of its pattern',
  'events: an event that no rule matches is not delivered',
  'sign-in: a weak password is refused',
  'sign-in: confirmed and in a group, the user signs in',
  'sign-in: the ID token verifies: signature, issuer, audience, group',
  'exports: every export of the templates is listed',
  'exports: a second stack reads one with Fn::ImportValue',
];

test.each(['main', 'dev'])('the whole infrastructure of %s deploys to the emulator and works', (stage) => {
  const { status, stdout, stderr } = listbackupUp(stage);
  expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
  for (const check of CHECKS) expect(stdout).toMatch(new RegExp(`^${check.replace(/[.:]/g, '\\$&')} +ok +\\d`, 'm'));
  for (const service of ['dynamodb', 'sqs', 's3', 'eventbridge', 'cognito']) {
    expect(stdout).toContain(`listbackup-infrastructure-${service}-${stage}`);
  }
}, 120_000);

test('what the emulator lacks is said', () => {
  expect(listbackupUp('staging').stdout).toContain('not emulated: AWS::Events::Archive EventArchive');
}, 120_000);
