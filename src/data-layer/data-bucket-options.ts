import { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { ListBackupBucketOptions } from './bucket-options';

/**
 * What can be chosen for the data bucket and, since that takes its place in the standby region, for its replica.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
 */
export interface ListBackupDataBucketOptions extends ListBackupBucketOptions {
  /**
   * The domain whose host `{stage}.{domainName}` serves the web application.
   *
   * @default 'listbackup.ai'
   */
  readonly domainName?: string;

  /**
   * The origins whose pages may upload to and download from the data bucket and download from the exports bucket.
   *
   * @default - `https://{stage}.{domainName}`, and `http://localhost:3000` in development
   */
  readonly corsOrigins?: string[];

  /**
   * Lifecycle rules of the data bucket, in place of the catalogue's. Excludes `intelligentTiering`.
   *
   * @default - current versions to STANDARD_IA after 30, GLACIER after 90 and DEEP_ARCHIVE after 365 days; old versions to STANDARD_IA
   * after 30 and GLACIER after 90 days and expired after 730; incomplete uploads aborted after 7 days
   */
  readonly dataLifecycleRules?: LifecycleRule[];

  /**
   * Whether S3 moves the data bucket's current versions between tiers by how often they are read, at a fee per object, in place of
   * the transitions by age. Excludes `dataLifecycleRules`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering.html
   */
  readonly intelligentTiering?: boolean;
}
