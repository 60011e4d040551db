import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ListBackupBucket } from './bucket';
import { corsRule, dataLifecycle, HARDENED_REPLICA, logsLifecycle, webOriginsFor } from './bucket-defaults';
import { bucketAttributes } from './bucket-import';
import { requireLifecycles } from './bucket-lifecycle';
import { ListBackupDataBucketOptions } from './bucket-options';
import { admitAccessLogs, admitCloudTrail } from './bucket-policy';
import { BUCKETS } from '../catalogue/buckets';
import { SERVICES } from '../catalogue/services';
import { logRetentionFor, makesCatalogue } from '../conventions';
import { IListBackupBucket } from '../handles';
import { ListBackupStage } from '../stage';
import { bucketName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireBoolean } from '../validation/values';

/** Properties of the bucket for the replica's access logs. */
interface ReplicaLogsProps {
  readonly stage: ListBackupStage;
  readonly logRetention: RetentionDays;
  readonly removalPolicy?: RemovalPolicy;
  readonly autoDeleteObjects?: boolean;
}

/** A bucket for the access logs of the data replica: S3 writes them within a region, and the logs bucket of that region is the standby's. */
function replicaLogs(scope: Construct, { stage, logRetention, removalPolicy, autoDeleteObjects }: ReplicaLogsProps): IListBackupBucket {
  const logs = new ListBackupBucket(scope, 'ReplicaLogs', {
    stage,
    service: SERVICES.recovery,
    // As long as the longest of the catalogue's: stages of sixteen letters leave room for no more.
    name: 'dr-logs',
    lifecycleRules: logsLifecycle(logRetention, true),
    removalPolicy,
    autoDeleteObjects,
  });
  const { account, region } = logs.stack;
  // By name: it cannot refer to the bucket that refers to it.
  const { name } = BUCKETS.Data;
  admitAccessLogs(logs, [{ name, arn: bucketAttributes(logs.stack, bucketName(stage, name, account, region)).arn }]);
  return logs;
}

/** The replica of a stage's data bucket. */
export interface ListBackupDataReplicaProps extends ListBackupDataBucketOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Logs the requests to the bucket in a bucket created for it: `listbackup-dr-logs-{stage}-{account}-{region}`.
   *
   * @default false; true with `security` HARDENED
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
   */
  readonly accessLogs?: boolean;

  /**
   * Retention of the replica's access logs.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   */
  readonly logRetention?: RetentionDays;
}

/**
 * The bucket in the recovery region to which the data bucket is replicated, with the data bucket's lifecycle, CORS rules and policy. In a
 * standby, it is the data bucket. It belongs in the stack `listbackup-infrastructure-recovery-{stage}` and must exist before the data
 * bucket refers to it in `dataReplication`.
 *
 * If you turn its access logs on, they get their own bucket: the logs bucket of its region belongs to the standby, which is created later.
 *
 * @throws at synthesis when an origin or a retention is invalid, options can't be combined, or the stage is a standby.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 *
 * @example
 * declare const recovery: ListBackupRecovery;
 *
 * new ListBackupDataReplica(this, 'Replica', { stage: ListBackupStage.MAIN, encryptionKey: recovery.encryptionKey });
 */
@located
export class ListBackupDataReplica extends Construct {
  /** The bucket with the replicas. */
  public readonly bucket: IBucket;

  /**
   * @param scope a stack of the recovery region, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and the options of the data bucket.
   */
  public constructor(scope: Construct, id: string, props: ListBackupDataReplicaProps) {
    const stage = requireStage(props);
    const chosen = withSecurityDefaults(props, HARDENED_REPLICA);
    requireBoolean('intelligentTiering', props.intelligentTiering);
    requireBoolean('accessLogs', chosen.accessLogs);
    requireLifecycles('dataLifecycleRules', props.dataLifecycleRules);
    if (stage.standbyFor !== undefined) {
      invalid('stage', `${stage}, standby for ${stage.standbyFor}`, `can't be a standby: the replica of stage "${stage}" belongs to its primary`, `For example: ListBackupStage.of("${stage}").`);
    }
    super(scope, id);
    makesCatalogue(this);
    const logRetention = logRetentionFor(stage, chosen.logRetention);
    const data = new ListBackupBucket(this, 'DataReplica', {
      stage,
      service: SERVICES.recovery,
      name: BUCKETS.Data.name,
      versioned: true,
      lifecycleRules: dataLifecycle(props),
      cors: [corsRule(BUCKETS.Data.webMethods, webOriginsFor(stage, props))],
      removalPolicy: props.removalPolicy,
      autoDeleteObjects: props.autoDeleteObjects,
      encryptionKey: props.encryptionKey,
      serverAccessLogsBucket: chosen.accessLogs ? replicaLogs(this, { ...chosen, logRetention }) : undefined,
    });
    admitCloudTrail(data);
    this.bucket = data;
  }
}
