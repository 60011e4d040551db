import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketAttributes } from './bucket-import';
import { REPLICATION_RULE_ID } from '../catalogue/buckets';
import { claimLogicalId, roleTags } from '../conventions';
import { requireBoundary } from '../validation/constructs';
import { requireSamePartition } from '../validation/environment';
import { invalid } from '../validation/invalid';
import { requireRegion } from '../validation/regions';
import { requireBoolean, requireObject, requireText } from '../validation/values';

/**
 * Destination to which S3 replicates a bucket's objects as they are written.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export interface ListBackupBucketReplication {
  /** Region of the bucket with the replicas. That bucket is versioned, and is in the same account as the replicated bucket. */
  readonly region: string;

  /**
   * The name of the bucket with the replicas.
   *
   * @default - as the bucket's own, with the other region: `listbackup-{name}-{stage}-{account}-{region}`
   */
  readonly bucketName?: string;

  /**
   * The alias of the key with which the replicas are encrypted, in that region and the same account.
   *
   * @default - replicas are encrypted as the originals are. A bucket with an `encryptionKey` needs an alias: its key does not leave its region
   */
  readonly keyAlias?: string;

  /**
   * Turns on S3 Replication Time Control: S3 commits to replicate within 15 minutes and reports late objects, at a price per gigabyte.
   *
   * @default false - most objects are replicated within minutes, without a commitment
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
   */
  readonly timeControl?: boolean;

  /**
   * Permissions boundary of the replication role.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Attributes of the bucket that is replicated. */
interface Source {
  readonly versioned?: boolean;
  readonly encryptionKey?: IKey;
}

/** Refuses a replication that S3 would refuse, or that would replicate nothing. */
export function requireReplication(stack: Stack, what: string, { versioned, encryptionKey }: Source, options: ListBackupBucketReplication): void {
  requireObject(what, options, 'must be an options object that names the other Region', 'For example: { region: "us-east-1" }.');
  requireRegion(`${what}.region`, options.region);
  requireBoundary(`${what}.permissionsBoundary`, options.permissionsBoundary);
  requireBoolean(`${what}.timeControl`, options.timeControl);
  requireText(`${what}.bucketName`, options.bucketName, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket', 'For example: "listbackup-data-main-123456789012-us-east-1".');
  requireText(`${what}.keyAlias`, options.keyAlias, /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/, 'must be the alias of a customer-managed key', 'For example: "alias/listbackup/recovery/main".');
  if (!Token.isUnresolved(stack.region) && stack.region === options.region) {
    invalid(`${what}.region`, options.region, 'must be another Region than that of the bucket', `For example: ${stack.region === 'us-east-1' ? '"us-west-2"' : '"us-east-1"'}.`);
  }
  requireSamePartition(`${what}.region`, stack.region, options.region);
  if (versioned === false) invalid(what, options, 'requires a bucket that keeps versions', 'Set versioned: true.');
  if (encryptionKey !== undefined && options.keyAlias === undefined) {
    invalid(`${what}.keyAlias`, undefined, 'must be the alias of a key in the other Region, because the bucket\'s own key is in one Region only', 'For example: "alias/listbackup/recovery/main".');
  }
}

/** Limit of Replication Time Control in minutes. S3 accepts no other number. */
const TIME_CONTROL_MINUTES = 15;

export interface ReplicatedBucket {
  /** `DataBucket`. */
  readonly logicalId: string;
  readonly service: string;
  readonly bucketName: string;
  readonly replicaName: string;
  readonly encryptionKey?: IKey;
}

/**
 * One rule for every object, with metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export function replicate(
  scope: Construct, bucket: ReplicatedBucket, options: ListBackupBucketReplication,
): CfnBucket.ReplicationConfigurationProperty {
  const stack = Stack.of(scope);
  const replicaArn = bucketAttributes(stack, bucket.replicaName).arn;
  const role = claimLogicalId(new CfnRole(scope, 'ReplicationRole', {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('s3.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{ policyName: 'Replicate', policyDocument: new PolicyDocument({ statements: statements(stack, bucket, replicaArn, options) }) }],
    permissionsBoundary: options.permissionsBoundary?.managedPolicyArn,
    tags: roleTags(bucket.service),
  }), `${bucket.logicalId}ReplicationRole`);
  const minutes = options.timeControl ? { minutes: TIME_CONTROL_MINUTES } : undefined;
  return {
    role: role.attrArn,
    rules: [{
      id: REPLICATION_RULE_ID,
      status: 'Enabled',
      priority: 1,
      filter: { prefix: '' },
      // What a customer has deleted must not come back in the standby. The versions below the marker stay, in both.
      deleteMarkerReplication: { status: 'Enabled' },
      destination: {
        bucket: replicaArn,
        encryptionConfiguration: options.keyAlias === undefined ? undefined : { replicaKmsKeyId: aliasArn(stack, options.keyAlias, options.region) },
        metrics: { status: 'Enabled', eventThreshold: minutes },
        replicationTime: minutes && { status: 'Enabled', time: minutes },
      },
      // S3 wants both or neither: a key for the replicas, and the word that objects under KMS keys are replicated.
      sourceSelectionCriteria: options.keyAlias === undefined ? undefined : { sseKmsEncryptedObjects: { status: 'Enabled' } },
    }],
  };
}

/** By name: a bucket that names its role cannot be named by it. */
function statements(stack: Stack, bucket: ReplicatedBucket, replicaArn: string, options: ListBackupBucketReplication): PolicyStatement[] {
  const { arn } = bucketAttributes(stack, bucket.bucketName);
  return [
    new PolicyStatement({ sid: 'ReadBucket', actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'], resources: [arn] }),
    new PolicyStatement({
      sid: 'ReadVersions',
      actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      resources: [`${arn}/*`],
    }),
    new PolicyStatement({ sid: 'Replicate', actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], resources: [`${replicaArn}/*`] }),
    ...bucket.encryptionKey === undefined ? [] : [new PolicyStatement({
      sid: 'Decrypt',
      actions: ['kms:Decrypt'],
      resources: [bucket.encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } },
    })],
    ...options.keyAlias === undefined ? [] : [new PolicyStatement({
      sid: 'EncryptReplicas',
      actions: ['kms:Encrypt', 'kms:GenerateDataKey'],
      // Nobody on this side knows the key's ID, and KMS takes no alias as a resource.
      resources: [stack.formatArn({ service: 'kms', region: options.region, resource: 'key', resourceName: '*' })],
      conditions: {
        'StringEquals': { 'kms:ViaService': `s3.${options.region}.amazonaws.com` },
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': options.keyAlias },
      },
    })],
  ];
}

function aliasArn(stack: Stack, alias: string, region: string): string {
  return stack.formatArn({ service: 'kms', region, resource: alias, arnFormat: ArnFormat.NO_RESOURCE_NAME });
}
