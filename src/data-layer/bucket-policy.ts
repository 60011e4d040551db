import { Annotations, Aws, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { BucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags, roleTags } from '../conventions';
import { IListBackupBucket } from '../handles';
import { isStageKey } from '../keys/key';
import { ListBackupStage } from '../stage';

/** Prefix of CloudTrail's objects in the data bucket. */
const CLOUDTRAIL_PREFIX = 'cloudtrail';

/** CloudTrail may write below its prefix, for this account only. */
export function admitCloudTrail(bucket: IListBackupBucket): void {
  const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
  const account = Stack.of(bucket).account;
  bucket.addToResourcePolicy(new PolicyStatement({
    sid: 'CloudTrailAclCheck',
    principals: [cloudTrail],
    actions: ['s3:GetBucketAcl'],
    resources: [bucket.bucketArn],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  }));
  bucket.addToResourcePolicy(new PolicyStatement({
    sid: 'CloudTrailWrite',
    principals: [cloudTrail],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`${CLOUDTRAIL_PREFIX}/*`)],
    conditions: { StringEquals: { 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  }));
}

/** CloudFront may read for this account's distributions. They come later, so their ARNs are not known by name yet. */
export function admitCloudFront(bucket: IListBackupBucket): void {
  const { account } = Stack.of(bucket);
  const fromOwnDistribution = {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${account}:distribution/*` },
  };
  const cloudFront = new ServicePrincipal('cloudfront.amazonaws.com');
  bucket.addToResourcePolicy(new PolicyStatement({
    sid: 'CloudFrontRead',
    principals: [cloudFront],
    actions: ['s3:GetObject'],
    resources: [bucket.arnForObjects('*')],
    conditions: fromOwnDistribution,
  }));
  admitToKey(bucket.encryptionKey, new PolicyStatement({
    sid: 'CloudFrontDecrypt',
    principals: [cloudFront],
    actions: ['kms:Decrypt'],
    resources: ['*'],
    conditions: fromOwnDistribution,
  }));
}

/** A bucket that is logged, and the name below which it is. */
export interface LoggedBucket {
  readonly name: string;
  readonly arn: string;
}

/** S3 may write the access logs of the given buckets, each below its name. */
export function admitAccessLogs(logs: IListBackupBucket, sources: readonly LoggedBucket[]): void {
  logs.addToResourcePolicy(new PolicyStatement({
    sid: 'S3AccessLogs',
    principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: sources.map(({ name }) => logs.arnForObjects(`${name}/*`)),
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(logs).account }, ArnLike: { 'aws:SourceArn': sources.map(({ arn }) => arn) } },
  }));
}

/** The same, and CloudFront's logs, which come through CloudWatch's log delivery. */
export function admitLogDelivery(logs: IListBackupBucket, sources: readonly LoggedBucket[]): void {
  const { account } = Stack.of(logs);
  admitAccessLogs(logs, sources);
  logs.addToResourcePolicy(new PolicyStatement({
    sid: 'CdnLogs',
    principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [logs.arnForObjects(`AWSLogs/${account}/*`)],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' },
      // CloudFront's deliveries stand in us-east-1, wherever the bucket is.
      ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:us-east-1:${account}:delivery-source:*` },
    },
  }));
}

function admitToKey(key: IKey | undefined, statement: PolicyStatement): void {
  key?.addToResourcePolicy(statement, true);
}

/**
 * Lets CloudTrail encrypt with the caller's key what it writes to the data bucket; CloudTrail refuses a trail to a bucket that it cannot
 * write to. By pattern: a key that named the trail could not be deployed before it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function admitTrailToKey(scope: Construct, key: IKey): void {
  if (isStageKey(key)) return;
  const { account, region } = Stack.of(scope);
  const { statementAdded } = key.addToResourcePolicy(new PolicyStatement({
    sid: 'CloudTrailEncrypt',
    principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
    actions: ['kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudtrail:${region}:${account}:trail/*` } },
  }), true);
  if (statementAdded) return;
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:auditKeyPolicy',
    'The policy of encryptionKey is not this app\'s. It has to let cloudtrail.amazonaws.com use kms:GenerateDataKey*, or the trail of audit cannot be made.');
}

/** A CloudTrail trail of who read and wrote customers' data, to the access-log group and below `cloudtrail/` of the data bucket. */
export function auditDataBucket(
  scope: Construct, stage: ListBackupStage, data: IListBackupBucket, logGroup: CfnLogGroup, boundary?: IManagedPolicy,
): void {
  const role = claimLogicalId(new CfnRole(scope, 'DataAuditTrailRole', {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('cloudtrail.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{
      policyName: 'WriteLogs',
      policyDocument: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] })],
      }),
    }],
    permissionsBoundary: boundary?.managedPolicyArn,
    tags: roleTags(SERVICES.s3),
  }), 'DataAuditTrailRole');
  const trail = claimLogicalId(new CfnTrail(scope, 'DataAuditTrail', {
    isLogging: true,
    enableLogFileValidation: true,
    includeGlobalServiceEvents: false,
    isMultiRegionTrail: false,
    s3BucketName: data.bucketName,
    s3KeyPrefix: CLOUDTRAIL_PREFIX,
    cloudWatchLogsLogGroupArn: logGroup.attrArn,
    cloudWatchLogsRoleArn: role.attrArn,
    advancedEventSelectors: [{
      name: 'Objects of the data bucket',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'resources.ARN', startsWith: [data.arnForObjects('')], notStartsWith: [data.arnForObjects(`${CLOUDTRAIL_PREFIX}/`)] },
      ],
    }],
    tags: resourceTags(stage, SERVICES.s3),
  }), 'DataAuditTrail');
  // CloudTrail tries to write when it is made, and the policy is what lets it.
  const policy = data.policy;
  if (policy instanceof BucketPolicy) trail.node.addDependency(policy);
}
