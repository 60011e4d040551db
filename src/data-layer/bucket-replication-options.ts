import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';

/**
 * Where S3 copies a bucket's objects to, as they are written.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export interface ListBackupBucketReplication {
  /** The region of the bucket with the replicas. That bucket is versioned, and stands in the account of the bucket that is replicated. */
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
   * Whether S3 promises to replicate within 15 minutes (Replication Time Control), and tells where it is late, at a price per gigabyte.
   *
   * @default false - most objects are there within minutes, without a promise
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
   */
  readonly timeControl?: boolean;

  /**
   * A policy that bounds what the role that replicates may ever be allowed.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
