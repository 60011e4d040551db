import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { guardTable, guardTableLines, guardTableText } from '../../../src/plan/rules/guard-table';

const COMMITTED = join(__dirname, '../../../../src/upgrade-guard/stateful-types.json');

/** Node.js releases compress differently, so what is compared is the text. */
function unpacked(text: string): string {
  const { table } = JSON.parse(text) as { readonly table: string };
  return brotliDecompressSync(Buffer.from(table, 'base64')).toString('utf8');
}

test('the table that the library carries is current; "npx projen upgrade-guard:rules" makes it again', () => {
  expect(unpacked(readFileSync(COMMITTED, 'utf8'))).toBe(guardTableLines());
});

test('the table stays below 30 kB', () => {
  expect(guardTableText().length).toBeLessThan(30_000);
});

test('rows that are written down in AWS documentation', () => {
  expect(Object.fromEntries(guardTable())).toMatchObject({
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

test.each(['AWS::Lambda::Function', 'AWS::Lambda::LayerVersion', 'AWS::IAM::Role'])('%s holds nothing, so no rule guards it', (type) => {
  expect(guardTable().has(type)).toBe(true);
  expect(guardTable().get(type)).toBeUndefined();
});
