import { existsSync, readFileSync } from 'fs';
import { extname, join } from 'path';
import { App } from 'aws-cdk-lib';
import { withPicture } from '../../scripts/diagram';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';
import { MAIN_ENV, templateOf } from '../support/synth';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

const infrastructure = new ListBackupInfrastructure(new App(), 'ListBackup', {
  stage: ListBackupStage.MAIN, env: MAIN_ENV, hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
});
const templates = Object.fromEntries(infrastructure.stacks.map((stack) => [stack.stackName, templateOf(stack)]));

/** The cells of each row of the table whose header begins with the given cell. */
function tableOf(firstHeader: string): string[][] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeader} |`));
  expect(start).toBeGreaterThan(-1);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('the picture of the stacks', () => {
  const mermaid = /<!-- diagram:begin -->\n```mermaid\n([^]*?)```\n<!-- diagram:end -->/.exec(readme)?.[1] ?? '';
  const nodes = [...mermaid.matchAll(/^ {2}(\w+)\["([\w-]+)<br\/>(.*)"\]$/gm)].map(([, id, stackName, holds]) => ({ id, stackName, holds: holds.split('<br/>') }));
  const arrows = [...mermaid.matchAll(/^ {2}(\w+) -\S*(?:\|.*\|)? (\w+)$/gm)].map(([, from, to]) => ({ from, to }));

  test('is the one that the sources make: npx projen diagram', () => {
    expect(withPicture(readme)).toBe(readme);
  });

  test('shows every stack of main', () => {
    expect(nodes.map(({ stackName }) => stackName)).toEqual(infrastructure.stacks.map((stack) => stack.stackName).sort());
  });

  test('shows every order of deployment, by an arrow or by a chain of them', () => {
    const idOf = (stackName: string) => nodes.find((node) => node.stackName === stackName)?.id ?? stackName;
    const reached = (from: string, on: string[] = []): string[] => (
      arrows.filter((arrow) => arrow.from === from && !on.includes(arrow.to)).flatMap(({ to }) => [to, ...reached(to, [...on, to])]));
    const order = infrastructure.stacks.flatMap((stack) => stack.dependencies.map((earlier) => ({ stack: stack.stackName, earlier: earlier.stackName })));
    expect(order.length).toBeGreaterThan(1);
    for (const { stack, earlier } of order) expect({ stack, reached: reached(idOf(stack)) }).toEqual({ stack, reached: expect.arrayContaining([idOf(earlier)]) });
  });

  test.each([
    ['dynamodb', '23 × DynamoDB table'],
    ['sqs', '12 × SQS queue'],
    ['s3', '4 × S3 bucket'],
    ['eventbridge', '6 × EventBridge rule'],
  ])('counts what %s holds', (service, holds) => {
    expect(nodes.find(({ stackName }) => stackName === `listbackup-infrastructure-${service}-main`)?.holds).toContain(holds);
  });
});

describe('the table of defaults', () => {
  const rows = new Map(tableOf('default').map(([name, ...cells]) => [name, cells]));
  const stages = [ListBackupStage.MAIN, ListBackupStage.STAGING, ListBackupStage.DEV];
  const row = (name: string, cellOf: (stage: ListBackupStage) => string) => expect([name, rows.get(name)]).toEqual([name, stages.map(cellOf)]);

  test('says what the stages decide', () => {
    row('stateful resources that leave a stack', (stage) => (stage.removalPolicy === 'retain' ? 'retained' : 'destroyed, buckets emptied'));
    row('deletion protection of tables and user pool', (stage) => (stage.deletionProtection ? 'on' : 'off'));
    row('point-in-time recovery of tables', (stage) => (stage.pointInTimeRecoveryDays ? `${stage.pointInTimeRecoveryDays} days` : 'off'));
    row('log retention', (stage) => `${stage.logRetention} days`);
    row('event archive', (stage) => `${stage.eventArchiveRetention.toDays()} days`);
    row('sign-in may return to', (stage) => {
      const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', { stage });
      const urls = templateOf(stacks.find(({ stackName }) => stackName.includes('cognito'))!).Resources.CognitoUserPoolClient.Properties.CallbackURLs as string[];
      return urls.map((url) => `\`${url}\``).join(', ');
    });
    expect(rows.size).toBe(6);
  });
});

test('every name in the table of names stands in the templates', () => {
  const all = JSON.stringify(templates);
  const names = tableOf('kind').map(([, name]) => name.replace(/`/g, ''));
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) expect(all).toContain(`"${name}"`);
});

test('every link leads to a file, or to a folder that says how to use it', () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target);
  expect(targets.length).toBeGreaterThan(2);
  const page = (target: string) => join(__dirname, '..', '..', target, extname(target) ? '' : 'README.md');
  expect(targets.filter((target) => !existsSync(page(target)))).toEqual([]);
});
