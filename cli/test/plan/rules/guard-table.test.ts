import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardTable, guardTableText } from '../../../src/plan/rules/guard-table';

const COMMITTED = join(__dirname, '../../../../src/upgrade-guard/stateful-types.json');

test('the table that the library carries is current; "npx projen upgrade-guard:rules" makes it anew', () => {
  expect(readFileSync(COMMITTED, 'utf8')).toBe(guardTableText());
});

test('the table stays a few kilobytes', () => {
  expect(guardTableText().length).toBeLessThan(12 * 1024);
});

test('rows that are written down in AWS documentation', () => {
  expect(guardTable()).toMatchObject({
    'AWS::DynamoDB::Table': {
      name: 'TableName', ref: true, replaces: ['ImportSourceSpecification', 'KeySchema', 'TableName'], refuses: ['LocalSecondaryIndexes'],
    },
    'AWS::SQS::Queue': { name: 'QueueName', replaces: ['FifoQueue', 'QueueName'], defaults: { FifoQueue: false } },
    'AWS::S3::Bucket': { name: 'BucketName', ref: true, replaces: ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'] },
    'AWS::Cognito::UserPool': { refuses: ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'] },
    'AWS::Cognito::UserPoolClient': { replaces: ['GenerateSecret', 'UserPoolId'] },
    'AWS::Events::Archive': { name: 'ArchiveName', ref: true, replaces: ['ArchiveName', 'SourceArn'] },
    'AWS::FSx::FileSystem': { replaces: expect.arrayContaining(['LustreConfiguration.DeploymentType']) as string[] },
  });
});

test('what holds nothing is not in it', () => {
  expect(Object.keys(guardTable())).not.toEqual(expect.arrayContaining(['AWS::Lambda::Function']));
  expect(Object.keys(guardTable())).not.toEqual(expect.arrayContaining(['AWS::Lambda::LayerVersion']));
});
