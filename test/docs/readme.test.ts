import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { extname, join } from 'path';
import { App } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { drawn, PICTURE } from '../../scripts/diagram';
import * as library from '../../src';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';
import { MAIN_ENV, templateOf } from '../support/synth';

const ROOT = join(__dirname, '..', '..');
const page = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readme = page('README.md');

const infrastructure = new ListBackupInfrastructure(new App(), 'ListBackup', {
  stage: ListBackupStage.MAIN, env: MAIN_ENV, hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
});

/** What a caller can add to it. */
const added = new ListBackupInfrastructure(new App(), 'ListBackup', {
  stage: ListBackupStage.MAIN,
  env: MAIN_ENV,
  key: {},
  secrets: { secrets: { stripe: {} } },
  delivery: { repository: 'ListBackup-ai/api', environment: 'main' },
});
const templates = [...infrastructure.stacks, ...added.stacks].map((stack) => ({ stackName: stack.stackName, ...templateOf(stack) }));

/** The cells of each row of the table whose header begins with the given cell. */
function tableOf(firstHeader: string, text: string = readme): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeader} |`));
  expect(start).toBeGreaterThan(-1);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('the picture of the stacks', () => {
  const mermaid = drawn('mermaid');
  const nodes = [...mermaid.matchAll(/^ {2}(\w+)\["([\w-]+)<br\/>(.*)"\]$/gm)].map(([, id, stackName, holds]) => ({ id, stackName, holds: holds.split('<br/>') }));
  const arrows = [...mermaid.matchAll(/^ {2}(\w+) -\S*(?:\|.*\|)? (\w+)$/gm)].map(([, from, to]) => ({ from, to }));

  test('is the one that the sources make: npx projen diagram', () => {
    expect(readFileSync(PICTURE, 'utf8')).toBe(drawn('svg'));
  });

  test('shows every stack of main', () => {
    expect(nodes.map(({ stackName }) => stackName)).toEqual(infrastructure.stacks.map((stack) => stack.stackName).sort());
  });

  test('shows every order of deployment, by an arrow or by a chain of them', () => {
    const idOf = (stackName: string) => nodes.find((node) => node.stackName === stackName)?.id ?? stackName;
    const reached = (from: string, on: string[] = []): string[] => (
      arrows.filter((arrow) => arrow.from === from && !on.includes(arrow.to)).flatMap(({ to }) => [to, ...reached(to, [...on, to])]));
    const order = infrastructure.stacks.flatMap(({ stackName: stack, dependencies }) => (
      dependencies.map((dependency) => ({ stack, earlier: dependency.stackName }))));
    expect(order.length).toBeGreaterThan(1);
    for (const { stack, earlier } of order) {
      expect({ stack, reached: reached(idOf(stack)) }).toEqual({ stack, reached: expect.arrayContaining([idOf(earlier)]) });
    }
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
  /** The resources of a stage with everything that it has by default, of one type. */
  const made = stages.map((stage) => {
    const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', {
      stage, env: MAIN_ENV, hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    });
    return { stage, resources: stacks.flatMap((stack) => Object.values(templateOf(stack).Resources)) };
  });
  const has = (stage: ListBackupStage, type: string, property?: string, value?: string) => (
    made.find((one) => one.stage === stage)!.resources.some(({ Type, Properties }) => (
      Type === type && (property === undefined || Properties[property] === value)
    ))
  );
  const onOff = (name: string, type: string, property?: string, valueOf?: (stage: ListBackupStage) => string) => (
    row(name, (stage) => (has(stage, type, property, valueOf?.(stage)) ? 'on' : 'off')));
  const row = (name: string, cellOf: (stage: ListBackupStage) => string) => expect([name, rows.get(name)]).toEqual([name, stages.map(cellOf)]);

  test('says what the stages decide', () => {
    row('stateful resources that leave a stack', (stage) => (stage.removalPolicy === 'retain-on-update-or-delete' ? 'retained' : 'destroyed, buckets emptied'));
    row('deletion protection of tables and user pool', (stage) => (stage.deletionProtection ? 'on' : 'off'));
    row('point-in-time recovery of tables', (stage) => (stage.pointInTimeRecoveryDays ? `${stage.pointInTimeRecoveryDays} days` : 'off'));
    row('log retention', (stage) => `${stage.logRetention} days`);
    row('event archive', (stage) => `${stage.eventArchiveRetention.toDays()} days`);
    onOff('alarms', 'AWS::CloudWatch::CompositeAlarm');
    onOff('daily backups', 'AWS::Backup::BackupPlan');
    onOff('edge: CDN and access logs', 'AWS::CloudFront::Distribution');
    onOff('web application firewall of the edge', 'AWS::WAFv2::WebACL');
    onOff('backup copies and data replica in a second region', 'AWS::Backup::BackupVault', 'BackupVaultName', ({ stageName }) => `listbackup-${stageName}-copy`);
    row('`api.{zone}` beside the stage\'s own host', (stage) => (
      has(stage, 'AWS::ApiGatewayV2::DomainName', 'DomainName', 'api.listbackup.ai') ? `in \`${stage.stageName}\`` : 'no'
    ));
    row('sign-in may return to', (stage) => {
      const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', { stage });
      const urls = templateOf(stacks.find(({ stackName }) => stackName.includes('cognito'))!).Resources.CognitoUserPoolClient.Properties.CallbackURLs as string[];
      return urls.map((url) => `\`${url}\``).join(', ');
    });
    expect(rows.size).toBe(12);
  });
});

test.each([['README.md', 4], ['docs/stages-and-names.md', 18]])('every name in the table of names of %s is in the templates', (path, more) => {
  const all = JSON.stringify(templates);
  const names = tableOf('kind', page(path)).map(([, name]) => name.replace(/`/g, ''));
  expect(names.length).toBeGreaterThan(more);
  expect(names.filter((name) => !all.includes(`"${name}"`))).toEqual([]);
});

describe('the table of constructs', () => {
  const named = tableOf('part', page('docs/constructs.md')).flatMap(([, constructs]) => [...constructs.matchAll(/`(ListBackup\w+)`/g)].map(([, name]) => name));

  test('names what the library offers, each in one row', () => {
    expect(named.filter((name) => !(name in library))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  test('has every construct that a stage is made of', () => {
    const constructs = Object.entries(library).filter(([, value]) => Construct.isPrototypeOf(value)).map(([name]) => name);
    expect(constructs.length).toBeGreaterThan(20);
    expect(constructs.filter((name) => !named.includes(name))).toEqual([]);
  });
});

test('the table of levels names what the library offers', () => {
  const named = tableOf('level').map(([, , line]) => /ListBackup\w+/.exec(line)?.[0] ?? line);
  expect(named).toHaveLength(5);
  expect(named.filter((name) => !(name in library))).toEqual([]);
});

test('the table of commands has those that there are', () => {
  const { stderr } = spawnSync(process.execPath, [join(ROOT, 'cli', 'bin', 'listbackup.js'), 'no-such-command'], { encoding: 'utf8' });
  const [, offered = ''] = /one of: (.+) \(see/.exec(stderr) ?? [];
  expect(tableOf('command').map(([name]) => name.replace(/`|listbackup /g, '')).sort()).toEqual(offered.split(', ').sort());
});

test('the library is named with all that it holds', () => {
  for (const word of ['API', 'CDN', 'e-mail', 'secrets', 'key', 'alarms', 'budget', 'backups', 'standby', 'deploy role', 'HARDENED']) expect(readme).toContain(word);
});

test('every link leads to a file, or to a folder that says how to use it', () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target);
  expect(targets.length).toBeGreaterThan(2);
  const fileOf = (target: string) => join(ROOT, target, extname(target) ? '' : 'README.md');
  expect(targets.filter((target) => !existsSync(fileOf(target)))).toEqual([]);
});

test('pictures have the address that npm, PyPI and GitHub all show, and exist', () => {
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, address]) => address);
  expect(pictures).toHaveLength(1);
  const paths = pictures.map((address) => /^https:\/\/raw\.githubusercontent\.com\/ListBackup-ai\/listbackup-infrastructure\/main\/(.+)$/.exec(address)?.[1] ?? address);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
