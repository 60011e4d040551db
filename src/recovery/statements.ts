import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * Returns the permissions to back up tables with AWS Backup's advanced features for DynamoDB, which copies to other regions require.
 * DynamoDB's own backups get no permissions: if the features are off in the account, the job fails and the topic is notified.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
 */
export function backUpTables(tableArns: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'BackUpTables',
    actions: ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'],
    resources: [...tableArns],
  });
}

/**
 * Returns the permissions to back up buckets. AWS Backup turns on S3's EventBridge notifications and creates its own rules for them.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
export function backUpBuckets(stack: Stack, bucketArns: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'BackUpBuckets',
      actions: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketNotification', 's3:GetBucketTagging', 's3:GetBucketVersioning',
        's3:GetInventoryConfiguration', 's3:ListBucket', 's3:ListBucketVersions', 's3:ListTagsForResource', 's3:PutBucketNotification',
        's3:PutInventoryConfiguration'],
      resources: [...bucketArns],
    }),
    new PolicyStatement({
      sid: 'BackUpObjects',
      actions: ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      resources: bucketArns.map((arn) => `${arn}/*`),
    }),
    new PolicyStatement({
      sid: 'FollowChanges',
      actions: ['events:DeleteRule', 'events:DescribeRule', 'events:DisableRule', 'events:EnableRule', 'events:ListTargetsByRule',
        'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
      resources: [stack.formatArn({ service: 'events', resource: 'rule', resourceName: 'AwsBackupManagedRule*' })],
    }),
    // These know no resource.
    new PolicyStatement({ sid: 'LookAround', actions: ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets'], resources: ['*'] }),
  ];
}

/** A vault that recovery points are copied to. */
export interface CopyVault {
  readonly arn: string;
  readonly region: string;
}

/**
 * Returns the permissions to write recovery points to a vault and to copy them to one other vault. They cover no other vault of any
 * account.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 */
export function writeRecoveryPoints(stack: Stack, ownVaultArn: string, copy: CopyVault | undefined): PolicyStatement[] {
  const into = copy === undefined ? [ownVaultArn] : [ownVaultArn, copy.arn];
  const regions = copy === undefined ? [stack.region] : [stack.region, copy.region];
  return [
    new PolicyStatement({ sid: 'WriteToVaults', actions: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'], resources: into }),
    ...copy === undefined ? [] : [new PolicyStatement({
      sid: 'CopyFromVault',
      actions: ['backup:CopyFromBackupVault'],
      resources: [recoveryPoints(stack, stack.region)],
      conditions: { 'ForAllValues:ArnEquals': { 'backup:CopyTargets': copy.arn } },
    })],
    new PolicyStatement({ sid: 'TagRecoveryPoints', actions: ['backup:TagResource'], resources: regions.map((region) => recoveryPoints(stack, region)) }),
  ];
}

/** AWS Backup makes up their IDs. */
function recoveryPoints(stack: Stack, region: string): string {
  return stack.formatArn({ service: 'backup', region, resource: 'recovery-point', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

/** A vault's ARN by its name. */
export function vaultArn(stack: Stack, region: string, name: string): string {
  return stack.formatArn({ service: 'backup', region, resource: 'backup-vault', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

/** KMS actions that AWS Backup needs on a vault's key, including the grants that it creates for itself. */
const VAULT_ACTIONS = ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'];
const ONLY_FOR_AWS = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };

/** The use of a vault's key, whose ARN is known. */
export function useVaultKey(key: IKey): PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'UseVaultKey', actions: VAULT_ACTIONS, resources: [key.keyArn] }),
    new PolicyStatement({ sid: 'GrantVaultKey', actions: ['kms:CreateGrant'], resources: [key.keyArn], conditions: ONLY_FOR_AWS }),
  ];
}

/** The use of a vault's key in another region, of which only the alias is known. KMS takes no alias as a resource. */
export function useVaultKeyByAlias(stack: Stack, region: string, alias: string): PolicyStatement[] {
  const resources = [stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: '*' })];
  const ofAlias = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } };
  return [
    new PolicyStatement({ sid: 'UseCopyVaultKey', actions: VAULT_ACTIONS, resources, conditions: ofAlias }),
    new PolicyStatement({ sid: 'GrantCopyVaultKey', actions: ['kms:CreateGrant'], resources, conditions: { ...ofAlias, ...ONLY_FOR_AWS } }),
  ];
}

/**
 * The use of the keys that restored tables are encrypted with. They are made after this role, by the standby, so that only their aliases
 * are known.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function encryptTablesByAlias(stack: Stack, aliases: readonly string[]): PolicyStatement[] {
  const resources = [stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' })];
  const ofAlias = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [...aliases] } };
  return [
    new PolicyStatement({
      sid: 'UseTableKey',
      actions: ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'].map((action) => `kms:${action}`),
      resources,
      conditions: { ...ofAlias, StringEquals: { 'kms:ViaService': `dynamodb.${stack.region}.amazonaws.com` } },
    }),
    new PolicyStatement({ sid: 'GrantTableKey', actions: ['kms:CreateGrant'], resources, conditions: { ...ofAlias, ...ONLY_FOR_AWS } }),
  ];
}

/** The use of the keys that what is backed up is encrypted with, through its own service. */
export function useResourceKeys(sid: string, service: string, keys: readonly IKey[]): PolicyStatement[] {
  if (keys.length === 0) return [];
  return [new PolicyStatement({
    sid,
    actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [...new Set(keys.map(({ keyArn }) => keyArn))],
    conditions: { StringLike: { 'kms:ViaService': `${service}.*.amazonaws.com` } },
  })];
}

/**
 * Returns the permissions to restore into new tables.
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
 * Returns the permissions to restore into an existing bucket.
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
