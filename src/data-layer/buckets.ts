import { Duration, Stack } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bucketsKey, ListBackupBucket } from './bucket';
import { corsRule, HARDENED_BUCKETS, lifecycles, webOriginsFor } from './bucket-defaults';
import { bucketAttributes, ImportedBucket } from './bucket-import';
import { requireLifecycles } from './bucket-lifecycle';
import { ListBackupDataBucketOptions } from './bucket-options';
import { admitCloudFront, admitCloudTrail, admitLogDelivery, admitTrailToKey, auditDataBucket } from './bucket-policy';
import { ListBackupBucketReplication } from './bucket-replication';
import { standbyDataBucket } from './standby';
import { BUCKET_KEYS, BucketKey, BucketRow, BUCKETS } from '../catalogue/buckets';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, logKeyFor, logRetentionFor, makesCatalogue, removalPolicyFor, resourceTags, retentionInDays } from '../conventions';
import { Members } from '../conventions/members';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { lookupOf } from '../exports/lookup';
import { publish } from '../exports/publish';
import { importedValue } from '../exports/published-value';
import { IListBackupBucket, IListBackupBuckets } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { bucketName, environmentVariable, s3AccessLogGroupName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { requireBoundary, requireKey } from '../validation/constructs';
import { located } from '../validation/located';
import { requireBoolean, requireObject } from '../validation/values';

/**
 * Gives each bucket its property; where the buckets come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupBucketsBase extends Construct implements IListBackupBuckets {
  /** @internal */
  protected abstract readonly _members: Members<BucketKey, IListBackupBucket>;

  public get data(): IListBackupBucket { return this._members.of('Data'); }
  public get assets(): IListBackupBucket { return this._members.of('Assets'); }
  public get exports(): IListBackupBucket { return this._members.of('Exports'); }
  public get logs(): IListBackupBucket { return this._members.of('Logs'); }

  public get all(): IListBackupBucket[] {
    return this._members.all;
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupBucket {
    return this._members.byName(name);
  }
}

/** The buckets of a stage that another stack deployed. Each handle is created when it is first used. */
@located
export class ImportedBuckets extends ListBackupBucketsBase {
  /** @internal */
  protected readonly _members: Members<BucketKey, IListBackupBucket>;

  public constructor(scope: Construct, id: string, props: ListBackupEncryptedFromStageProps) {
    const lookup = lookupOf(props, SERVICES.s3);
    super(scope, id);
    const encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.s3, lookup);
    const { account, region } = Stack.of(this);
    const { stage } = props;
    const keyOf = (key: BucketKey): IKey | undefined => {
      // Log delivery cannot write to a bucket with a key.
      if (key === 'Logs') return undefined;
      // A standby's data bucket is the replica, which the recovery key of the same region encrypts.
      return key === 'Data' && stage.standbyFor !== undefined ? recoveryKeyOf(this, props) : encryptionKey;
    };
    this._members = new Members<BucketKey, IListBackupBucket>('buckets', BUCKET_KEYS, (key) => new ImportedBucket(this, key, {
      lookup,
      logicalId: `${key}Bucket`,
      physicalName: bucketName(props.stage, BUCKETS[key].name, account, region),
      environmentVariable: environmentVariable(BUCKETS[key].name, 'BUCKET_NAME'),
      encryptionKey: keyOf(key),
    }));
  }
}

function recoveryKeyOf(scope: Construct, props: ListBackupEncryptedFromStageProps): IKey {
  const key = 'RecoveryKeyArn';
  return Key.fromKeyArn(scope, 'RecoveryKey', lookupOf(props, SERVICES.recovery).name(key, () => importedValue(props.stage, SERVICES.recovery, key)));
}

/**
 * Options of the catalogue's buckets. Protection and key apply to all of them, except that the logs bucket never has a key: log delivery couldn't
 * write to it.
 */
export interface ListBackupBucketsOptions extends ListBackupDataBucketOptions {
  /**
   * Time for which finished exports can be downloaded: 1 to 365 whole days.
   *
   * @default Duration.days(7)
   */
  readonly exportsExpiration?: Duration;

  /**
   * Keeps overwritten and deleted objects of the exports bucket for 7 days and of the logs bucket for 30 days. The data and assets buckets are
   * always versioned.
   *
   * @default false; true with `security` HARDENED
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
   */
  readonly allVersioned?: boolean;

  /**
   * Retention of the access logs.
   *
   * @default - a year in production, 90 days in staging, 30 days in development
   */
  readonly logRetention?: RetentionDays;

  /**
   * Records every read and write of the data bucket's objects in CloudTrail, at a price per event. The records go to the access log group and to
   * `cloudtrail/` in the data bucket. The policy of an `encryptionKey` created by this app then allows CloudTrail. If the key is imported, its
   * policy must already do so, and synthesis warns of it (`listbackup-infrastructure:auditKeyPolicy`).
   *
   * @default false
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
   */
  readonly audit?: boolean;

  /**
   * Permissions boundary of the roles of `audit` and `dataReplication`.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Replication of the data bucket's objects as they are written, to the bucket of `ListBackupDataReplica`.
   *
   * @default - nowhere
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
   */
  readonly dataReplication?: ListBackupBucketReplication;
}

/** The catalogue's buckets. */
export interface ListBackupBucketsProps extends ListBackupBucketsOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The four S3 buckets of a stage and the access-log group, usable alone or as part of `ListBackupDataLayer`.
 *
 * In a standby (`stage.asStandbyFor`) the data bucket is not made: its handle and its outputs are those of the replica, which
 * `ListBackupDataReplica` made in the standby's region before.
 *
 * @throws at synthesis when an origin, a retention or an expiration is invalid, or options can't be combined.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html
 *
 * @example
 * const buckets = new ListBackupBuckets(this, 'Buckets', { stage: ListBackupStage.DEV, exportsExpiration: Duration.days(3) });
 * buckets.exports.bucketName;
 */
@located
export class ListBackupBuckets extends ListBackupBucketsBase {
  /**
   * The buckets of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupEncryptedFromStageProps): IListBackupBuckets {
    return new ImportedBuckets(scope, id, props);
  }

  /** @internal */
  protected readonly _members: Members<BucketKey, IListBackupBucket>;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupBucketsProps) {
    const stage = requireStage(props);
    const chosen = withSecurityDefaults(props, HARDENED_BUCKETS);
    requireKey('encryptionKey', chosen.encryptionKey);
    requireBoolean('allVersioned', chosen.allVersioned);
    requireBoundary('permissionsBoundary', chosen.permissionsBoundary);
    requireBoolean('audit', chosen.audit);
    requireBoolean('intelligentTiering', chosen.intelligentTiering);
    requireBoolean('autoDeleteObjects', chosen.autoDeleteObjects);
    requireLifecycles('dataLifecycleRules', chosen.dataLifecycleRules);
    super(scope, id);
    makesCatalogue(this);
    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, chosen, bucketsKey(stage, SERVICES.s3, removalPolicy));
    const logRetention = logRetentionFor(stage, chosen.logRetention);
    const origins = webOriginsFor(stage, chosen);

    const lifecycleRules = lifecycles(chosen, logRetention);
    requireObject('dataReplication', chosen.dataReplication, 'must be an options object that names the other Region', 'For example: { region: "us-east-1" }.');
    const replication = chosen.dataReplication && { permissionsBoundary: chosen.permissionsBoundary, ...chosen.dataReplication };
    const create = (key: BucketKey, logs: IListBackupBucket | undefined): IListBackupBucket => {
      const row: BucketRow = BUCKETS[key];
      return new ListBackupBucket(this, key, {
        stage,
        name: row.name,
        versioned: row.versioned ?? chosen.allVersioned ?? false,
        lifecycleRules: lifecycleRules[key],
        cors: row.webMethods && [corsRule(row.webMethods, origins)],
        serverAccessLogsBucket: logs,
        removalPolicy: chosen.removalPolicy,
        autoDeleteObjects: chosen.autoDeleteObjects,
        encryptionKey: logs && encryptionKey,
        replication: key === 'Data' ? replication : undefined,
      });
    };
    const logs = create('Logs', undefined);
    const data = stage.standbyFor === undefined ? create('Data', logs) : standbyDataBucket(this, stage, stage.standbyFor);
    const [assets, exports] = (['Assets', 'Exports'] as const).map((key) => create(key, logs));
    const created: Readonly<Record<BucketKey, IListBackupBucket>> = { Data: data, Assets: assets, Exports: exports, Logs: logs };
    this._members = new Members('buckets', BUCKET_KEYS, (key) => created[key]);

    // The replica's policy admits it already.
    if (stage.standbyFor === undefined) admitCloudTrail(data);
    admitCloudFront(assets);
    // By name: the logs bucket cannot refer to buckets that refer to it.
    const { account, region } = logs.stack;
    admitLogDelivery(logs, BUCKET_KEYS.filter((key) => key !== 'Logs').map((key) => BUCKETS[key].name)
      .map((name) => ({ name, arn: bucketAttributes(logs.stack, bucketName(stage, name, account, region)).arn })));

    const logGroup = claimLogicalId(new CfnLogGroup(this, 'S3AccessLogGroup', {
      logGroupName: s3AccessLogGroupName(stage),
      retentionInDays: retentionInDays(logRetention),
      kmsKeyId: logKeyFor(chosen.security, encryptionKey),
      tags: resourceTags(stage, SERVICES.s3),
    }), 'S3AccessLogGroup');
    logGroup.applyRemovalPolicy(removalPolicy);
    publish(this, stage, SERVICES.s3, { S3AccessLogGroupName: logGroup.ref, S3AccessLogGroupArn: logGroup.attrArn });
    if (!chosen.audit) return;
    // The key of a hardened service, and in a standby that of the replica, admit it already.
    if (stage.standbyFor === undefined && chosen.encryptionKey) admitTrailToKey(this, chosen.encryptionKey);
    auditDataBucket(this, stage, data, logGroup, chosen.permissionsBoundary);
  }
}
