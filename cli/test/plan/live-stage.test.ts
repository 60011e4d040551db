import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedFolder, folder } from './support/folders';
import { outsideToday } from './support/outside-today';
import { plan, type Run } from './support/run';
import type { TemplateObject } from './support/today';

const GOLDEN = join(__dirname, '../../../test/golden/0.0.0');

interface Report {
  readonly safe: boolean;
  readonly reasons?: readonly unknown[];
  readonly steps: readonly { kind: string; stacks: readonly string[]; changes: readonly string[] }[];
  readonly stacks: readonly {
    stack: string;
    resources: { logicalId: string; kind: string }[];
    outputs: { name: string; kind: string }[];
    exports: { name: string; kind: string }[];
  }[];
}

/** The five stacks that the first release deployed to main. */
function firstFive(): Record<string, TemplateObject> {
  const { artifacts } = JSON.parse(readFileSync(join(GOLDEN, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { properties?: { stackName?: string; templateFile?: string } }>;
  };
  const stacks = Object.values(artifacts).flatMap(({ properties: { stackName = '', templateFile = '' } = {} }) => (
    stackName.endsWith('-main') ? [[stackName, JSON.parse(readFileSync(join(GOLDEN, templateFile), 'utf8')) as TemplateObject] as const] : []));
  return Object.fromEntries(stacks);
}

let run: Run;
let report: Report;
const stackOf = (name: string) => report.stacks.find(({ stack }) => stack === name);

describe('stage main, five stacks by the first release and three by Serverless, to the present', () => {
  beforeAll(async () => {
    const assembly = join(folder(), 'cdk.out');
    const env = { ...process.env, CDK_OUTDIR: assembly };
    execFileSync(process.execPath, [require.resolve('tsx/cli'), join(__dirname, '..', 'fixtures', 'live-stage-app.ts')], { env, stdio: 'inherit' });
    // Serverless keeps logs for ever, the library for a year.
    const accepted = 'listbackup-api-gateway-main.HealthLogGroup.RetentionInDays';
    run = await plan('--deployed', deployedFolder({ ...firstFive(), ...outsideToday() }), '--assembly', assembly, '--accept', accepted, '--json');
    report = JSON.parse(run.out) as Report;
  });

  test('there is a safe plan', () => {
    expect({ code: run.code, err: run.err, reasons: report.reasons ?? [] }).toEqual({ code: 0, err: '', reasons: [] });
  });

  test('nothing is replaced or let go, no output and no export is lost', () => {
    const kinds = new Set(report.stacks.flatMap(({ resources }) => resources.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['added', 'changed', 'kept']);
    expect(report.stacks.flatMap(({ outputs, exports }) => [...outputs, ...exports]).filter(({ kind }) => kind === 'lost' || kind === 'changed')).toEqual([]);
  });

  test('the API keeps its ID, and its export the name', () => {
    const { resources = [], exports = [] } = stackOf('listbackup-api-gateway-main') ?? {};
    expect(resources.find(({ logicalId }) => logicalId === 'HttpApi')?.kind).toBe('changed');
    expect(exports.filter(({ name }) => name === 'listbackup-api-gateway-main-HttpApiId').map(({ kind }) => kind)).toEqual(['kept']);
  });

  test.each(['SESDKIM1', 'SESDKIM2', 'SESDKIM3'])('the DKIM record %s stays where it is', (record) => {
    expect(stackOf('listbackup-infrastructure-domains-main')?.resources.filter(({ logicalId }) => logicalId === record).map(({ kind }) => kind)).toEqual(['changed']);
    expect(stackOf('listbackup-infrastructure-ses-main')?.resources.filter(({ logicalId }) => logicalId.includes('DKIM'))).toEqual([]);
  });

  test.each([
    'listbackup-infrastructure-monitoring-main', 'listbackup-infrastructure-backup-main', 'listbackup-infrastructure-recovery-main',
    'listbackup-infrastructure-deploy-main', 'listbackup-infrastructure-edge-main',
  ])('%s is new, and made by one step', (stack) => {
    expect([...new Set(stackOf(stack)?.resources.map(({ kind }) => kind))]).toEqual(['added']);
    expect(report.steps.filter(({ changes }) => changes.some((line) => line.startsWith(stack)))).toHaveLength(1);
  });
});
