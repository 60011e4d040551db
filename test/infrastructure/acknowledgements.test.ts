import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupAcknowledgements, ListBackupInfrastructure, ListBackupQueues, ListBackupStage } from '../../src';
import TABLE from '../../src/infrastructure/acknowledged.json';
import { MAIN_ENV } from '../support/synth';

const PAGE = readFileSync(join(__dirname, '../../docs/findings.md'), 'utf8');

/** `AwsSolutions-IAM5[...]` and `HIPAA.Security-LambdaDLQ`, as the page writes them: `IAM5` and `LambdaDLQ`. */
const shortOf = (rule: string): string => rule.replace(/\[.*/, '').replace(/^[A-Za-z0-9.]+-/, '');

/** Rules and reasons of the page; of checkov's rules and of the example's own function the library acknowledges nothing. */
function onPage(): string[] {
  return PAGE.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => {
    const [, rules, on, , reason] = line.split('|').map((cell) => cell.trim());
    const isOurs = on.split(', ').some((path) => !path.startsWith('`Jobs/Jobs/') && path !== '`Jobs/Jobs`');
    const ofNag = rules.replaceAll('`', '').split(', ').filter((rule) => !rule.startsWith('CKV'));
    return isOurs ? ofNag.map((rule) => `${rule}: ${reason}`) : [];
  }).sort();
}

test('what is acknowledged is what the page of findings says', () => {
  const acknowledged = TABLE.flatMap(({ reason, rules }) => Object.values(rules).flat().map((rule) => `${shortOf(rule)}: ${reason}`));
  expect([...new Set(acknowledged)].sort()).toEqual([...new Set(onPage())]);
  expect(TABLE.length).toBeGreaterThan(30);
});

/** By logical ID, the findings that are acknowledged. */
function acknowledgedBelow(scope: IConstruct): Record<string, Record<string, string>> {
  return Object.fromEntries(scope.node.findAll().filter((one) => CfnResource.isCfnResource(one)).map((resource) => {
    const entries = resource.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    const found = Object.assign({}, ...entries.map(({ data }) => data as object)) as Record<string, string>;
    return [String(resource.stack.resolve(resource.logicalId)), found];
  }));
}

test('findings are acknowledged on their resources, for the stage, the account and the Regions of the app', () => {
  const app = new App();
  const env = { account: '210987654321', region: 'eu-west-1' };
  new ListBackupInfrastructure(app, 'Any', { stage: ListBackupStage.of('feature-x'), env, recovery: { region: 'eu-central-1' }, backup: {} });
  ListBackupAcknowledgements.of(app).add();
  const found = acknowledgedBelow(app);
  expect(found.SyncDeadLetterQueue).toEqual({ 'Serverless-SQSRedrivePolicy': 'It is a dead-letter queue.' });
  const ids = Object.keys(found.BackupRole);
  expect(ids).toContain('AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::listbackup-data-feature-x-210987654321-eu-west-1/*]');
  for (const region of ['eu-west-1', 'eu-central-1']) {
    expect(ids).toContain(`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:backup:${region}:210987654321:recovery-point:*]`);
  }
  expect(JSON.stringify(found)).not.toMatch(/\{(stage|account|region)\}/);
});

test('a stack of one\'s own is covered, and what the library did not create is not', () => {
  const stack = new Stack(new App(), 'Own', { env: MAIN_ENV });
  new ListBackupQueues(stack, 'MyQueues', { stage: ListBackupStage.DEV });
  new CfnResource(new Stack(stack.node.root as App, 'Other'), 'SyncDeadLetterQueue', { type: 'AWS::SQS::Queue' });
  ListBackupAcknowledgements.of(stack.node.root).add();
  expect(acknowledgedBelow(stack).SyncDeadLetterQueue).toHaveProperty('Serverless-SQSRedrivePolicy');
  expect(acknowledgedBelow(stack.node.root.node.findChild('Other')).SyncDeadLetterQueue).toEqual({});
});

test('no construct is one clear error', () => {
  expect(() => ListBackupAcknowledgements.of('app' as never)).toThrow('scope must be a construct, but got "app". For example: ListBackupAcknowledgements.of(app).add().');
});
