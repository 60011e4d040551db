import { Stack } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { alarmOnCopies, alarmOnFailedJobs, alarmOnFailedReplication, alarmOnMissingBackups, alarmOnRule } from './alarms';
import { ListBackupBackupProps, intervalHoursOf, requireBackup, retentionDaysOf } from './backup-options';
import { createBackupPlan, Members, requireHere, requireVersions } from './backup-plan';
import {
  BACKUP_JOBS,
  COPY_JOBS,
  hearOfRecoveryFailures,
  RESTORE_JOBS,
  tellOfFailures,
  toTopic,
  warnOfSilence,
} from './failed-jobs';
import { createRestoreTesting } from './restore-testing';
import { useVaultKey, useVaultKeyByAlias, vaultArn, writeRecoveryPoints } from './statements';
import { createVault, enterCopyVault, vaultLockFor } from './vault';
import { SERVICES } from '../catalogue/services';
import { removalPolicyFor } from '../conventions';
import { publish } from '../exports/publish';
import { getOrCreateServiceKey } from '../keys/service-key';
import { backupVaultName, copyVaultName, recoveryKeyAliasName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { located } from '../validation/located';
import { requireAttribute } from '../validation/values';

/**
 * The daily backups of a stage: every table and the data bucket, in the vault `listbackup-{stage}`, kept for 30 days and copied to the
 * recovery region. Tests restore them, and a topic is notified of failed jobs. It is the stack `listbackup-infrastructure-backup-{stage}`.
 *
 * AWS Backup's advanced features for DynamoDB must be on in the account, in both regions. No CloudFormation resource can turn them on.
 *
 * @throws at synthesis when the retention does not fit the lock of the vault or of the copy vault, the recovery region is the stack's
 *   own, or AWS Backup can't back up one of the resources from here.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 *
 * @example
 * declare const data: ListBackupDataLayer;
 * declare const webhooks: ListBackupTable;
 *
 * const backup = new ListBackupBackup(this, 'Backup', {
 *   stage: ListBackupStage.MAIN,
 *   tables: data.tables.all,
 *   dataBucket: data.buckets.data,
 *   recoveryRegion: 'us-east-1',
 * });
 * backup.protectTable(webhooks);
 */
@located
export class ListBackupBackup extends Construct {
  /** The name of the vault. */
  public readonly vaultName: string;

  private readonly members: Members;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, the resources to back up, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, private readonly props: ListBackupBackupProps) {
    const stage = requireStage(props);
    requireBackup(Stack.of(scope), props);
    super(scope, id);
    const { recoveryRegion, permissionsBoundary } = props;
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, { stage, service: SERVICES.backup, removalPolicy, users: [], shared: true });

    this.vaultName = backupVaultName(stage);
    const vault = createVault(this, 'BackupVault', {
      stage,
      service: SERVICES.backup,
      name: this.vaultName,
      removalPolicy,
      encryptionKey,
      lock: vaultLockFor(props),
    });
    const copyVaultArn = recoveryRegion === undefined ? undefined : vaultArn(Stack.of(this), recoveryRegion, copyVaultName(stage));
    const retentionDays = retentionDaysOf(props);
    if (recoveryRegion !== undefined) enterCopyVault(this, recoveryRegion, copyVaultName(stage), { retentionDays });
    const { startHour } = props;
    const plan = createBackupPlan(this, { stage, vault, copyVaultArn, startHour, intervalHours: intervalHoursOf(props), retentionDays });
    const copy = copyVaultArn === undefined || recoveryRegion === undefined ? undefined : { arn: copyVaultArn, region: recoveryRegion };
    this.members = new Members(this, 'Members', {
      stage,
      plan,
      permissionsBoundary,
      vaultStatements: [
        ...writeRecoveryPoints(Stack.of(this), vault.attrBackupVaultArn, copy),
        ...encryptionKey === undefined ? [] : useVaultKey(encryptionKey),
        ...recoveryRegion === undefined ? [] : useVaultKeyByAlias(Stack.of(this), recoveryRegion, recoveryKeyAliasName(stage)),
      ],
    });
    props.tables.forEach((table) => this.protectTable(table));
    this.protectBucket(props.dataBucket);
    publish(this, stage, SERVICES.backup, {
      BackupVaultName: vault.ref, BackupVaultArn: vault.attrBackupVaultArn, BackupPlanId: plan.ref, BackupPlanArn: plan.attrBackupPlanArn,
    });

    const testRole = props.restoreTesting === false ? undefined : createRestoreTesting(this, {
      stage,
      service: SERVICES.backup,
      vaultName: this.vaultName,
      vaultArn: vault.attrBackupVaultArn,
      vaultKey: encryptionKey,
      permissionsBoundary,
    });
    this.tell(vault.attrBackupVaultArn, testRole);
  }

  /**
   * Backs up a table of your own like the stage's, from its next daily backup on.
   *
   * @param table in the account and region of the stack, created by this app or by another one.
   * @throws when it isn't a table, or is in another account or region, where a plan can't find it.
   */
  public protectTable(table: ITable): void {
    requireAttribute('table', table ?? null, 'tableArn', 'a table', 'a ListBackupTable');
    requireHere(this, 'table', table, table.tableArn);
    this.members.add({ kind: 'dynamodb', arn: table.tableArn, encryptionKey: table.encryptionKey });
  }

  /**
   * Backs up a bucket of your own like the stage's, from its next daily backup on.
   *
   * @param bucket in the account and region of the stack, versioned, created by this app or by another one.
   * @throws when it isn't a bucket, is in another account or region, or isn't versioned.
   */
  public protectBucket(bucket: IBucket): void {
    requireAttribute('bucket', bucket ?? null, 'bucketArn', 'a bucket', 'a ListBackupBucket');
    requireHere(this, 'bucket', bucket, bucket.bucketArn);
    requireVersions(bucket);
    this.members.add({ kind: 's3', arn: bucket.bucketArn, encryptionKey: bucket.encryptionKey });
  }

  private tell(arn: string, testRoleArn: string | undefined): void {
    const { stage, alarmTopic, recoveryRegion, dataBucket, replicaBucketName } = this.props;
    if (alarmTopic === undefined) return warnOfSilence(this);
    const hours = intervalHoursOf(this.props);
    const place = { scope: this, stage, service: SERVICES.backup, topics: [alarmTopic] };
    const targets = [toTopic(alarmTopic)];
    tellOfFailures(this, this.vaultName, BACKUP_JOBS, { backupVaultArn: [arn] }, targets);
    if (recoveryRegion !== undefined) {
      tellOfFailures(this, this.vaultName, COPY_JOBS, { sourceBackupVaultArn: [arn] }, targets);
      const { failedRestores, lateReplicas } = hearOfRecoveryFailures(this, stage, alarmTopic);
      alarmOnCopies(place, hours);
      alarmOnRule(place, 'RecoveryRestoreFailedAlarm', `${copyVaultName(stage)}-restore-failed`,
        `A restore from the vault ${copyVaultName(stage)} in ${recoveryRegion} failed. The restore jobs in AWS Backup say why.`, failedRestores);
      // Not the name of that Region's own alarm, which its stack owns.
      alarmOnRule(place, 'RecoveryReplicationLateAlarm', `${backupVaultName(stage)}-replication-late`,
        `Replicas in ${recoveryRegion} are late. The alarm ${lateReplicas.name} of that Region shows since when.`, lateReplicas);
    }
    if (testRoleArn !== undefined) tellOfFailures(this, this.vaultName, RESTORE_JOBS, { iamRoleArn: [testRoleArn] }, targets);
    alarmOnFailedJobs(place);
    alarmOnMissingBackups(place, hours);
    if (replicaBucketName !== undefined) alarmOnFailedReplication(place, { source: dataBucket.bucketName, replica: replicaBucketName });
  }
}
