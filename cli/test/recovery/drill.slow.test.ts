import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Found } from './support/drill';
import { temporaryFolder } from '../helpers/command';

const APP = join(__dirname, '..', 'fixtures', 'recovery-app.ts');
const SERVICE = join(__dirname, '..', 'fixtures', 'recovery-service-app.ts');
const DRILL = join(__dirname, 'support', 'drill.ts');
const TSX = require.resolve('tsx/cli');

/** An app of the runbook: the infrastructure as the primary or as its standby, or a service. */
function synthesized(context: Readonly<Record<string, string>>, app = APP): string {
  const assembly = join(temporaryFolder(), 'cdk.out');
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'main', ...context }) };
  execFileSync(process.execPath, [TSX, app], { env, stdio: 'inherit' });
  return assembly;
}

describe('the runbook, as far as an emulator goes: deployed, restored, standing by, read', () => {
  let found: Found;
  beforeAll(() => {
    const assemblies = [synthesized({}), synthesized({ standbyFor: 'us-west-2' }), synthesized({}, SERVICE)];
    found = JSON.parse(execFileSync(process.execPath, [TSX, DRILL, ...assemblies], { encoding: 'utf8' })) as Found;
  });

  test('all 23 tables are restored under their own names', () => {
    expect(found.restoredTables).toHaveLength(23);
    expect(new Set(found.after.filter(([name]) => name.endsWith('TableName')).map(([, value]) => value))).toEqual(new Set(found.restoredTables));
  });

  test('an item is found by an index of the restored table', () => {
    expect(found.items).toEqual([{ userId: { S: 'u-1' }, email: { S: 'ann@example.com' }, cognitoUserId: { S: 'c-1' }, plan: { S: 'pro' } }]);
  });

  test('an object is read from the replica bucket, as the standby\'s data bucket', () => {
    expect(found.object).toBe('{"contacts":[1,2,3]}');
    expect(new Map(found.after).get('listbackup-infrastructure-s3-main-DataBucketName')).toBe('listbackup-data-main-123456789012-us-east-1');
  });

  test('a service in the standby reads the restored table and bucket, and writes to both', () => {
    expect(found.served).toEqual({ users: ['u-1'], body: '{"contacts":[1,2,3]}' });
    expect(found.written).toEqual(['{"contacts":[1,2,3]}', '2']);
  });

  test('the standby publishes what the primary does, but for the stream of a table that nobody has named yet', () => {
    const after = new Set(found.after.map(([name]) => name));
    const missing = found.before.map(([name]) => name).filter((name) => !after.has(name) && !/^listbackup-infrastructure-(backup|edge)/.test(name));
    expect(missing).toEqual(['listbackup-infrastructure-dynamodb-main-JobsTableStreamArn']);
  });

  test('its queues, bus and users are its own, and the primary stands as it did', () => {
    const after = new Map(found.after);
    expect(after.get('listbackup-infrastructure-sqs-main-SyncQueueArn')).toBe('arn:aws:sqs:us-east-1:123456789012:listbackup-sync-queue-main.fifo');
    expect(after.get('listbackup-infrastructure-eventbridge-main-EventBusArn')).toMatch(/^arn:aws:events:us-east-1:/);
    expect(after.get('listbackup-infrastructure-cognito-main-CognitoUserPoolId')).toMatch(/^us-east-1_/);
    expect(found.leftInPrimary).toBe(1);
  });
});
