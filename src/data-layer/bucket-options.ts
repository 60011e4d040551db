import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CorsRule, HttpMethods, IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { requireLifecycles } from './bucket-lifecycle';
import { ListBackupEncryptedFromStageProps, ListBackupExportNamesOptions } from '../exports';
import { ListBackupSecurityOptions } from '../stage';
import { requireKey, requireTexts } from '../validation/constructs';
import { requireInteger } from '../validation/invalid';
import { requireVariable } from '../validation/names';
import { requireAttribute, requireBoolean, requireList, requireObject, requireOneOf, requireText } from '../validation/values';

/** Options that protect a bucket. */
export interface ListBackupBucketOptions extends ListBackupSecurityOptions {
  /**
   * Removal policy of the bucket when it leaves the stack. To destroy a production stage's data, you must set `DESTROY` here. Synthesis
   * then warns (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Empties the bucket before destroying it. Otherwise CloudFormation refuses to delete a bucket that holds objects. CDK adds a function of
   * its own for this, because CloudFormation can't empty buckets.
   *
   * @default - in development stages, where the removal policy destroys the bucket
   */
  readonly autoDeleteObjects?: boolean;

  /**
   * A customer-managed key for the objects, with an S3 bucket key. Grants on the bucket include the key.
   *
   * @default - keys that S3 manages (SSE-S3, AES-256), at no cost; with `security` HARDENED the service's own key
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
   */
  readonly encryptionKey?: IKey;
}

/** A service's own bucket that was deployed. */
export interface ListBackupBucketFromStageProps extends ListBackupEncryptedFromStageProps, ListBackupExportNamesOptions {
  /**
   * Service that owns the bucket, as in the bucket's own props.
   *
   * @default 'listbackup-infrastructure-s3'
   */
  readonly service?: string;

  /**
   * Middle part of the bucket's name, as in the bucket's own props.
   *
   * @default - the construct's id in kebab case: `UsageReports` becomes `usage-reports`
   */
  readonly name?: string;

  /**
   * The whole name of the bucket, if it was created with one.
   *
   * @default - `listbackup-{name}-{stage}-{account}-{region}`
   */
  readonly bucketName?: string;

  /**
   * The environment variable in which a service reads the bucket's name.
   *
   * @default - the name in upper case, and `_BUCKET_NAME`: `USAGE_REPORTS_BUCKET_NAME`. With `bucketName`, the construct's id takes the
   *   place of the name
   */
  readonly environmentVariable?: string;
}

/**
 * Options of the data bucket. They also apply to its replica, which replaces the data bucket in the standby region.
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
   * Origins whose pages can upload to and download from the data bucket, and download from the exports bucket.
   *
   * @default - `https://{stage}.{domainName}` and `https://{stage}.app.{domainName}`; in `main` also `https://{domainName}` and
   * `https://app.{domainName}`; in development also `http://localhost:3000`
   */
  readonly corsOrigins?: string[];

  /**
   * Lifecycle rules of the data bucket, which replace the catalogue's. Can't be combined with `intelligentTiering`.
   *
   * @default - current versions to STANDARD_IA after 30, GLACIER after 90 and DEEP_ARCHIVE after 365 days; old versions to STANDARD_IA
   * after 30 and GLACIER after 90 days and expired after 730; incomplete uploads aborted after 7 days
   */
  readonly dataLifecycleRules?: LifecycleRule[];

  /**
   * Moves the data bucket's current versions between storage tiers by how often they are read (S3 Intelligent-Tiering), at a fee per object.
   * Replaces the transitions by age. Can't be combined with `dataLifecycleRules`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering.html
   */
  readonly intelligentTiering?: boolean;
}

const CORS = '{ allowedMethods: [HttpMethods.GET], allowedOrigins: ["https://app.listbackup.ai"] }';

/** Bucket options that CloudFormation would accept in invalid combinations. */
export interface BucketWishes {
  readonly autoDeleteObjects?: boolean;
  readonly cors?: CorsRule[];
  readonly encryptionKey?: IKey;
  readonly environmentVariable?: string;
  readonly lifecycleRules?: LifecycleRule[];
  readonly serverAccessLogsBucket?: IBucket;
  readonly versioned?: boolean;
}

/** Refuses what S3 would refuse at deployment, or CDK with a message about its own insides. */
export function requireBucket(wishes: BucketWishes): void {
  requireKey('encryptionKey', wishes.encryptionKey);
  requireVariable(wishes.environmentVariable, 'HOOKS_BUCKET_NAME');
  requireBoolean('autoDeleteObjects', wishes.autoDeleteObjects);
  requireBoolean('versioned', wishes.versioned);
  requireAttribute('serverAccessLogsBucket', wishes.serverAccessLogsBucket, 'bucketName', 'a bucket', 'buckets.logs');
  requireLifecycles('lifecycleRules', wishes.lifecycleRules);
  requireList('cors', wishes.cors, `[${CORS}]`);
  for (const rule of wishes.cors ?? []) requireCors('cors', rule);
}

function requireCors(what: string, rule: CorsRule): void {
  requireObject(what, rule ?? null, 'must be a CORS rule', `For example: ${CORS}.`);
  requireList(`${what}.allowedMethods`, rule.allowedMethods, '[HttpMethods.GET]');
  for (const method of rule.allowedMethods ?? [null]) requireOneOf(`${what}.allowedMethods`, method ?? undefined, Object.values(HttpMethods));
  for (const name of ['allowedMethods', 'allowedOrigins'] as const) requireTexts(`${what}.${name}`, rule[name] ?? [''], CORS);
  for (const name of ['allowedHeaders', 'exposedHeaders'] as const) requireTexts(`${what}.${name}`, rule[name], '["ETag"]');
  requireText(`${what}.id`, rule.id, /^[^]{1,255}$/, 'must have 1 to 255 characters', 'For example: "downloads".');
  requireInteger(`${what}.maxAge`, rule.maxAge, 0, 2_147_483_647, 3600);
}
