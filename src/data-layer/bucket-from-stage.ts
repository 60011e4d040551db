import { ListBackupEncryptedFromStageProps } from '../exports';

/** A service's own bucket that was deployed. */
export interface ListBackupBucketFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * The service that owns the bucket, as the bucket was made with.
   *
   * @default 'listbackup-infrastructure-s3'
   */
  readonly service?: string;

  /**
   * The middle of the bucket's name, as the bucket was made with.
   *
   * @default - the construct's id in kebab case: `UsageReports` becomes `usage-reports`
   */
  readonly name?: string;

  /**
   * The environment variable in which a service reads the bucket's name.
   *
   * @default - the name in upper case, and `_BUCKET_NAME`: `USAGE_REPORTS_BUCKET_NAME`
   */
  readonly environmentVariable?: string;
}
