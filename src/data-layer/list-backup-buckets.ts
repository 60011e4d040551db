import { Duration } from 'aws-cdk-lib';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CorsRule, HttpMethods, LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketAttributes } from './bucket-base';
import { BUCKET_KEYS, BucketKey, BucketRow, BUCKETS } from './bucket-catalogue';
import { IListBackupBucket } from './bucket-handle';
import { lifecycleOf } from './bucket-lifecycle';
import { ListBackupBucketOptions } from './bucket-options';
import { admitCloudFront, admitCloudTrail, admitLogDelivery } from './bucket-statements';
import { ListBackupBucketsBase } from './buckets-base';
import { IListBackupBuckets } from './buckets-handle';
import { auditDataBucket } from './data-audit';
import { ImportedBuckets } from './imported-buckets';
import { ListBackupBucket } from './list-backup-bucket';
import { requireLifecycles } from './require-bucket';
import { claimLogicalId, logRetentionFor, makesCatalogue, removalPolicyFor, resourceTags, retentionInDays } from '../conventions';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { bucketName, DEFAULT_DOMAIN_NAME, s3AccessLogGroupName, SERVICES } from '../stage/naming';
import { defaultWebOrigins, requireDomainName, requireOrigins } from '../stage/origins';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';
import { requireDuration } from '../stage/require-duration';
import { requireKey } from '../stage/require-handles';
import { requireStage } from '../stage/require-stage';

/** For how long a browser may remember what a bucket's CORS rules said. */
const CORS_MAX_AGE = Duration.hours(1);

/** Exports are temporary: what should last longer is no export. */
const MAX_EXPORT_DAYS = 365;

/**
 * What can be chosen for the catalogue's buckets. Protection and key hold for all of them, but the logs bucket never has a key: log
 * delivery could not write to it.
 */
export interface ListBackupBucketsOptions extends ListBackupBucketOptions {
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

  /**
   * How long finished exports can be downloaded: 1 to 365 whole days.
   *
   * @default Duration.days(7)
   */
  readonly exportsExpiration?: Duration;

  /**
   * How long access logs are kept.
   *
   * @default - a year in production, 90 days in staging, 30 days in development
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether CloudTrail records every read and write of the data bucket's objects, at a price per event, in the access-log group and
   * below `cloudtrail/` of the data bucket.
   *
   * @default false
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
   */
  readonly audit?: boolean;
}

/** The catalogue's buckets. */
export interface ListBackupBucketsProps extends ListBackupBucketsOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The four S3 buckets of a stage and the access-log group, usable alone or as part of `ListBackupDataLayer`.
 *
 * @throws at synthesis when an origin, a retention or an expiration is invalid, or options exclude each other.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html
 */
export class ListBackupBuckets extends ListBackupBucketsBase {
  /**
   * The buckets of a stage that another app or stack deployed. Only what is used stands in the consumer's template.
   *
   * @param scope where the handles stand.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupEncryptedFromStageProps): IListBackupBuckets {
    return new ImportedBuckets(scope, id, props);
  }

  private readonly created: Readonly<Record<BucketKey, IListBackupBucket>>;

  public constructor(scope: Construct, id: string, props: ListBackupBucketsProps) {
    const stage = requireStage(props);
    requireKey('encryptionKey', props.encryptionKey);
    requireBoolean('audit', props.audit);
    requireBoolean('intelligentTiering', props.intelligentTiering);
    requireBoolean('autoDeleteObjects', props.autoDeleteObjects);
    requireLifecycles('dataLifecycleRules', props.dataLifecycleRules);
    super(scope, id);
    makesCatalogue(this);
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const logRetention = logRetentionFor(stage, props.logRetention);
    const origins = props.corsOrigins ?? defaultWebOrigins(stage, requireDomainName('domainName', props.domainName ?? DEFAULT_DOMAIN_NAME));
    requireOrigins('corsOrigins', origins);

    const lifecycleRules = lifecycles(props, logRetention);
    const create = (key: BucketKey, logs: IListBackupBucket | undefined): IListBackupBucket => {
      const row: BucketRow = BUCKETS[key];
      return new ListBackupBucket(this, key, {
        stage,
        name: row.name,
        versioned: row.versioned ?? false,
        lifecycleRules: lifecycleRules[key],
        cors: row.webMethods && [corsRule(row.webMethods, origins)],
        serverAccessLogsBucket: logs,
        removalPolicy: props.removalPolicy,
        autoDeleteObjects: props.autoDeleteObjects,
        encryptionKey: logs && props.encryptionKey,
      });
    };
    const logs = create('Logs', undefined);
    const [data, assets, exports] = (['Data', 'Assets', 'Exports'] as const).map((key) => create(key, logs));
    this.created = { Data: data, Assets: assets, Exports: exports, Logs: logs };

    admitCloudTrail(data);
    admitCloudFront(assets);
    // By name: the logs bucket cannot refer to buckets that refer to it.
    const { account, region } = logs.stack;
    admitLogDelivery(logs, BUCKET_KEYS.filter((key) => key !== 'Logs').map((key) => BUCKETS[key].name)
      .map((name) => ({ name, arn: bucketAttributes(logs.stack, bucketName(stage, name, account, region)).arn })));

    const logGroup = claimLogicalId(new CfnLogGroup(this, 'S3AccessLogGroup', {
      logGroupName: s3AccessLogGroupName(stage),
      retentionInDays: retentionInDays(logRetention),
      tags: resourceTags(stage, SERVICES.s3),
    }), 'S3AccessLogGroup');
    logGroup.applyRemovalPolicy(removalPolicy);
    publish(this, stage, SERVICES.s3, { S3AccessLogGroupName: logGroup.ref, S3AccessLogGroupArn: logGroup.attrArn });
    if (props.audit) auditDataBucket(this, stage, data, logGroup);
  }

  /** @internal */
  protected _bucket(key: BucketKey): IListBackupBucket {
    return this.created[key];
  }
}

function corsRule(methods: NonNullable<BucketRow['webMethods']>, origins: string[]): CorsRule {
  return {
    allowedOrigins: origins,
    allowedMethods: methods.map((method) => HttpMethods[method]),
    allowedHeaders: ['*'],
    exposedHeaders: ['ETag', 'x-amz-version-id'],
    maxAge: CORS_MAX_AGE.toSeconds(),
  };
}

/** The catalogue's rules with what the caller changes in them. */
function lifecycles(props: ListBackupBucketsOptions, logRetention: RetentionDays): Record<BucketKey, LifecycleRule[]> {
  if (props.intelligentTiering && props.dataLifecycleRules) {
    refuse('intelligentTiering', true, 'It excludes dataLifecycleRules: both say when objects move.', 'one of the two');
  }
  if (props.exportsExpiration !== undefined) requireDuration('exportsExpiration', props.exportsExpiration, 'days', 1, MAX_EXPORT_DAYS, 7);
  const data = lifecycleOf(BUCKETS.Data);
  const tiered = { ...data, transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }] };
  const logDays = retentionInDays(logRetention);
  return {
    Data: props.dataLifecycleRules ?? [props.intelligentTiering ? tiered : data],
    Assets: [lifecycleOf(BUCKETS.Assets)],
    Exports: [{ ...lifecycleOf(BUCKETS.Exports), ...(props.exportsExpiration && { expiration: props.exportsExpiration }) }],
    Logs: [{ ...lifecycleOf(BUCKETS.Logs), expiration: logDays === undefined ? undefined : Duration.days(logDays) }],
  };
}
