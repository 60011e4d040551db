import { IBucket } from 'aws-cdk-lib/aws-s3';

/** A bucket under the ListBackup conventions, whether this app made it or another did. */
export interface IListBackupBucket extends IBucket {
  /** The environment variable in which the services read this bucket's name, for example `DATA_BUCKET_NAME`. */
  readonly environmentVariable: string;
}
