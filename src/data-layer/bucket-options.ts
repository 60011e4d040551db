import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupSecurityOptions } from '../stage';

/** What protects a bucket. */
export interface ListBackupBucketOptions extends ListBackupSecurityOptions {
  /**
   * What becomes of the bucket when it leaves the stack. Destroying a production stage's data is possible only by saying so here,
   * and synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether the bucket is emptied before it is destroyed; without, CloudFormation refuses to delete a bucket that holds objects.
   * CDK does this with a function of its own, since CloudFormation cannot.
   *
   * @default - in development stages, where the removal policy destroys the bucket
   */
  readonly autoDeleteObjects?: boolean;

  /**
   * A customer-managed key for the objects, with an S3 bucket key. Grants on the bucket include the key.
   *
   * @default - keys that S3 manages (SSE-S3, AES-256), at no cost; with `security` HARDENED a key of the service's own
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
   */
  readonly encryptionKey?: IKey;
}
