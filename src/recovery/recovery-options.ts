import { Annotations, Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { IConstruct } from 'constructs';
import { requireOtherRegion } from './backup-options';
import { ListBackupVaultLock } from './vault';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { invalid } from '../validation/invalid';
import { requireRegion } from '../validation/regions';
import { requireBoolean, requireDurationBetween, requireObject, requireText } from '../validation/values';

/** Options of the copies and replicas in the recovery region. */
export interface ListBackupRecoveryOptions extends ListBackupSecurityOptions {
  /**
   * Lock that prevents early deletion of copies. The retention of the backups must fit its bounds.
   *
   * @default - no lock: users with the permission can delete recovery points; with `security` HARDENED a governance lock with a minimum
   *   retention of 1 day
   */
  readonly vaultLock?: ListBackupVaultLock;

  /**
   * Restores the newest copy of each table every Sunday into a temporary table, at the price of a restore. The restore jobs show how long a
   * recovery takes in the region where it would happen.
   *
   * @default true
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
   */
  readonly restoreTesting?: boolean;

  /**
   * Topic in the recovery region that is notified of failed restores. Its policy lets EventBridge of this account publish.
   *
   * @default - no notifications in this region
   */
  readonly alarmTopic?: ITopic;

  /**
   * Permissions boundary of the roles created here.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Removal policy of vault and key when they leave the stack. Without the key, copies and replicas can't be read.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Properties of the copies and replicas in the recovery region. */
export interface ListBackupRecoveryProps extends ListBackupRecoveryOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Region of the primary. There, a `ListBackupBackup` with an `alarmTopic` and this recovery region notifies its topic of restores that
   * failed here.
   *
   * @default - only `alarmTopic` is notified
   */
  readonly primaryRegion?: string;
}

/**
 * The replication of a bucket, and how late is too late.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export interface ListBackupReplicationAlarmOptions {
  /** The name of the bucket in the primary's Region. */
  readonly sourceBucketName: string;

  /** The name of the bucket with the replicas, in this Region. */
  readonly replicaBucketName: string;

  /**
   * Longest delay of a replica: 1 minute to 1 day. With Replication Time Control, S3 promises 15 minutes.
   *
   * @default Duration.hours(1)
   */
  readonly after?: Duration;
}

/** Longest delay of replicas that nobody has promised a time for. */
export const LATE_AFTER = Duration.hours(1);

/** Refuses names that are no bucket's, and a time at which the alarm would always, or never, go off. */
export function requireReplicationAlarm(options: ListBackupReplicationAlarmOptions): void {
  requireObject('alarmOnReplication', options ?? null, 'must name two buckets', 'For example: { sourceBucketName: "reports", replicaBucketName: "reports-replica" }.');
  for (const name of ['sourceBucketName', 'replicaBucketName'] as const) {
    if (options[name] === undefined) invalid(name, undefined, 'must be the name of a bucket', 'For example: "listbackup-data-main-123456789012-us-east-1".');
    requireText(name, options[name], /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket', 'For example: "listbackup-data-main-123456789012-us-east-1".');
  }
  requireDurationBetween('after', options.after, Duration.minutes(1), Duration.days(1));
}

/** Account and region of a stage's stacks. Both can be tokens. */
export interface RecoveryEnvironment {
  readonly account: string;
  readonly region: string;
}

/** Recovery options of the caller. */
export interface RecoveryWish {
  /** True if recovery was turned on, false if it was turned off, undefined if the stage decides. */
  readonly asked?: boolean;
  readonly region?: string;
}

const WORKS = 'env: { account: "123456789012", region: "us-west-2" }';

/** The recovery region of a primary that names none. */
const defaultRecoveryRegion = (primaryRegion: string): string => (primaryRegion === 'us-east-1' ? 'us-west-2' : 'us-east-1');

/**
 * The region in which a stage is kept safe, or `undefined` where it is not: in production unless the caller says otherwise. Its stacks are of two
 * regions, and name each other's resources; so it warns where it is left out for want of a concrete environment, and refuses where it was
 * asked for.
 */
export function recoveryRegionFor(
  scope: IConstruct, stage: ListBackupStage, env: RecoveryEnvironment, { asked, region }: RecoveryWish,
): string | undefined {
  requireBoolean('recovery', asked);
  if (region !== undefined) requireRegion('recoveryRegion', region);
  if (region !== undefined && asked === false) invalid('recoveryRegion', region, 'requires recovery, which is off', 'Set recovery: { enabled: true }, or remove region.');
  const explicit = asked === true || region !== undefined;
  if (stage.standbyFor !== undefined) {
    if (explicit) requirePrimary('recovery', stage);
    return undefined;
  }
  if (!(asked ?? (stage.isProduction || region !== undefined))) return undefined;
  if (Token.isUnresolved(env.account) || Token.isUnresolved(env.region)) {
    if (explicit) invalid('recovery', region === undefined ? {} : { region }, 'requires a concrete account and Region: its stacks are in two Regions and name each other', `For example: ${WORKS}.`);
    Annotations.of(scope).addWarningV2('listbackup-infrastructure:recoveryLeftOut',
      `copies and replicas in another region are left out: they need a concrete account and region, for example ${WORKS}.`);
    return undefined;
  }
  return requireOtherRegion('recoveryRegion', env, region ?? defaultRecoveryRegion(env.region));
}

/** Refuses a standby: it uses what its primary keeps in the same region. */
export function requirePrimary(what: string, { stageName, standbyFor }: ListBackupStage): void {
  if (standbyFor === undefined) return;
  invalid(what, `standby for ${standbyFor}`, 'can\'t be in a standby: the primary\'s is in the same Region', `For example: ListBackupStage.of("${stageName}").`);
}
