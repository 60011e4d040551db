import { existsSync, readFileSync } from 'fs';
import { extname, join } from 'path';
import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';
import { MAIN_ENV, resourcesOfType, TemplateJson, templateOf } from '../support/synth';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

const infrastructure = new ListBackupInfrastructure(new App(), 'ListBackup', {
  stage: ListBackupStage.MAIN, env: MAIN_ENV, hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
});
const templates = Object.fromEntries(infrastructure.stacks.map((stack) => [stack.stackName, templateOf(stack)]));
const count = (template: TemplateJson, type: string) => Object.keys(resourcesOfType(template, type)).length;

/** The cells of each row of the table whose header begins with the given cell. */
function tableOf(firstHeader: string): string[][] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeader} |`));
  expect(start).toBeGreaterThan(-1);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('the picture of the stacks', () => {
  const mermaid = /```mermaid\n([^]*?)```/.exec(readme)?.[1] ?? '';
  const nodes = [...mermaid.matchAll(/^ {2}(\w+)\["([\w-]+)<br\/>(.*)"\]$/gm)].map(([, id, stackName, holds]) => ({ id, stackName, holds }));
  const arrows = [...mermaid.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => [from, to]);

  test('shows every stack of main', () => {
    expect(nodes.map(({ stackName }) => stackName)).toEqual(infrastructure.stacks.map((stack) => stack.stackName));
  });

  test('shows every order of deployment', () => {
    const nameOf = (id: string) => nodes.find((node) => node.id === id)?.stackName;
    const drawn = arrows.map(([from, to]) => `${nameOf(from)} before ${nameOf(to)}`).sort();
    const real = infrastructure.stacks.flatMap((stack) => stack.dependencies.map((earlier) => `${earlier.stackName} before ${stack.stackName}`)).sort();
    expect(drawn).toEqual(real);
  });

  test('counts what the stacks hold', () => {
    const counted: Record<string, [number, string][]> = {
      dynamodb: [[count(templates['listbackup-infrastructure-dynamodb-main'], 'AWS::DynamoDB::Table'), 'tables']],
      sqs: [[count(templates['listbackup-infrastructure-sqs-main'], 'AWS::SQS::Queue') / 2, 'queues']],
      s3: [[count(templates['listbackup-infrastructure-s3-main'], 'AWS::S3::Bucket'), 'buckets']],
      eventbridge: [[count(templates['listbackup-infrastructure-eventbridge-main'], 'AWS::Events::Rule'), 'rules']],
    };
    for (const [id, facts] of Object.entries(counted)) {
      for (const [number, what] of facts) expect(nodes.find((node) => node.id === id)?.holds).toContain(`${number} ${what}`);
    }
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
