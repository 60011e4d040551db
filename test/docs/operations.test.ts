import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Annotations, App, Duration } from 'aws-cdk-lib';
import { ROOT } from './snippets';
import { ListBackupInfrastructure, ListBackupMessaging, ListBackupStage } from '../../src';
import { ALARM_KEYS, AlarmRow, ALARMS } from '../../src/monitoring/alarm-rows';
import { MAIN_ENV, newStack, templateOf } from '../support/synth';

const PAGE = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');

/** The cells of the rows between two marks of the page. */
function rowsOf(mark: string): string[][] {
  const [, region] = new RegExp(`<!-- ${mark} -->\\n([^]*?)<!-- /${mark} -->`).exec(PAGE) ?? [];
  if (region === undefined) throw new Error(`docs/operations.md lost its marks of ${mark}`);
  return region.trim().split('\n').slice(2).map((line) => line.slice(2, -2).split(' | '));
}

/** What the page says of an alarm's threshold. */
function limitOf({ comparison, measure, threshold }: AlarmRow): string {
  if (threshold === undefined) return 'none';
  const sign = comparison === 'GreaterThanThreshold' ? '>' : '≥';
  const units = { count: String(threshold), percent: `${threshold} %`, percentOfTimeout: `${threshold} % of the timeout`, time: Duration.millis(threshold).toHumanString() };
  return `${sign} ${units[measure]}`;
}

function periodsOf({ bad: [count, of], periodSeconds }: AlarmRow): string {
  const period = Duration.seconds(periodSeconds).toHumanString();
  if (of === 1) return period;
  return count === of ? `${of} × ${period}` : `${count} of ${of} × ${period}`;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8'));
}

test('the table of alarms says what the catalogue has, row by row', () => {
  const rows = rowsOf('alarms');
  expect(rows.map((cells) => cells.slice(0, 5))).toEqual(ALARM_KEYS.map((key) => {
    const row = ALARMS[key];
    return [`\`${key}\``, `\`-${row.condition}\``, limitOf(row), periodsOf(row), row.severity];
  }));
  for (const cells of rows) expect([cells[0], cells.length, (cells[5] ?? '').length > 3]).toEqual([cells[0], 6, true]);
});

test('every warning of the library is explained, and no other', () => {
  const warned = sourcesIn(join(ROOT, 'src')).flatMap((source) => [...source.matchAll(/addWarningV2\('listbackup-infrastructure:(\w+)'/g)].map(([, id]) => id));
  expect(warned).toContain('budgetLeftOut');
  expect(rowsOf('warnings').map(([id]) => id)).toEqual([...new Set(warned)].sort().map((id) => `\`${id}\``));
});

test.each(['budgetLeftOut', 'edgeLeftOut', 'recoveryLeftOut'])('%s is acknowledged as the page says', (id) => {
  const app = new App();
  new ListBackupInfrastructure(app, 'ListBackup', { stage: ListBackupStage.MAIN });
  const warned = () => app.node.findAll().flatMap(({ node }) => node.metadata).filter(({ data }) => String(data).includes(`listbackup-infrastructure:${id}`));
  expect(warned()).not.toEqual([]);
  Annotations.of(app).acknowledgeWarning(`listbackup-infrastructure:${id}`);
  expect(warned()).toEqual([]);
});

test('every name of stage main on the page stands in the templates', () => {
  const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', {
    stage: ListBackupStage.MAIN,
    env: MAIN_ENV,
    hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    delivery: { repository: 'ListBackup-ai/api', environment: 'main' },
  });
  const templates = stacks.map((stack) => JSON.stringify(templateOf(stack))).join();
  const named = [...PAGE.matchAll(/(?:\/aws\/[\w-]+\/|aws-waf-logs-)?listbackup-(?:[a-z-]+-)?main\b[\w.-]*/g)].map(([name]) => name.replace(/\.$/, ''));
  expect(named.length).toBeGreaterThan(15);
  expect([...new Set(named)].filter((name) => !templates.includes(`"${name}"`))).toEqual([]);
});

/** Two of 23 tables, three of 6 queues, the bus' dead letters, three of the bus, two of sign-in, three of the API, three of each of two functions, four of e-mail. */
const ALL_ALARMS = 23 * 2 + 6 * 3 + 1 + 3 + 2 + 3 + 6 + 4;

test.each([
  ['`monitoring: {}`', ListBackupStage.DEV, {}, 0],
  ['`monitoring: { alarms: true }`', ListBackupStage.DEV, { alarms: true }, ALL_ALARMS],
  ['`{ alarms: false }`', ListBackupStage.MAIN, { alarms: false }, 0],
])('%s makes the alarms that the page says', (words, stage, monitoring, count) => {
  const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', { stage, monitoring });
  const resources = stacks.filter(({ stackName }) => stackName.includes('-monitoring-')).flatMap((stack) => Object.values(templateOf(stack).Resources));
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type).length;
  expect(PAGE).toContain(words);
  expect(ofType('AWS::CloudWatch::Alarm')).toBe(count);
  expect([ofType('AWS::CloudWatch::Dashboard'), ofType('AWS::SNS::Topic')]).toEqual([5, 2]);
});

test('the queues\' concurrency is the one they have', () => {
  const { queues } = new ListBackupMessaging(newStack(), 'Messaging', { stage: ListBackupStage.MAIN });
  const { sync, backup, export: exports, analytics, maintenance, alert } = queues;
  const inOrder = Object.entries({ Sync: sync, Backup: backup, Export: exports, Analytics: analytics, Maintenance: maintenance, Alert: alert });
  expect(PAGE).toContain(`\`maxConcurrency\`: ${inOrder.map(([name, { maxConcurrency }]) => `${name} ${maxConcurrency}`).join(', ')} |`);
});
