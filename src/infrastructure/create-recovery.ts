import { Duration } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ListBackupInfrastructureProps, ListBackupStandby } from './infrastructure-props';
import { ServiceStacks } from './service-stacks';
import { BUCKETS } from '../catalogue/buckets';
import { ListBackupBucketReplication, ListBackupDataReplica, ListBackupDataReplicaProps } from '../data-layer';
import { IListBackupDataLayer } from '../handles';
import { IListBackupMonitoring } from '../monitoring';
import { ListBackupBackup, ListBackupBackupProps, ListBackupRecovery } from '../recovery';
import { RecoveryEnvironment, recoveryRegionFor } from '../recovery/recovery-options';
import { ListBackupStage } from '../stage';
import { alarmTopicName, bucketName, recoveryKeyAliasName } from '../stage/naming';
import { requireBoolean } from '../validation/values';

/** Returns true if a stage has a monitoring stack: in production and staging, and wherever monitoring or a budget is configured. */
export function isMonitored(stage: ListBackupStage, { monitoring, budget }: ListBackupInfrastructureProps): boolean {
  return monitoring !== undefined || budget !== undefined || stage.isOperated;
}

/**
 * The same app in a standby region: what the primary alone can have is taken out of its props. DKIM tokens are those of the primary's own
 * identity; a cold standby has no alias, no host that lives once in the world, and no record but those of DKIM. Easy DKIM's tokens differ by
 * region, so they don't collide with the primary's, and without them SES would not verify the standby's identity before a disaster.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
 */
export function forStandby(stage: ListBackupStage, props: ListBackupInfrastructureProps): ListBackupInfrastructureProps {
  if (stage.standbyFor === undefined) return props;
  const regional = { ...props, domains: props.domains && { ...props.domains, dkimTokens: undefined, dkimTtl: undefined } };
  if (!isCold(stage, props)) return regional;
  const { edge } = props;
  return {
    ...regional,
    auth: { ...props.auth, customDomain: undefined, certificate: undefined },
    api: { ...props.api, dnsRecords: false },
    edge: edge && { contentSecurityPolicy: edge.contentSecurityPolicy, shieldAdvanced: edge.shieldAdvanced },
  };
}

/** Returns true for a standby that waits beside its primary. */
export function isCold({ standbyFor }: ListBackupStage, { standby }: ListBackupInfrastructureProps): boolean {
  return standbyFor !== undefined && standby !== ListBackupStandby.ACTIVE;
}

/** Returns true if a stage is backed up. A cold standby has no data of its own to back up. */
export function hasBackup(stage: ListBackupStage, props: ListBackupInfrastructureProps): boolean {
  const { backup } = props;
  requireBoolean('backup.enabled', backup?.enabled);
  if (isCold(stage, props)) return false;
  return backup?.enabled ?? (backup !== undefined || stage.isOperated);
}

/** The daily backups, and who is told when one fails. */
export function createBackup(
  stacks: ServiceStacks, props: Omit<ListBackupBackupProps, 'tables' | 'dataBucket'>, { tables, buckets }: IListBackupDataLayer,
  monitoring: IListBackupMonitoring | undefined,
): ListBackupBackup {
  const stack = stacks.stackOf('backup');
  // By name, so that vault and alarms are deployed side by side: a rule may name a topic that is about to be.
  const topicArn = stack.formatArn({ service: 'sns', resource: alarmTopicName(props.stage, 'critical') });
  const alarmTopic = monitoring && Topic.fromTopicArn(stack, 'AlarmTopic', topicArn);
  return new ListBackupBackup(stack, 'Backup', { alarmTopic, ...props, tables: tables.all, dataBucket: buckets.data });
}

/** The vault's own options, without the word whether there is one. */
export function backupOptions({ backup }: ListBackupInfrastructureProps): Partial<ListBackupBackupProps> {
  const { enabled, ...options } = { ...backup };
  return options;
}

/** Promised by Replication Time Control. */
const REPLICATED_WITHIN = Duration.minutes(15);

/** The name of the bucket that the data bucket is replicated to, if any. */
export function replicaNameOf(
  stage: ListBackupStage, { account }: RecoveryEnvironment, replication: ListBackupBucketReplication | undefined,
): string | undefined {
  // A standby takes the replica, and replicates nothing.
  if (stage.standbyFor !== undefined) return undefined;
  return replication && (replication.bucketName ?? bucketName(stage, BUCKETS.Data.name, account, replication.region));
}

/** Resources created in the recovery region, and the values through which the rest of the stage uses them. */
export interface CreatedRecovery {
  readonly region: string;
  readonly recovery: ListBackupRecovery;
  readonly dataReplication: ListBackupBucketReplication;
}

/** The recovery region's stack, where the stage has one. A standby uses its primary's. */
export function createRecovery(
  scope: Construct, stacks: ServiceStacks, env: RecoveryEnvironment, bucket: ListBackupDataReplicaProps, props: ListBackupInfrastructureProps,
): CreatedRecovery | undefined {
  const { stage } = bucket;
  const region = regionOf(scope, stage, env, props);
  if (region === undefined) return undefined;
  const stack = stacks.stackOf('recovery', region);
  const recovery = new ListBackupRecovery(stack, 'Recovery', {
    removalPolicy: bucket.removalPolicy,
    security: props.security,
    permissionsBoundary: props.permissionsBoundary,
    // Who is told stands there, if anybody is.
    primaryRegion: isMonitored(stage, props) && hasBackup(stage, props) ? env.region : undefined,
    ...props.recovery,
    stage,
  });
  const replica = new ListBackupDataReplica(stack, 'Replica', { ...bucket, encryptionKey: recovery.encryptionKey, accessLogs: props.recovery?.accessLogs });
  recovery.allowRestoreInto(replica.bucket);
  // Where the caller replicates to a bucket of their own, this replica gets nothing and is never late.
  if (props.buckets?.dataReplication === undefined) {
    recovery.alarmOnReplication({
      sourceBucketName: bucketName(stage, BUCKETS.Data.name, env.account, env.region),
      replicaBucketName: bucketName(stage, BUCKETS.Data.name, env.account, region),
      after: props.recovery?.replicationTimeControl ? REPLICATED_WITHIN : undefined,
    });
  }
  return {
    region, recovery, dataReplication: { region, keyAlias: recoveryKeyAliasName(stage), timeControl: props.recovery?.replicationTimeControl },
  };
}

function regionOf(
  scope: Construct, stage: ListBackupStage, env: RecoveryEnvironment, { recovery }: ListBackupInfrastructureProps,
): string | undefined {
  if (stage.standbyFor !== undefined) return undefined;
  return recoveryRegionFor(scope, stage, env, { asked: recovery && (recovery.enabled ?? true), region: recovery?.region });
}
