import { Duration } from 'aws-cdk-lib';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { LONGEST_RETENTION_DAYS } from './retention-bounds';
import { refuse } from '../stage/refuse';
import { requireDuration } from '../stage/require-duration';

/** AWS Backup's own bound, in days. */
const SHORTEST_GRACE_DAYS = 3;

/** For how long a locked vault keeps what is in it. */
export interface ListBackupVaultLockOptions {
  /** What is kept for less is not taken in: 1 to 36500 whole days. */
  readonly minRetention: Duration;

  /**
   * What is to be kept for longer is not taken in: up to 36500 whole days, not less than `minRetention`.
   *
   * @default - no bound
   */
  readonly maxRetention?: Duration;
}

/**
 * For how long a vault keeps what is in it, whoever asks for less.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export interface ListBackupComplianceLockOptions extends ListBackupVaultLockOptions {
  /**
   * For how long the lock can still be taken off, counted from when it was set: 3 to 36500 whole days. After that nobody can, the account's
   * root user and AWS included.
   */
  readonly gracePeriod: Duration;
}

/**
 * Who may take a vault's lock off. A locked vault deletes no recovery point before its time.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 *
 * @example
 * ListBackupVaultLock.governance({ minRetention: Duration.days(7), maxRetention: Duration.days(365) });
 */
export class ListBackupVaultLock {
  /**
   * People with the permission `backup:DeleteBackupVaultLockConfiguration` may take it off.
   *
   * @param options for how long recovery points may be kept.
   * @throws when a duration is out of bounds.
   */
  public static governance(options: ListBackupVaultLockOptions): ListBackupVaultLock {
    return new ListBackupVaultLock(options);
  }

  /**
   * Nobody may take it off once the grace period is over: the vault and its price stay until the last recovery point has expired.
   *
   * @param options for how long recovery points may be kept, and the grace period.
   * @throws when a duration is out of bounds.
   */
  public static compliance(options: ListBackupComplianceLockOptions): ListBackupVaultLock {
    return new ListBackupVaultLock(options, requireDays('gracePeriod', options?.gracePeriod, SHORTEST_GRACE_DAYS, SHORTEST_GRACE_DAYS));
  }

  private readonly minDays: number;
  private readonly maxDays?: number;

  private constructor(options: ListBackupVaultLockOptions, private readonly graceDays?: number) {
    this.minDays = requireDays('minRetention', options?.minRetention, 1, 7);
    this.maxDays = options.maxRetention === undefined ? undefined : requireDays('maxRetention', options.maxRetention, this.minDays, Math.max(this.minDays, 365));
  }

  /** @internal */
  public _render(): CfnBackupVault.LockConfigurationTypeProperty {
    return { minRetentionDays: this.minDays, maxRetentionDays: this.maxDays, changeableForDays: this.graceDays };
  }

  /** Refuses a retention with which every job into the vault would fail. @internal */
  public _require(retentionDays: number, vault = 'vault'): void {
    const { minDays, maxDays = LONGEST_RETENTION_DAYS } = this;
    if (retentionDays < minDays || retentionDays > maxDays) {
      refuse('retention', `${retentionDays} days`, `The ${vault}'s lock takes in what is kept for ${minDays} to ${maxDays} days.`,
        `Duration.days(${retentionDays < minDays ? minDays : maxDays})`);
    }
  }
}

function requireDays(what: string, value: Duration | undefined, min: number, works: number): number {
  return requireDuration(`vaultLock, ${what}`, value, 'days', min, LONGEST_RETENTION_DAYS, works);
}
