import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { ListBackupVaultLock } from './vault-lock';
import { ListBackupStage } from '../stage';

/** What can be chosen for the backups of a stage. */
export interface ListBackupBackupOptions {
  /**
   * For how long backups and their copies are kept: 1 to 36500 whole days.
   *
   * @default Duration.days(30)
   */
  readonly retention?: Duration;

  /**
   * The hour of the day, in UTC, at which backups start: 0 to 23. They start within an hour.
   *
   * @default 5
   */
  readonly startHour?: number;

  /**
   * What keeps recovery points from being deleted before their time, in this vault. The copy vault has a lock of its own.
   *
   * @default - no lock: who may delete recovery points may delete them
   */
  readonly vaultLock?: ListBackupVaultLock;

  /**
   * Whether the newest backup of each table is restored every Sunday into a table that goes again, at the price of a restore: the restore
   * jobs say how long that takes.
   *
   * @default true
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
   */
  readonly restoreTesting?: boolean;

  /**
   * A customer-managed key for the vault.
   *
   * @default - AWS Backup's own key (`aws/backup`)
   */
  readonly encryptionKey?: IKey;

  /**
   * A policy that bounds what the roles made here may ever be allowed.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * What becomes of the vault when it leaves the stack. AWS deletes no vault that holds recovery points.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The backups of a stage. */
export interface ListBackupBackupProps extends ListBackupBackupOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** What is backed up: the tables of the stage (`tables.all`). */
  readonly tables: ITable[];

  /** The data bucket. AWS Backup does not reach objects in GLACIER and DEEP_ARCHIVE. */
  readonly dataBucket: IBucket;

  /**
   * The region whose copy vault gets a copy of every backup: where `ListBackupRecovery` stands, in the same account.
   *
   * @default - backups are not copied
   */
  readonly recoveryRegion?: string;

  /**
   * Who is told of backup, copy and restore jobs that failed, and of a day without a backup. Its policy lets EventBridge and CloudWatch of this
   * account publish.
   *
   * @default - nobody is told, and synthesis warns of it (`listbackup-infrastructure:backupAlarmsLeftOut`)
   */
  readonly alarmTopic?: ITopic;
}
