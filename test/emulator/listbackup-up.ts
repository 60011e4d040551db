import { spawnSync } from 'child_process';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** Runs what `npm start` runs, for a stage. */
export function listbackupUp(stage: string) {
  return spawnSync(process.execPath, ['cli/bin/listbackup.js', 'up', '--app', 'npx tsx examples/typescript/app.ts', '--stage', stage,
    '--scenario', 'examples/handlers/job.scenario.json'], { cwd: ROOT, encoding: 'utf8' });
}

/** Checks of every stage, by the names that the command prints. */
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
  'API: GET /health answers anyone',
  'API: a signed-in user is let through to a function',
  'API: who has no token is turned away',
  'API: a token with changed claims is turned away',
  'API: a token that another key signed is turned away',
  'API: a token that nobody signed (alg: none) is turned away',
  'API: a token for another audience is turned away, and good elsewhere',
  'API: an expired token is turned away',
  'e-mail: the identity is a domain that signs what it sends',
  'e-mail: the configuration set tells CloudWatch of bounces and complaints',
  'exports: every export of the templates is listed',
  'exports: a second stack reads one with Fn::ImportValue',
  'a backup job: POST /jobs by nobody is answered 401',
  'a backup job: POST /jobs by a user is answered 400',
  'a backup job: POST /jobs by a user is answered 202',
  'a backup job: listbackup.jobs says "Job Completed"',
  'a backup job: Jobs holds {jobId}',
  'a backup job: JobLogs holds {jobId}-completed',
  'a backup job: Notifications holds {jobId}-completed',
  'a backup job: GET /jobs/{jobId} by nobody is answered 401',
  'a backup job: GET /jobs/{jobId} by a user is answered 403',
  'a backup job: GET /jobs/{jobId} by a user of Staff is answered 200',
];

/** Expects that a stage deploys and that every check passes, also those of the given names. */
export function expectWorking(stage: string, operations: readonly string[], absent: number): void {
  const { status, stdout, stderr } = listbackupUp(stage);
  expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
  expect(stdout).not.toMatch(/FAILED|not reached/);
  expect(stdout.match(/not in this app/g) ?? []).toHaveLength(absent);
  for (const check of [...CHECKS, ...operations]) expect(stdout).toMatch(new RegExp(`^${check.replace(/[.:(){}]/g, '\\$&')} +ok +\\d`, 'm'));
  for (const service of ['dynamodb', 'sqs', 's3', 'eventbridge', 'cognito', 'ses']) {
    expect(stdout).toContain(`listbackup-infrastructure-${service}-${stage}`);
  }
  expect(stdout).toContain(`listbackup-api-gateway-${stage}`);
}
