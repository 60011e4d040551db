import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRole, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketAttributes } from './bucket-base';
import { ListBackupBucketReplication } from './bucket-replication-options';
import { claimLogicalId, roleTags } from '../conventions';

/** What Replication Time Control promises; S3 knows no other number. */
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
    tags: roleTags(bucket.service),
  }), `${bucket.logicalId}ReplicationRole`);
  const minutes = options.timeControl ? { minutes: TIME_CONTROL_MINUTES } : undefined;
  return {
    role: role.attrArn,
    rules: [{
      id: 'Replicate',
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
