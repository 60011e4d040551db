import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What a restore into new tables takes.
 *
 * @param name the tables' names, with a `*`
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-dynamodb.html
 */
export function restoreTables(stack: Stack, name: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'RestoreTables',
    actions: ['BatchWriteItem', 'DeleteItem', 'DescribeTable', 'GetItem', 'PutItem', 'Query', 'RestoreTableFromAwsBackup', 'Scan', 'UpdateItem']
      .map((action) => `dynamodb:${action}`),
    resources: [stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: name })],
  });
}

/**
 * What a restore into a bucket that stands takes.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-s3.html
 */
export function restoreObjects(bucketArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'RestoreBucket',
      actions: ['s3:GetBucketLocation', 's3:GetBucketOwnershipControls', 's3:GetBucketVersioning', 's3:ListBucket', 's3:ListBucketVersions'],
      resources: [bucketArn],
    }),
    new PolicyStatement({
      sid: 'RestoreObjects',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAcl',
        's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:PutObjectVersionAcl'],
      resources: [`${bucketArn}/*`],
    }),
  ];
}
