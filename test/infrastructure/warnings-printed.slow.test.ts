import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const FOLDER = mkdtempSync(join(tmpdir(), 'listbackup-printed-'));
const ASSEMBLY = join(FOLDER, 'cdk.out');

afterAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });

/** Each warning of docs/operations.md, and where `warned-app.ts` gives it. */
const GIVEN: readonly (readonly [id: string, place: string])[] = [
  ['apiAuthorizerQuota', 'Full'],
  ['apiRouteQuota', 'Full'],
  ['auditKeyPolicy', 'Data/Buckets'],
  ['backupAlarmsLeftOut', 'Data/Backup'],
  ['budgetLeftOut', 'Anywhere/monitoring/Monitoring'],
  ['deliveryLeftOut', 'Anywhere/dynamodb'],
  ['destroyProductionData', 'Data/Tables'],
  ['destroyProductionData', 'Gone'],
  ['edgeLeftOut', 'Anywhere/dynamodb'],
  ['logResourcePolicyQuota', 'Full/Policy10'],
  ['productionLocalhostCallback', 'West/cognito/Auth/UserPoolClient'],
  ['queueConsumedTwice', 'Work/Second'],
  ['recoveryLeftOut', 'Anywhere/dynamodb'],
  ['reservedConcurrencyBelowQueues', 'Work/First'],
  ['scheduleInThePast', 'Work/Once'],
  ['senderNotVerified', 'West/cognito'],
  ['stackResourceLimit', 'Full'],
  ['stageInSecondRegion', 'East/dynamodb'],
  ['subjectByName', 'West/deploy/Delivery'],
  ['timeoutNearVisibility', 'Work/First'],
];

/** What `cdk synth` prints. It reads no profile, and asks nobody for news. */
function cdkSynth(app: string, ...options: string[]) {
  const { PATH } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [
    require.resolve('aws-cdk/bin/cdk'), 'synth', ...options, '--app', app, '--output', ASSEMBLY, '--quiet', '--no-notices', '--no-version-reporting', '--no-color',
  ], { cwd: ROOT, encoding: 'utf8', env: { PATH, HOME: FOLDER, CDK_HOME: FOLDER, CDK_VALIDATION: 'false', CDK_DISABLE_VERSION_CHECK: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' } });
  return { status, printed: stderr, warnings: [...stderr.matchAll(/^WARNING .*\n {3}(\S+)\n.*'Annotation::listbackup-infrastructure:(\w+)'$/gm)].map(([, place, id]) => `${id} at ${place}`) };
}

const given = GIVEN.map(([id, place]) => `${id} at ${place}`);
const inPipeline = ['budgetLeftOut at Pipeline/Anywhere/monitoring/Monitoring', ...['deliveryLeftOut', 'edgeLeftOut', 'recoveryLeftOut'].map((id) => `${id} at Pipeline/Anywhere/dynamodb`)];

test('the app gives every warning of the page', () => {
  const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const [, table] = /<!-- warnings -->([^]*?)<!-- \/warnings -->/.exec(page) ?? [];
  expect([...new Set(GIVEN.map(([id]) => id))]).toEqual([...table.matchAll(/^\| `(\w+)`/gm)].map(([, id]) => id));
});

test('cdk synth prints each warning with its place, and with --strict it fails', () => {
  const tsx = `${process.execPath} ${require.resolve('tsx/cli')} ${join(__dirname, 'warned-app.ts')}`;
  const relaxed = cdkSynth(tsx);
  expect(relaxed.status).toBe(0);
  expect(relaxed.warnings).toEqual(expect.arrayContaining(given));
  expect(relaxed.printed).toContain('WARNING copies and replicas in another region are left out: they need a concrete account and region');
  // The CDK leaves out the stacks of its own `Stage`, unless they are selected.
  expect(relaxed.printed).not.toContain('Pipeline');

  const strict = cdkSynth(ASSEMBLY, '--strict', '**');
  expect([strict.status, strict.printed]).toEqual([1, expect.stringContaining('(--strict mode)')]);
  expect(strict.warnings.sort()).toEqual([...relaxed.warnings, ...inPipeline].sort());
});
