import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { IListBackupDataLayer, ListBackupDataLayer, ListBackupLookup, ListBackupStage } from '../../src';
import { ANY_VALUE, noNamingRule, refusal } from '../support/refusal';
import { MAIN_ENV, newStack, resourcesOfType, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;

/** What a consumer that reads one table, its name included, has in its template. */
function consumer(lookup: ListBackupLookup | undefined, use: (data: IListBackupDataLayer, role: Role) => void): TemplateJson {
  const stack = newStack();
  const role = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  use(ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup }), role);
  return templateOf(stack);
}

const statementsOf = (template: TemplateJson) => (
  Object.values(resourcesOfType(template, 'AWS::IAM::Policy'))[0].Properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }
).Statement;

/** Every distinct import that stands in a template. */
function importsOf(template: TemplateJson): string[] {
  const found = new Set<string>();
  JSON.stringify(template, (key, value) => {
    if (key === 'Fn::ImportValue') found.add(value);
    return value;
  });
  return [...found].sort();
}

const region = { Ref: 'AWS::Region' };
const account = { Ref: 'AWS::AccountId' };
const tableArn = (name: unknown) => (typeof name === 'string'
  ? { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':dynamodb:', region, ':', account, `:table/${name}`]] }
  : { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':dynamodb:', region, ':', account, ':table/', name]] });

const readUsers = (data: IListBackupDataLayer, role: Role) => {
  data.tables.users.grantReadData(role);
  new CfnOutput(role, 'Name', { value: data.tables.users.tableName });
};

test('by exports: one import for a table, its ARN follows', () => {
  const template = consumer(undefined, readUsers);
  const imported = { 'Fn::ImportValue': 'listbackup-infrastructure-dynamodb-main-UsersTableName' };
  expect(importsOf(template)).toEqual(['listbackup-infrastructure-dynamodb-main-UsersTableName']);
  for (const { Resource } of statementsOf(template)) {
    expect(Resource).toEqual([tableArn(imported), { 'Fn::Join': ['', [...tableArn(imported)['Fn::Join'][1] as unknown[], '/index/*']] }]);
  }
});

test('by outputs: nothing is imported, and other regions and accounts can be read', () => {
  const lookup = ListBackupLookup.outputs({ stackName: 'mine', region: 'eu-central-1', roleArn: 'arn:aws:iam::210987654321:role/reader' });
  const template = consumer(lookup, readUsers);
  expect(importsOf(template)).toEqual([]);
  const [arn] = statementsOf(template)[0].Resource as unknown[];
  expect(arn).toEqual({
    'Fn::GetStackOutput': { StackName: 'mine', OutputName: 'UsersTableArn', Region: 'eu-central-1', RoleArn: 'arn:aws:iam::210987654321:role/reader' },
  });
});

test('by outputs of the deployed stack', () => {
  const template = consumer(ListBackupLookup.outputs(), readUsers);
  const [arn] = statementsOf(template)[0].Resource as unknown[];
  expect(arn).toMatchObject({ 'Fn::GetStackOutput': { StackName: 'listbackup-infrastructure-dynamodb-main', OutputName: 'UsersTableArn' } });
});

test('by names: nothing is read at all', () => {
  const template = consumer(ListBackupLookup.names(), readUsers);
  expect(JSON.stringify(template)).not.toMatch(/ImportValue|GetStackOutput|resolve:ssm/);
  expect((statementsOf(template)[0].Resource as unknown[])[0]).toEqual(tableArn('listbackup-main-users'));
});

describe('the stream of Jobs', () => {
  const readStream = (data: IListBackupDataLayer, role: Role) => data.tables.jobs.grantStreamRead(role);
  const streamOf = (template: TemplateJson) => statementsOf(template).find(({ Action }) => JSON.stringify(Action).includes('DescribeStream'))?.Resource;

  test('is read from its export or output', () => {
    expect(streamOf(consumer(undefined, readStream))).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-dynamodb-main-JobsTableStreamArn' });
    expect(streamOf(consumer(ListBackupLookup.outputs(), readStream))).toMatchObject({ 'Fn::GetStackOutput': { OutputName: 'JobsTableStreamArn' } });
  });

  test('cannot be told by name, and that is said when it is used', () => {
    expect(() => consumer(ListBackupLookup.names(), (data) => data.tables.jobs.tableName)).not.toThrow();
    expect(() => consumer(ListBackupLookup.names(), readStream)).toThrow(noNamingRule('JobsTableStreamArn'));
  });

  test('exists for Jobs alone', () => {
    const data = ListBackupDataLayer.fromStage(newStack(), 'Data', { stage });
    expect(data.tables.all.filter((table) => table.tableStreamArn !== undefined)).toEqual([data.tables.jobs]);
  });
});

test('a bucket by export, and its objects below a prefix', () => {
  const template = consumer(undefined, (data, role) => data.buckets.data.grantReadWrite(role, 'accounts/*'));
  const imported = { 'Fn::ImportValue': 'listbackup-infrastructure-s3-main-DataBucketName' };
  expect(importsOf(template)).toEqual(['listbackup-infrastructure-s3-main-DataBucketName']);
  expect(statementsOf(template)[0].Resource).toEqual([
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', imported]] },
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', imported, '/accounts/*']] },
  ]);
});

test('with the key of what was deployed, grants include it, save for the logs', () => {
  const stack = newStack();
  const role = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:123456789012:key/1');
  const data = ListBackupDataLayer.fromStage(stack, 'Data', { stage, encryptionKey });
  data.tables.users.grantReadData(role);
  expect(JSON.stringify(templateOf(stack))).toContain('kms:Decrypt');
  expect(data.buckets.logs.encryptionKey).toBeUndefined();
  expect(data.buckets.exports.encryptionKey).toBe(encryptionKey);
});

describe('created and imported handles say the same', () => {
  const created = new ListBackupDataLayer(newStack(), 'Data', { stage });
  const imported = ListBackupDataLayer.fromStage(newStack(), 'Data', { stage, lookup: ListBackupLookup.names() });

  test('of each table', () => {
    for (const table of created.tables.all) {
      const other = imported.tables.byName(table.node.id);
      expect([other.environmentVariable, other.indexNames, other.timeToLiveAttribute])
        .toEqual([table.environmentVariable, table.indexNames, table.timeToLiveAttribute]);
    }
  });

  test('of each bucket', () => {
    for (const bucket of created.buckets.all) {
      expect(imported.buckets.byName(bucket.node.id).environmentVariable).toBe(bucket.environmentVariable);
    }
  });

  test('of what is not there', () => {
    expect(() => imported.tables.byName('Userz')).toThrow(refusal('name', 'Userz'));
    expect(() => imported.buckets.byName('data')).toThrow(refusal('name', 'data'));
  });
});

test('names with a concrete environment are literal', () => {
  const stack = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
  const data = ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup: ListBackupLookup.names() });
  expect(data.buckets.data.bucketName).toBe('listbackup-data-main-123456789012-us-west-2');
  expect(data.tables.userAccounts.tableName).toBe('listbackup-main-user-accounts');
});

test.each([undefined, {}, { stage: 'main' }])('bad input is refused: %p', (props) => {
  expect(() => ListBackupDataLayer.fromStage(newStack(), 'Data', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
});
