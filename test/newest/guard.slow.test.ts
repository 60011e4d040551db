import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const FOLDER = mkdtempSync(join(tmpdir(), 'listbackup-guard-'));
const LOCK = join(FOLDER, 'stateful.lock.json');
const NEWEST = ['--require', join(__dirname, 'use-newest.js')];

afterAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });

/** An app with a table in a nested stack, in a process of its own as the CDK CLI starts it, with built-in validation off. */
function run(node: readonly string[], ...words: string[]) {
  const outdir = mkdtempSync(join(FOLDER, 'cdk.out-'));
  return spawnSync(process.execPath, [...node, join(__dirname, 'guarded-app.js'), outdir, LOCK, ...words], {
    encoding: 'utf8',
    // Without NODE_ENV=test the CDK behaves as in an app.
    env: { ...process.env, NODE_ENV: undefined, CDK_VALIDATION: 'false' },
  });
}

test.each([['the oldest', []], ['the newest', NEWEST]])('%s aws-cdk-lib: a change is refused, and what is locked is not', (_, node) => {
  expect(run(node, 'orders', 'update')).toMatchObject({ status: 0, stdout: 'synthesized' });
  expect(readFileSync(LOCK, 'utf8')).toContain('"name": "orders"');
  expect(run(node, 'orders')).toMatchObject({ status: 0, stdout: 'synthesized' });

  const refused = run(node, 'purchases');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr.replace(/\s+/g, ' ')).toContain('AWS::DynamoDB::Table "orders", would be replaced, as TableName would change from "orders" to "purchases"');
  expect(refused.stderr).toContain('listbackup plan');
});
