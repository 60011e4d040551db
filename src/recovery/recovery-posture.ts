import { Duration } from 'aws-cdk-lib';
import { ListBackupVaultLock } from './vault-lock';
import { ListBackupSecurityOptions } from '../stage';
import { byPosture } from '../stage/posture';

/** What a lock can be chosen for. */
interface Lockable extends ListBackupSecurityOptions {
  readonly vaultLock?: ListBackupVaultLock;
}

/** The lock of a vault: hardened, nobody deletes what is in it before its time, however short that is. Who may take locks off still can. */
export function vaultLockFor(props: Lockable): ListBackupVaultLock | undefined {
  return byPosture<Lockable>(props, { vaultLock: ListBackupVaultLock.governance({ minRetention: Duration.days(1) }) }).vaultLock;
}
