import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cost, jsonFile, type Report } from './support/run';
import { costOptions } from '../../src/cost/options';
import { temporaryFolder } from '../helpers/command';

const GUIDE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'cost.md'), 'utf8');
type Line = Report['lines'][number];

const STAGES = ['main', 'staging', 'dev'];

let assemblies: string;
beforeAll(() => {
  assemblies = join(temporaryFolder(), 'assemblies');
  const env = { ...process.env, CDK_OUTDIR: assemblies, CDK_VALIDATION: 'false' };
  execFileSync(process.execPath, [require.resolve('tsx/cli'), join(__dirname, '..', 'fixtures', 'whole-stages.ts')], { env, stdio: 'inherit' });
});

const costOf = async (stage: string, ...words: readonly string[]) => (await cost('--assembly', join(assemblies, stage), ...words)).out;

test('the guide shows what main costs at rest', async () => {
  const [table] = /^stack +[^]*?^total .*$/m.exec(await costOf('main')) ?? [];
  const [, shown] = /<!-- at rest -->\n```text\n([^]*?)\n```\n<!-- \/at rest -->/.exec(GUIDE) ?? [];
  expect(shown).toBe(table);
});

test.each(STAGES)('the guide says what %s costs at rest', async (stage) => {
  const [, total] = /^total +([\d.]+)$/m.exec(await costOf(stage)) ?? [];
  expect(GUIDE).toContain(`| \`${stage}\` | ${total ?? 'a sum'} |`);
});

test('what the guide says of monitoring adds up to its stack', async () => {
  const { lines } = JSON.parse(await costOf('main', '--json')) as Report;
  const monitoring = lines.filter(({ stack }) => stack === 'listbackup-infrastructure-monitoring-main');
  const ofTables = (condition: string) => ({ logicalId }: Line) => typeof logicalId === 'string' && logicalId.endsWith(`Table${condition}Alarm`);
  const [errors, throttles] = [ofTables('SystemErrors'), ofTables('Throttles')];
  const rows: readonly (readonly [says: string, is: (line: Line) => boolean])[] = [
    ['alarms of tables: system errors', errors],
    ['alarms of tables: throttling', throttles],
    ['other alarms', (line) => line.name === 'CloudWatch.alarm' && !errors(line) && !throttles(line)],
    ['composite alarms', ({ name }) => name === 'CloudWatch.compositeAlarm'],
    ['dashboards', ({ name }) => name === 'CloudWatch.dashboard'],
  ];
  for (const [says, is] of rows) {
    const [, count, sum] = new RegExp(`^\\| ${says}.*\\| (\\d+) \\| ([\\d.]+) \\|$`, 'm').exec(GUIDE) ?? [];
    const found = monitoring.filter(is);
    const amount = found.reduce((total, line) => total + Number(line.amount), 0);
    expect({ says, count: found.length, sum: amount.toFixed(2) }).toEqual({ says, count: Number(count), sum });
  }
  expect(monitoring.filter((line) => !rows.some(([, is]) => is(line)))).toEqual([]);
});

test('what has no price in a stage is what the guide says', async () => {
  const logs = 'EdgeAssetsLogDelivery';
  const restores = 'RestoreTestingTables';
  // What is copied into the vault of the other region is restored for a test there as well.
  const left: Record<string, string[]> = { main: [logs, restores, restores], staging: [logs, restores], dev: [] };
  for (const stage of STAGES) {
    const { unknown, notPriced } = JSON.parse(await costOf(stage, '--json')) as Report;
    expect(unknown).toEqual({});
    expect(notPriced.map(({ logicalId }) => logicalId).sort()).toEqual(left[stage]);
  }
});

test('the usage file of the guide is one of a stage', async () => {
  const [, usage = ''] = /## With usage\n[^]*?```json\n([^]*?)```/.exec(GUIDE) ?? [];
  // 12 × 0.125 + 3 × 0.625 + 4 × (0.25 + 0.20) + 200 × 0.023 + 5000 × 0.00099 + 400 × 0.005 + 2 × 1 + 1000 × 0.015 + 20 × 1
  const { atRest, withUse } = JSON.parse(await costOf('main', '--json', '--usage', jsonFile(usage))) as Report;
  expect(withUse - atRest).toBeCloseTo(53.725, 6);
});

test('the guide shows what one more customer costs', async () => {
  const [, usage = ''] = /## By customer\n[^]*?```json\n([^]*?)```/.exec(GUIDE) ?? [];
  const [, shown = ''] = /<!-- by customer -->\n```text\n([^]*?)\n```\n<!-- \/by customer -->/.exec(GUIDE) ?? [];
  expect(shown).toMatch(/^by customer:\n/);
  expect(await costOf('main', '--usage', jsonFile(usage))).toContain(`\n${shown}\n`);
  // 3 × 0.015 + 5 × 0.023, and 60 × (4 × 0.50 + 12 × 0.625 + 30 × 0.125) per million
  const { customers } = JSON.parse(await costOf('main', '--json', '--usage', jsonFile(usage))) as Report;
  expect(customers).toMatchObject({ fixed: 77.5, next: 0.160795, nextJobs: 0.000795 });
});

test('each command of the guide can be run', () => {
  const commands = [...GUIDE.matchAll(/^npx listbackup cost (.*)$/gm)].map(([, words = '']) => words.split(' '));
  expect(commands).toHaveLength(2);
  for (const words of commands) expect(costOptions(words)).toMatchObject({ assembly: 'cdk.out' });
});
