import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct, IConstruct } from 'constructs';
import { claimLogicalId, claimPhysicalName, resourceTags, tagMap } from '../conventions';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { withSecurityDefaults } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireDuration } from '../validation/values';

/** AWS Backup keeps nothing for longer, in days. */
export const LONGEST_RETENTION_DAYS = 36_500;

/** AWS Backup's own bound, in days. */
const SHORTEST_GRACE_DAYS = 3;

/** Retention bounds of a locked vault. */
export interface ListBackupVaultLockOptions {
  /** Minimum retention of recovery points: 1 to 36500 whole days. The vault refuses recovery points with a shorter retention. */
  readonly minRetention: Duration;

  /**
   * Maximum retention of recovery points: at most 36500 whole days, at least `minRetention`. The vault refuses recovery points with a
   * longer retention.
   *
   * @default - no bound
   */
  readonly maxRetention?: Duration;
}

/**
 * Options of a compliance lock, which keeps recovery points for its minimum retention, and which nobody can remove after the grace period.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export interface ListBackupComplianceLockOptions extends ListBackupVaultLockOptions {
  /**
   * Time for which the lock can still be removed after it is set: 3 to 36500 whole days. After that nobody can remove it, including the
   * account's root user and AWS.
   */
  readonly gracePeriod: Duration;
}

/**
 * Lock of a backup vault, and who can remove it. A locked vault deletes no recovery point before the end of its retention.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 *
 * @example
 * ListBackupVaultLock.governance({ minRetention: Duration.days(7), maxRetention: Duration.days(365) });
 */
@located
export class ListBackupVaultLock {
  /**
   * Lock that only users with the permission `backup:DeleteBackupVaultLockConfiguration` can remove.
   *
   * @param options the bounds of the recovery points' retention.
   * @throws when a duration is out of bounds.
   */
  public static governance(options: ListBackupVaultLockOptions): ListBackupVaultLock {
    return new ListBackupVaultLock(options);
  }

  /**
   * Lock that nobody can remove once the grace period is over: the vault and its cost stay until the last recovery point has expired.
   *
   * @param options the bounds of the recovery points' retention, and the grace period.
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
      invalid('retention', `${retentionDays} days`, `must be from ${minDays} to ${maxDays} days, the bounds of the ${vault}'s lock`, `For example: Duration.days(${retentionDays < minDays ? minDays : maxDays}).`);
    }
  }
}

function requireDays(what: string, value: Duration | undefined, min: number, works: number): number {
  return requireDuration(`vaultLock.${what}`, value, 'days', min, LONGEST_RETENTION_DAYS, works);
}

/** Options of a construct that can have a vault lock. */
interface Lockable extends ListBackupSecurityOptions {
  readonly vaultLock?: ListBackupVaultLock;
}

/** The lock of a vault: hardened, nobody deletes what is in it before its time, however short that is. Who may take locks off still can. */
export function vaultLockFor(props: Lockable): ListBackupVaultLock | undefined {
  return withSecurityDefaults<Lockable>(props, { vaultLock: ListBackupVaultLock.governance({ minRetention: Duration.days(1) }) }).vaultLock;
}

/** Attributes of a copy vault, as far as they are known. Vault and plan are in stacks of two regions, and an app can create either one first. */
interface CopyVault {
  readonly lock?: ListBackupVaultLock;
  readonly retentionDays?: number;
}

/** By app, and by account, region and name. */
const VAULTS = new WeakMap<IConstruct, Map<string, CopyVault>>();

/** Takes down what is known of a copy vault, and refuses a retention that its lock does not take in: every copy would fail. */
export function enterCopyVault(scope: IConstruct, region: string, name: string, known: CopyVault): void {
  const { root } = scope.node;
  const vaults = VAULTS.get(root) ?? new Map<string, CopyVault>();
  VAULTS.set(root, vaults);
  const key = `${Stack.of(scope).account} ${region} ${name}`;
  const vault = { ...vaults.get(key), ...known };
  vaults.set(key, vault);
  if (vault.retentionDays !== undefined) vault.lock?._require(vault.retentionDays, 'copy vault');
}

export interface VaultProps {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly name: string;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
  readonly lock?: ListBackupVaultLock;
}

/** A vault of the stage, which holds nothing of another stage: restore tests take whatever is in it. */
export function createVault(scope: Construct, logicalId: string, props: VaultProps): CfnBackupVault {
  claimPhysicalName(scope, 'backup vault', props.name);
  const vault = claimLogicalId(new CfnBackupVault(scope, logicalId, {
    backupVaultName: props.name,
    encryptionKeyArn: props.encryptionKey?.keyArn,
    lockConfiguration: props.lock?._render(),
    backupVaultTags: tagMap(resourceTags(props.stage, props.service)),
  }), logicalId);
  vault.applyRemovalPolicy(props.removalPolicy);
  return vault;
}
