import { ListBackupSecurity } from './list-backup-security';
import { refuse } from './refuse';
import { ListBackupSecurityOptions } from './security-options';

/** The posture that was asked for. */
export function requireSecurity(security: unknown): ListBackupSecurity {
  if (security === undefined) return ListBackupSecurity.STANDARD;
  // By its member rather than by its class: an app may hold two copies of this package.
  const isPosture = typeof security === 'object' && security !== null && 'isHardened' in security;
  if (!isPosture) refuse('security', security, 'It is a ListBackupSecurity.', 'ListBackupSecurity.HARDENED');
  return security as ListBackupSecurity;
}

/** What the caller said and, where the posture is hardened, its defaults for the rest: an explicit option always goes before them. */
export function byPosture<P extends ListBackupSecurityOptions>(props: P, hardened: Partial<P>): P {
  if (!requireSecurity(props.security).isHardened) return props;
  const given = Object.entries(props).filter(([, value]) => value !== undefined);
  return { ...props, ...hardened, ...Object.fromEntries(given) };
}
