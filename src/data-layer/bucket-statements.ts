import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IListBackupBucket } from './bucket-handle';

/** Where CloudTrail writes in the data bucket. */
export const CLOUDTRAIL_PREFIX = 'cloudtrail';

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
