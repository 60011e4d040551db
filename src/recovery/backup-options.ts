import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { ListBackupVaultLock, LONGEST_RETENTION_DAYS } from './vault';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { COPY_VAULT_SUFFIX } from '../stage/naming';
import { requireBoundary } from '../validation/constructs';
import { requireSamePartition } from '../validation/environment';
import { invalid, requireInteger } from '../validation/invalid';
import { requireRegion } from '../validation/regions';
import { requireAttribute, requireBoolean, requireDuration, requireDurationBetween, requireList, requireText } from '../validation/values';

/** Options of a stage's backups. */
export interface ListBackupBackupOptions extends ListBackupSecurityOptions {
  /**
   * Retention of backups and their copies: 1 to 36500 whole days.
   *
   * @default Duration.days(30)
   */
  readonly retention?: Duration;

  /**
   * Time between two backups: 12 or 24 hours. A recovery loses what was written since the newest copy: with daily backups that can be more than
   * 24 hours, because a backup starts within an hour, and backup and copy take their time. Backups twice a day are stored twice as often.
   *
   * @default Duration.hours(24)
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
   */
  readonly interval?: Duration;

  /**
   * The hour of the day, in UTC, at which backups start: 0 to 23. They start within an hour.
   *
   * @default 5
   */
  readonly startHour?: number;

  /**
   * Lock that prevents early deletion of this vault's recovery points. The copy vault has its own lock.
   *
   * @default - no lock: users with the permission can delete recovery points; with `security` HARDENED a governance lock with a minimum
   *   retention of 1 day
   */
  readonly vaultLock?: ListBackupVaultLock;

  /**
   * Restores the newest backup of each table every Sunday into a temporary table, at the price of a restore. The restore jobs show how long
   * a restore takes.
   *
   * @default true
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
   */
  readonly restoreTesting?: boolean;

  /**
   * A customer-managed key for the vault. A vault takes its key once: another one replaces it, which CloudFormation refuses while the
   * name is taken.
   *
   * @default - AWS Backup's own key (`aws/backup`); with `security` HARDENED the vault's own key
   */
  readonly encryptionKey?: IKey;

  /**
   * Permissions boundary of the roles created here.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Removal policy of the vault when it leaves the stack. AWS Backup doesn't delete a vault that holds recovery points.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The backups of a stage. */
export interface ListBackupBackupProps extends ListBackupBackupOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** Tables to back up: the tables of the stage (`tables.all`). */
  readonly tables: ITable[];

  /** The data bucket. AWS Backup does not reach objects in GLACIER and DEEP_ARCHIVE. */
  readonly dataBucket: IBucket;

  /**
   * Region whose copy vault gets a copy of every backup: the region of `ListBackupRecovery`, in the same account.
   *
   * @default - no copies
   */
  readonly recoveryRegion?: string;

  /**
   * The name of the bucket in the recovery region that the data bucket is replicated to. An alarm goes off for objects that S3 doesn't replicate.
   *
   * @default - no alarm on replication
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
   */
  readonly replicaBucketName?: string;

  /**
   * Topic that is notified of failed backup, copy and restore jobs, and of days without a backup. Its policy lets EventBridge and
   * CloudWatch of this account publish.
   *
   * @default - no notifications, and synthesis warns of it (`listbackup-infrastructure:backupAlarmsLeftOut`)
   */
  readonly alarmTopic?: ITopic;
}

const DEFAULT_RETENTION_DAYS = 30;

/** Possible hours between two backups. The first is the default. */
const INTERVALS = [24, 12];

/** Returns the hours between two backups. */
export function intervalHoursOf({ interval }: Pick<ListBackupBackupProps, 'interval'>): number {
  if (interval === undefined) return INTERVALS[0];
  requireDurationBetween('interval', interval, Duration.hours(12), Duration.hours(24));
  const hours = INTERVALS.find((each) => interval.toMilliseconds() === Duration.hours(each).toMilliseconds());
  return hours ?? invalid('interval', interval.toHumanString(), 'must be 12 or 24 hours', 'For example: Duration.hours(12).');
}

/** For how long backups are kept. */
export function retentionDaysOf({ retention }: Pick<ListBackupBackupProps, 'retention'>): number {
  return retention === undefined ? DEFAULT_RETENTION_DAYS : requireDuration('retention', retention, 'days', 1, LONGEST_RETENTION_DAYS, DEFAULT_RETENTION_DAYS);
}

/** Refuses a stage whose vault would be called like the one that another stage's copies come to. */
function requireOwnVaultName({ stageName }: ListBackupStage): void {
  if (!stageName.endsWith(COPY_VAULT_SUFFIX)) return;
  const other = stageName.slice(0, -COPY_VAULT_SUFFIX.length);
  const rule = `must not end in "${COPY_VAULT_SUFFIX}" in a stage with backups: its vault would be named like that of the copies of stage "${other}"`;
  invalid('stage', stageName, rule, `For example: "${other}-2", or leave the backups out.`);
}

/** Refuses options that could not be deployed, or with which every job would fail. */
export function requireBackup(stack: Stack, props: ListBackupBackupProps): void {
  requireOwnVaultName(props.stage);
  requireList('tables', props.tables ?? null, 'tables.all');
  requireAttribute('dataBucket', props.dataBucket ?? null, 'bucketArn', 'a bucket', 'buckets.data');
  intervalHoursOf(props);
  requireInteger('startHour', props.startHour, 0, 23, 5);
  requireBoolean('restoreTesting', props.restoreTesting);
  requireAttribute('alarmTopic', props.alarmTopic, 'topicArn', 'an SNS topic', 'monitoring.criticalTopic');
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireAttribute('vaultLock', props.vaultLock, '_render', 'a vault lock', 'ListBackupVaultLock.governance({ minRetention: Duration.days(7) })');
  props.vaultLock?._require(retentionDaysOf(props));
  requireText('replicaBucketName', props.replicaBucketName, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket', 'For example: "listbackup-data-main-123456789012-us-east-1".');
  if (props.recoveryRegion !== undefined) requireOtherRegion('recoveryRegion', stack, props.recoveryRegion);
}

/** Returns the region, and refuses the stack's own, and one that nothing is copied to. */
export function requireOtherRegion(what: string, stack: Pick<Stack, 'region'>, region: string): string {
  requireRegion(what, region);
  if (!Token.isUnresolved(stack.region) && stack.region === region) {
    invalid(what, region, 'must be another Region than the primary\'s: what is lost with one must be safe in the other', `For example: ${region === 'us-east-1' ? '"us-west-2"' : '"us-east-1"'}.`);
  }
  requireSamePartition(what, stack.region, region);
  return region;
}
