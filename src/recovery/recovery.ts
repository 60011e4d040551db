import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { alarmOnLateReplication } from './alarms';
import { requireOtherRegion } from './backup-options';
import { createBackupServiceRole } from './backup-plan';
import { RESTORE_JOBS, tellOfAlarm, tellOfFailures, toPrimary, toTopic } from './failed-jobs';
import { createRecoveryKey } from './recovery-key';
import { LATE_AFTER, ListBackupRecoveryProps, ListBackupReplicationAlarmOptions, requirePrimary, requireReplicationAlarm } from './recovery-options';
import { createRestoreTesting } from './restore-testing';
import { encryptTablesByAlias, restoreObjects, restoreTables, useVaultKey } from './statements';
import { createVault, enterCopyVault, vaultLockFor } from './vault';
import { SERVICES } from '../catalogue/services';
import { removalPolicyFor } from '../conventions';
import { publish } from '../exports/publish';
import { copyVaultName, keyAliasName, serviceKeyAliasName, tablePrefix } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireBoundary } from '../validation/constructs';
import { located } from '../validation/located';
import { requireAttribute, requireBoolean } from '../validation/values';

/**
 * The recovery region of a stage: the vault `listbackup-{stage}-copy` for copies of backups, the key of copies and replicas, the role for
 * restores, and tests that restore the copies there. The stack `listbackup-infrastructure-recovery-{stage}` is deployed before all others.
 * It also contains `ListBackupDataReplica`.
 *
 * @throws at synthesis when the stage is a standby, which uses what its primary keeps, or the vault's lock refuses the retention of the
 *   app's backups.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 *
 * @example
 * const recovery = new ListBackupRecovery(this, 'Recovery', { stage: ListBackupStage.MAIN });
 * const replica = new ListBackupDataReplica(this, 'Replica', { stage: ListBackupStage.MAIN, encryptionKey: recovery.encryptionKey });
 * recovery.allowRestoreInto(replica.bucket);
 */
@located
export class ListBackupRecovery extends Construct {
  /** The key of copies and replicas. Its alias is `alias/listbackup/recovery/{stage}`, by which other regions know it. */
  public readonly encryptionKey: IKey;

  /** The name of the vault that copies come to. */
  public readonly copyVaultName: string;

  private readonly restores: PolicyDocument;
  private readonly targets: readonly CfnRule.TargetProperty[];

  /**
   * @param scope a stack of the recovery region, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, private readonly props: ListBackupRecoveryProps) {
    const stage = requireStage(props);
    requirePrimary('recovery', stage);
    requireBoolean('restoreTesting', props.restoreTesting);
    requireAttribute('vaultLock', props.vaultLock, '_render', 'a vault lock', 'ListBackupVaultLock.governance({ minRetention: Duration.days(7) })');
    requireAttribute('alarmTopic', props.alarmTopic, 'topicArn', 'an SNS topic', 'sns.Topic.fromTopicArn(…)');
    requireBoundary('permissionsBoundary', props.permissionsBoundary);
    if (props.primaryRegion !== undefined) requireOtherRegion('primaryRegion', Stack.of(scope), props.primaryRegion);
    super(scope, id);
    const { permissionsBoundary } = props;
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);

    const key = createRecoveryKey(this, stage, removalPolicy);
    this.encryptionKey = Key.fromCfnKey(key);
    this.copyVaultName = copyVaultName(stage);
    const lock = vaultLockFor(props);
    enterCopyVault(this, Stack.of(this).region, this.copyVaultName, { lock });
    const vault = createVault(this, 'CopyVault', {
      stage,
      service: SERVICES.recovery,
      name: this.copyVaultName,
      removalPolicy,
      encryptionKey: this.encryptionKey,
      lock,
    });
    this.restores = new PolicyDocument({
      statements: [
        restoreTables(Stack.of(this), `${tablePrefix(stage)}-*`),
        ...useVaultKey(this.encryptionKey),
        // The standby's tables are under the stage's own key, or hardened under that of the tables.
        ...encryptTablesByAlias(Stack.of(this), [keyAliasName(stage), serviceKeyAliasName(stage, SERVICES.dynamodb)]),
      ],
    });
    const role = createBackupServiceRole(this, 'RestoreRole', {
      service: SERVICES.recovery, policyName: 'Restore', document: this.restores, permissionsBoundary,
    });
    publish(this, stage, SERVICES.recovery, {
      RecoveryKeyArn: key.attrArn,
      RecoveryKeyId: key.ref,
      CopyVaultName: vault.ref,
      CopyVaultArn: vault.attrBackupVaultArn,
      RestoreRoleArn: role.attrArn,
    });

    const testRole = props.restoreTesting === false ? undefined : createRestoreTesting(this, {
      stage,
      service: SERVICES.recovery,
      vaultName: this.copyVaultName,
      vaultArn: vault.attrBackupVaultArn,
      vaultKey: this.encryptionKey,
      permissionsBoundary,
    });
    this.targets = [
      ...props.alarmTopic === undefined ? [] : [toTopic(props.alarmTopic)],
      ...props.primaryRegion === undefined ? [] : [toPrimary(this, stage, props.primaryRegion, permissionsBoundary)],
    ];
    if (this.targets.length > 0) {
      const iamRoleArn = testRole === undefined ? [role.attrArn] : [role.attrArn, testRole];
      tellOfFailures(this, this.copyVaultName, RESTORE_JOBS, { iamRoleArn }, [...this.targets]);
    }
  }

  /**
   * Alarms when the replicas of a bucket are late for a quarter of an hour. The alarm notifies `alarmTopic`, and the topic of the primary's
   * Region. Without either it isn't created.
   *
   * @param options the two buckets, and the latest acceptable delay.
   * @throws when a bucket name is invalid, or the time is out of bounds.
   */
  public alarmOnReplication(options: ListBackupReplicationAlarmOptions): void {
    requireReplicationAlarm(options);
    const { stage, alarmTopic } = this.props;
    if (this.targets.length === 0) return;
    const place = { scope: this, stage, service: SERVICES.recovery, topics: alarmTopic === undefined ? [] : [alarmTopic] };
    const { sourceBucketName: source, replicaBucketName: replica, after = LATE_AFTER } = options;
    const alarm = alarmOnLateReplication(place, { source, replica }, after);
    const primary = this.targets.find(({ roleArn }) => roleArn !== undefined);
    if (primary !== undefined) tellOfAlarm(this, stage, alarm, primary);
  }

  /**
   * Lets the restore role write objects of a backup into a bucket, such as the replica of the data bucket.
   *
   * @param bucket of the same account and region; whose key, if any, is this construct's.
   * @throws when it isn't a bucket.
   */
  public allowRestoreInto(bucket: IBucket): void {
    requireAttribute('bucket', bucket ?? null, 'bucketArn', 'a bucket', 'replica.bucket');
    this.restores.addStatements(...restoreObjects(bucket.bucketArn));
  }
}
