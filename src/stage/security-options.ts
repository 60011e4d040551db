import { ListBackupSecurity } from './list-backup-security';

/** What every construct takes. */
export interface ListBackupSecurityOptions {
  /**
   * How far the defaults go. Whatever is given explicitly goes before it. `docs/security.md` has each difference, and its price.
   *
   * @default ListBackupSecurity.STANDARD - what costs nothing
   */
  readonly security?: ListBackupSecurity;
}
