import { Construct } from 'constructs';
import { hasBackup } from './create-backup';
import { ListBackupInfrastructureProps } from './infrastructure-props';
import { isMonitored } from './is-monitored';
import { ServiceStacks } from './service-stacks';
import { ListBackupBucketReplication, ListBackupDataReplica, ListBackupDataReplicaProps } from '../data-layer';
import { ListBackupRecovery } from '../recovery';
import { RecoveryEnvironment, recoveryRegionFor } from '../recovery/recovery-environment';
import { ListBackupStage } from '../stage';
import { recoveryKeyAliasName } from '../stage/naming';

/** What is kept in the recovery region, and how the rest of the stage reaches it. */
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
