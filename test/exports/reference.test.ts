import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Function, InlineCode, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ListBackupBuckets, ListBackupStage, ListBackupTables } from '../../src';
import { TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;

/** A function that reads values of a handle, in a stack of the caller's choice. */
function reader(stack: Stack, environment: Record<string, string>): Function {
  return new Function(stack, 'Reader', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: new InlineCode('exports.handler = () => 1'), environment });
}

const environmentOf = (template: TemplateJson) => Object.values(template.Resources)
  .find(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && 'Environment' in Properties)?.Properties.Environment;

const arn = (rest: (string | object)[]) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...rest]] });

describe('a handle read from another stack of the app', () => {
  const app = new App();
  const producer = new Stack(app, 'Producer');
  const consumer = new Stack(app, 'Consumer');
  const tables = new ListBackupTables(producer, 'Tables', { stage });
  const buckets = new ListBackupBuckets(producer, 'Buckets', { stage });
  const worker = reader(consumer, {
    TABLE: tables.jobs.tableName,
    TABLE_ARN: tables.jobs.tableArn,
    STREAM: tables.jobs.tableStreamArn ?? '',
    BUCKET: buckets.data.bucketName,
    HOST: buckets.data.bucketRegionalDomainName,
  });
  tables.jobs.grantReadWriteData(worker);
  buckets.data.grantRead(worker);
  const produced = templateOf(producer);
  const consumed = templateOf(consumer);

  test('follows the naming rules, and a published export where no rule can tell', () => {
    const pseudo = { account: { Ref: 'AWS::AccountId' }, region: { Ref: 'AWS::Region' } };
    expect(environmentOf(consumed)).toEqual({
      Variables: {
        TABLE: 'listbackup-main-jobs',
        TABLE_ARN: arn([':dynamodb:', pseudo.region, ':', pseudo.account, ':table/listbackup-main-jobs']),
        STREAM: { 'Fn::ImportValue': 'listbackup-infrastructure-dynamodb-main-JobsTableStreamArn' },
        BUCKET: { 'Fn::Join': ['', ['listbackup-data-main-', pseudo.account, '-', pseudo.region]] },
        HOST: { 'Fn::Join': ['', ['listbackup-data-main-', pseudo.account, '-', pseudo.region, '.s3.', pseudo.region, '.', { Ref: 'AWS::URLSuffix' }]] },
      },
    });
  });

  test('adds no export that CDK generates', () => {
    expect(Object.keys(produced.Outputs).filter((key) => key.startsWith('Exports'))).toEqual(['ExportsBucketName', 'ExportsBucketArn',
      'ExportsBucketDomainName', 'ExportsBucketRegionalDomainName']);
    expect(Object.keys(consumed.Outputs)).toEqual([]);
  });

  test('has the reading stack deployed later', () => {
    expect(consumer.dependencies).toEqual([producer]);
    expect(producer.dependencies).toEqual([]);
  });
});

test('a handle read in its own stack is an attribute of the resource, so that CloudFormation keeps the order', () => {
  const stack = new Stack(new App(), 'Own');
  const tables = new ListBackupTables(stack, 'Tables', { stage });
  reader(stack, { TABLE: tables.jobs.tableName, STREAM: tables.jobs.tableStreamArn ?? '' });
  expect(environmentOf(templateOf(stack))).toEqual({ Variables: { TABLE: { Ref: 'JobsTable' }, STREAM: { 'Fn::GetAtt': ['JobsTable', 'StreamArn'] } } });
});

test('nested stacks read by name, and their family keeps the order', () => {
  const parent = new Stack(new App(), 'Parent');
  const tables = new ListBackupTables(parent, 'Tables', { stage });
  const nested = new NestedStack(parent, 'Nested');
  reader(nested, { TABLE: tables.jobs.tableName });
  expect(environmentOf(templateOf(nested))).toEqual({ Variables: { TABLE: 'listbackup-main-jobs' } });
});

test('stages are deployed apart: the name suffices', () => {
  const app = new App();
  const producer = new Stack(new Stage(app, 'First'), 'Producer');
  const consumer = new Stack(new Stage(app, 'Second'), 'Consumer');
  reader(consumer, { TABLE: new ListBackupTables(producer, 'Tables', { stage }).jobs.tableName });
  expect(environmentOf(templateOf(consumer))).toEqual({ Variables: { TABLE: 'listbackup-main-jobs' } });
});
