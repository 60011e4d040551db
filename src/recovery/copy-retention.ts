import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupVaultLock } from './vault-lock';

/** What is known of a copy vault so far. Vault and plan stand in stacks of two regions, which an app makes in either order. */
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
