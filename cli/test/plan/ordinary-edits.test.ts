import { assemblyFolder, deployedFolder } from './support/folders';
import { plan } from './support/run';
import type { TemplateObject } from './support/today';

type Resources = Record<string, unknown>;

const TOPIC = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'one' } };
const template = (resources: Resources, rest: object = {}): TemplateObject => ({ Resources: { Topic: TOPIC, ...resources } as never, ...rest });
const other = (resources: Resources): TemplateObject => ({ Resources: { Other: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'two' } }, ...resources } as never });

async function codeOf(before: Record<string, TemplateObject>, after: Record<string, TemplateObject>, ...words: string[]): Promise<number> {
  const run = await plan('--deployed', deployedFolder(before), '--assembly', assemblyFolder(after), ...words);
  expect(run.err).toBe('');
  return run.code;
}

test.each<[what: string, resource: unknown]>([
  ['a role', { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', AssumeRolePolicyDocument: {} } }],
  ['an alarm', { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'a', EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' } }],
  ['a rule', { Type: 'AWS::Events::Rule', Properties: { Name: 'r', ScheduleExpression: 'rate(1 day)' } }],
])('%s moves to another stack', async (_, resource) => {
  expect(await codeOf({ 'app-one': template({ It: resource }), 'app-two': other({}) }, { 'app-one': template({}), 'app-two': other({ It: resource }) })).toBe(0);
});

test.each<[what: string, type: string, before: object, after: object]>([
  ['a task definition', 'AWS::ECS::TaskDefinition', { Family: 'f', Cpu: '256' }, { Family: 'f', Cpu: '512' }],
  ['a layer version', 'AWS::Lambda::LayerVersion', { LayerName: 'l', Content: { S3Bucket: 'b', S3Key: '1' } }, { LayerName: 'l', Content: { S3Bucket: 'b', S3Key: '2' } }],
  ['a launch configuration', 'AWS::AutoScaling::LaunchConfiguration', { ImageId: 'ami-1' }, { ImageId: 'ami-2' }],
  ['a job definition', 'AWS::Batch::JobDefinition', { Type: 'container', JobDefinitionName: 'j' }, { Type: 'container', JobDefinitionName: 'j', Timeout: { AttemptDurationSeconds: 60 } }],
])('%s is made again by design', async (_, Type, before, after) => {
  expect(await codeOf({ 'app-one': template({ It: { Type, Properties: before } }) }, { 'app-one': template({ It: { Type, Properties: after } }) })).toBe(0);
});

test.each(['MultiAZ', 'StorageType', 'BackupRetentionPeriod'])('%s of a database needs a word, and AWS\'s own words say why', async (property) => {
  const database = (more: object): TemplateObject => template({ Db: { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', ...more } } });
  const [before, after] = [database({ BackupRetentionPeriod: 7 }), database({ BackupRetentionPeriod: 7, ...{ MultiAZ: { MultiAZ: true }, StorageType: { StorageType: 'gp3' }, BackupRetentionPeriod: { BackupRetentionPeriod: 14 } }[property] })];
  const run = await plan('--deployed', deployedFolder({ 'app-one': before }), '--assembly', assemblyFolder({ 'app-one': after }));
  expect([run.code, run.out]).toEqual([1, expect.stringContaining('Some interruptions')]);
  expect(run.out).not.toContain('would be replaced');
  expect(await codeOf({ 'app-one': before }, { 'app-one': after }, '--accept', `app-one.Db.${property}`)).toBe(0);
});

test('a version in a name is no stage', async () => {
  const exported = (name: string): TemplateObject => template({}, { Outputs: { Table: { Value: 'x', Export: { Name: name } } } });
  expect(await codeOf({ 'acme-data-main': exported('acme-data-v2-Table') }, { 'acme-data-main': exported('acme-data-v2-Table') })).toBe(0);
});
