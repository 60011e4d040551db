import { ListBackupBackupOptions, ListBackupRecoveryOptions } from '../recovery';

/**
 * What can be chosen for the copies and replicas in the recovery region.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export interface ListBackupInfrastructureRecoveryOptions extends ListBackupRecoveryOptions {
  /**
   * Whether there is a recovery region.
   *
   * @default true - once there are options
   */
  readonly enabled?: boolean;

  /**
   * The recovery region.
   *
   * @default - us-east-1, and us-west-2 for a primary in us-east-1
   */
  readonly region?: string;

  /**
   * Whether S3 promises to replicate the data bucket within 15 minutes, at a price per gigabyte.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
   */
  readonly replicationTimeControl?: boolean;

  /**
   * Whether S3 logs who asked the data bucket's replica for what, in a bucket of the recovery region that is made for it.
   *
   * @default false; true with `security` HARDENED
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
   */
  readonly accessLogs?: boolean;
}

/**
 * What can be chosen for the daily backups of a whole infrastructure.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 */
export interface ListBackupInfrastructureBackupOptions extends ListBackupBackupOptions {
  /**
   * Whether there are daily backups.
   *
   * @default true - once there are options
   */
  readonly enabled?: boolean;
}
