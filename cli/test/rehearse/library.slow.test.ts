import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING, runCommand, temporaryFolder } from '../helpers/command';
import { deployedFolder } from '../plan/support/folders';
import { today } from '../plan/support/today';

const APP = join(__dirname, '..', 'fixtures', 'library-app.ts');

function synthesized(): string {
  const assembly = join(temporaryFolder(), 'cdk.out');
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'main' }) };
  execFileSync(process.execPath, [require.resolve('tsx/cli'), APP], { env, stdio: 'inherit' });
  return assembly;
}

/** Stage main as Serverless deployed it, and that nobody imports what Serverless alone exports. */
function deployed(): string {
  const folder = deployedFolder(today());
  const left = ['dynamodb', 'sqs', 's3', 'eventbridge', 'cognito'].map((service) => `sls-listbackup-infrastructure-${service}-main-ServerlessDeploymentBucketName`);
  writeFileSync(join(folder, 'importers.json'), JSON.stringify(Object.fromEntries(left.map((name) => [name, []]))));
  return folder;
}

test('the library takes over stage main, lets go what Serverless left, and everything else is still there', async () => {
  const { code, stdout, stderr, run } = await runCommand(['rehearse', '--deployed', deployed(), '--assembly', synthesized(), '--drop-leftovers']);
  expect({ code, stderr, failure: code === 0 ? '' : stdout }).toEqual({ code: 0, stderr: '', failure: '' });
  // 17 tables, 6 queues with their dead-letter queues, the data bucket and a deployment bucket for each of the 6 stacks.
  expect(stdout).toContain('filled: 34 items in 17 tables; 24 messages in 12 queues, 12 of them in flight; 7 objects in 7 buckets, 1 of them with an old version; 1 confirmed user of 1 user pool');
  const steps = [...stdout.matchAll(/^step \d+ of \d+: (.+): \d+ stacks?; judge: passed; emulator: everything is still there/gm)].map(([, purpose]) => purpose);
  // PlatformSources lacks four of its five indexes: four steps of one index each.
  expect(steps).toEqual([
    'retain and protect what is kept',
    'change everything that changes in place, and make what is new',
    'change the user pool, alone',
    'change what waited for the user pool',
    ...Array.from({ length: 4 }, () => 'change one index of each table'),
    'set what was only meant for the way to what the target says',
    'drop what Serverless left; buckets stay in AWS without an owner',
  ]);
  expect(stdout).toMatch(/^proved by the emulator: still there after each of 10 steps$/m);
  // A bucket and its policy in each of the 5 stacks that the app has; it has no domains.
  expect(stdout).toMatch(/^ {2}physical IDs +of \d+ resources, 10 of them let go by the plan$/m);
  expect(stdout).toMatch(/^proved by the judge, .*\n(?: {2}.*\n)* {2}one index of a table is created or deleted in one update$/m);
  expect(stdout).toMatch(/^left out of the emulator, so that only the judge saw it\n {2}types: .*AWS::Events::Archive/m);
  expect(stdout).toContain('assumed: the name listbackup-main-files is free');
  expect(await run.leftovers()).toEqual(NOTHING);
});
