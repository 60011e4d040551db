import { runInNewContext } from 'vm';
import { monitored } from './monitored';
import { ListBackupSecurity } from '../../src';
import { tagsOf, templateOf } from '../support/synth';

const template = templateOf(monitored().home);
const { Properties } = template.Resources.TableSizesFunction;
const { ZipFile: code } = Properties.Code as { ZipFile: string };

/** Runs the function as Lambda would, with a DynamoDB that knows these tables, and returns the lines that it prints. */
async function run(environment: Record<string, string>, sizes: Record<string, number>): Promise<string[]> {
  const lines: string[] = [];
  const sandbox = {
    exports: {} as { handler?: () => Promise<void> },
    process: { env: environment, stdout: { write: (line: string) => lines.push(line) } },
    require: (name: string) => {
      expect(name).toBe('@aws-sdk/client-dynamodb');
      return {
        DescribeTableCommand: class { public constructor(public readonly input: { TableName: string }) {} },
        DynamoDBClient: class {
          public async send({ input }: { input: { TableName: string } }) {
            return { Table: { TableSizeBytes: sizes[input.TableName] } };
          }
        },
      };
    },
    Date,
  };
  runInNewContext(code, sandbox);
  await sandbox.exports.handler?.();
  return lines;
}

test('each table\'s size is printed in the embedded metric format', async () => {
  const before = Date.now();
  const lines = await run({ NAMESPACE: 'ListBackup/main', TABLES: 'listbackup-main-users,listbackup-main-jobs' }, { 'listbackup-main-users': 7, 'listbackup-main-jobs': 0 });
  const [users, jobs] = lines.map((line) => JSON.parse(line));
  expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
  expect(users).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Namespace: 'ListBackup/main', Dimensions: [['TableName']], Metrics: [{ Name: 'TableSizeBytes', Unit: 'Bytes' }] }] },
    TableName: 'listbackup-main-users',
    TableSizeBytes: 7,
  });
  expect(users._aws.Timestamp).toBeGreaterThanOrEqual(before);
  expect(jobs).toMatchObject({ TableName: 'listbackup-main-jobs', TableSizeBytes: 0 });
});

test('the function knows all 23 tables, and fits where CloudFormation puts code', () => {
  const { Variables } = Properties.Environment as { Variables: { NAMESPACE: string; TABLES: string } };
  expect(Variables.NAMESPACE).toBe('ListBackup/main');
  expect(Variables.TABLES.split(',')).toHaveLength(23);
  expect(Variables.TABLES).toContain('listbackup-main-account-lockouts');
  expect(code.length).toBeLessThan(4096);
  expect(tagsOf(template.Resources.TableSizesFunction)).toMatchObject({ Service: 'listbackup-infrastructure-monitoring' });
});

test('it may describe those tables and write its log, and nothing else', () => {
  interface Policy { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } }
  const [{ PolicyDocument }] = template.Resources.TableSizesRole.Properties.Policies as Policy[];
  expect(PolicyDocument.Statement.map(({ Action }) => Action)).toEqual([['logs:CreateLogStream', 'logs:PutLogEvents'], 'dynamodb:DescribeTable']);
  expect(PolicyDocument.Statement[0].Resource).toEqual({ 'Fn::GetAtt': ['TableSizesLogGroup', 'Arn'] });
  const tables = PolicyDocument.Statement[1].Resource as unknown[];
  expect(tables).toHaveLength(23);
  expect(tables[0]).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':dynamodb:us-west-2:123456789012:table/listbackup-main-users']] });
});

test('hardened, the key of the alarms encrypts its environment and its log', () => {
  const hardened = templateOf(monitored({ security: ListBackupSecurity.HARDENED }).home).Resources;
  const key = { 'Fn::GetAtt': ['AlarmKey', 'Arn'] };
  expect(hardened.TableSizesFunction.Properties.KmsKeyArn).toEqual(key);
  expect(hardened.TableSizesLogGroup.Properties.KmsKeyId).toEqual(key);
  expect(JSON.stringify(hardened.TableSizesRole.Properties.Policies)).toContain(JSON.stringify({ Action: 'kms:Decrypt', Effect: 'Allow', Resource: key }));
  expect(Properties).not.toHaveProperty('KmsKeyArn');
});

test('it runs once a day', () => {
  expect(template.Resources.TableSizesSchedule.Properties).toMatchObject({
    ScheduleExpression: 'rate(1 day)', State: 'ENABLED', Targets: [{ Arn: { 'Fn::GetAtt': ['TableSizesFunction', 'Arn'] } }],
  });
  expect(template.Resources.TableSizesPermission.Properties).toMatchObject({
    Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['TableSizesSchedule', 'Arn'] },
  });
  expect(template.Resources.TableSizesLogGroup.Properties).toMatchObject({ RetentionInDays: 365 });
});
