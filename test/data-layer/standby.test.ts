import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { TABLE_FACTS } from './tables.facts';
import { ListBackupDataLayer, ListBackupDataLayerProps, ListBackupLookup, ListBackupStage } from '../../src';
import { refusal } from '../support/refusal';
import { exportsOf, resourcesOfType, templateOf, TemplateJson } from '../support/synth';

const ACCOUNT = '123456789012';
const STANDBY = ListBackupStage.MAIN.asStandbyFor('us-west-2');
const STREAM = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000`;

function standby(
  props: Partial<ListBackupDataLayerProps> = {}, use: (data: ListBackupDataLayer, stack: Stack) => void = () => undefined,
): TemplateJson {
  const stack = new Stack(new App(), 'Standby', { env: { account: ACCOUNT, region: 'us-east-1' } });
  use(new ListBackupDataLayer(stack, 'Data', { stage: STANDBY, ...props }), stack);
  return templateOf(stack);
}

function primary(): TemplateJson {
  const stack = new Stack(new App(), 'Primary', { env: { account: ACCOUNT, region: 'us-east-1' } });
  new ListBackupDataLayer(stack, 'Data', { stage: ListBackupStage.MAIN });
  return templateOf(stack);
}

test('no table and no data bucket is made, and the other buckets are', () => {
  const template = standby();
  expect(resourcesOfType(template, 'AWS::DynamoDB::Table')).toEqual({});
  expect(Object.keys(resourcesOfType(template, 'AWS::S3::Bucket')).sort()).toEqual(['AssetsBucket', 'ExportsBucket', 'LogsBucket']);
  expect(Object.keys(resourcesOfType(template, 'AWS::S3::BucketPolicy')).sort()).toEqual(['AssetsBucketPolicy', 'ExportsBucketPolicy', 'LogsBucketPolicy']);
});

test('outputs and exports are the primary\'s, but for the stream, whose ARN nobody knows yet', () => {
  const { JobsTableStreamArn, ...expected } = exportsOf(primary());
  expect(JobsTableStreamArn).toBe('listbackup-infrastructure-dynamodb-main-JobsTableStreamArn');
  expect(exportsOf(standby())).toEqual(expected);
});

test('the names are those under which the tables are restored and the objects were replicated', () => {
  const { Outputs } = standby();
  const names = Object.entries(Outputs).filter(([key]) => key.endsWith('TableName')).map(([, { Value }]) => Value);
  expect(names).toEqual(TABLE_FACTS.map(([, name]) => `listbackup-main-${name}`));
  expect(Outputs.DataBucketName.Value).toBe(`listbackup-data-main-${ACCOUNT}-us-east-1`);
  expect(JSON.stringify(Outputs.DataBucketRegionalDomainName.Value)).toContain(`listbackup-data-main-${ACCOUNT}-us-east-1.s3.us-east-1.`);
});

test('a stack of tables alone has a resource that makes nothing: CloudFormation deploys none without', () => {
  expect(Object.values(standby().Resources).filter(({ Type }) => Type === 'AWS::CloudFormation::WaitConditionHandle')).toHaveLength(1);
});

test('a function gets the same rights, and the recovery key with the data bucket', () => {
  const template = standby({}, ({ tables, buckets }, stack) => {
    const worker = new LambdaFunction(stack, 'Worker', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => 1;') });
    tables.users.grantReadData(worker);
    buckets.data.grantRead(worker);
  });
  const policies = JSON.stringify(Object.values(resourcesOfType(template, 'AWS::IAM::Policy')).map(({ Properties }) => Properties.PolicyDocument));
  expect(policies).toContain(`:dynamodb:us-east-1:${ACCOUNT}:table/listbackup-main-users/index/*`);
  expect(policies).toContain(`:s3:::listbackup-data-main-${ACCOUNT}-us-east-1/*`);
  expect(policies).toContain('{"Action":["kms:Decrypt","kms:DescribeKey"],"Effect":"Allow","Resource":{"Fn::ImportValue":"listbackup-infrastructure-recovery-main-RecoveryKeyArn"}}');
});

test.each(['exports', 'names'] as const)('a service in another app gets the recovery key with the data bucket, and with no other: by %s', (by) => {
  const stack = new Stack(new App(), 'Service', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const { data, exports } = ListBackupDataLayer.fromStage(stack, 'Data', {
    stage: ListBackupStage.MAIN.asStandbyFor('us-west-2'), lookup: ListBackupLookup[by](),
  }).buckets;
  expect(exports.encryptionKey).toBeUndefined();
  const worker = new LambdaFunction(stack, 'Worker', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => 1;') });
  data.grantRead(worker);
  const policies = JSON.stringify(resourcesOfType(templateOf(stack), 'AWS::IAM::Policy'));
  expect(policies).toContain('{"Action":["kms:Decrypt","kms:DescribeKey"],"Effect":"Allow","Resource":{"Fn::ImportValue":"listbackup-infrastructure-recovery-main-RecoveryKeyArn"}}');
});

test('the stream of a restored table is the caller\'s to name', () => {
  const read = (data: ListBackupDataLayer, stack: Stack) => { new CfnOutput(stack, 'Stream', { value: data.tables.jobs.tableStreamArn ?? 'none' }); };
  expect(() => standby({}, read)).toThrow(refusal('JobsTableStreamArn', /undefined/, 'requires tables.restoredStreams: a restored table has a new stream, whose ARN is known only after the restore'));
  const { Outputs } = standby({ restoredStreams: { Jobs: STREAM } }, read);
  expect(Outputs.Stream.Value).toBe(STREAM);
  expect(Outputs.JobsTableStreamArn).toEqual({ Value: STREAM, Export: { Name: 'listbackup-infrastructure-dynamodb-main-JobsTableStreamArn' } });
});

test('a table without a stream has none here either', () => {
  standby({}, ({ tables }) => expect(tables.users.tableStreamArn).toBeUndefined());
});

test('options of how tables are made are the primary\'s, and further indexes count in grants', () => {
  const rate = { indexName: 'CallerIndex', partitionKey: { name: 'caller', type: AttributeType.STRING } };
  standby({ deletionProtection: false, contributorInsights: true, indexes: { RateLimits: [rate] } }, ({ tables }) => {
    expect(tables.rateLimits.indexNames).toEqual(['CallerIndex']);
  });
});

describe('refused', () => {
  test.each<[string, Partial<ListBackupDataLayerProps>, string | RegExp]>([
    ['a table without a stream', { restoredStreams: { Users: STREAM } }, refusal('restoredStreams', 'Users', 'can\'t have the key ')],
    ['a table\'s ARN', { restoredStreams: { Jobs: STREAM.replace(/\/stream.*/, '') } }, refusal('restoredStreams.Jobs', 'arn:aws:dynamodb:us-east-1:123456789012:table/listbackup-main-jobs', 'must be the ARN of the stream of a restored table')],
    ['a number', { restoredStreams: { Jobs: 1 as never } }, refusal('restoredStreams.Jobs', 1)],
  ])('%s as a restored stream', (_, props, message) => {
    expect(() => standby(props)).toThrow(message);
  });

  test.each([
    ['a region-less stack', {}, refusal('standbyFor', 'us-west-2', 'requires stacks with a concrete Region: their names contain it')],
    ['the primary\'s own region', { account: ACCOUNT, region: 'us-west-2' }, refusal('standbyFor', 'us-west-2', 'must be another Region than that of the standby\'s own stacks')],
  ])('a standby in %s', (_, env, message) => {
    expect(() => new ListBackupDataLayer(new Stack(new App(), 'Standby', { env }), 'Data', { stage: STANDBY })).toThrow(message);
  });
});
