import { ListBackupStage } from './stage';
import { invalid } from '../validation/invalid';

/**
 * Security level of a stage's defaults.
 *
 * @example
 * ListBackupSecurity.HARDENED;
 */
export class ListBackupSecurity {
  /** Everything that costs nothing: encryption by AWS's own keys, TLS only, least privilege, no public access. */
  public static readonly STANDARD = new ListBackupSecurity('standard');

  /** Also what has a price, in money or in convenience: own keys with rotation, required second factor, logs of a year, threat protection. */
  public static readonly HARDENED = new ListBackupSecurity('hardened');

  /** True if defaults that cost money are on. */
  public readonly isHardened: boolean;

  /** @param name what the level is called in messages. */
  private constructor(private readonly name: string) {
    this.isHardened = name === 'hardened';
  }

  /** The name of the level. */
  public toString(): string {
    return this.name;
  }
}

/** Options that every construct takes. */
export interface ListBackupSecurityOptions {
  /**
   * Security level of the defaults. Explicit options override it. `docs/security.md` lists each difference and its price.
   *
   * @default ListBackupSecurity.STANDARD - only defaults that cost nothing
   */
  readonly security?: ListBackupSecurity;
}

/** The security level that was asked for. */
export function requireSecurity(security: unknown): ListBackupSecurity {
  if (security === undefined) return ListBackupSecurity.STANDARD;
  // By its member rather than by its class: an app may hold two copies of this package.
  const isLevel = typeof security === 'object' && security !== null && 'isHardened' in security;
  if (!isLevel) invalid('security', security, 'must be a ListBackupSecurity', 'For example: ListBackupSecurity.HARDENED.');
  return security as ListBackupSecurity;
}

/** The caller's options and, where the security level is hardened, its defaults for the rest: an explicit option always goes before them. */
export function withSecurityDefaults<P extends ListBackupSecurityOptions>(props: P, hardened: Partial<P>): P {
  if (!requireSecurity(props.security).isHardened) return props;
  const given = Object.entries(props).filter(([, value]) => value !== undefined);
  return { ...props, ...hardened, ...Object.fromEntries(given) };
}

/** Returns the stage of the props. Rejects any other value that a caller without types passes. */
export function requireStage(props: { readonly stage: ListBackupStage } | undefined): ListBackupStage {
  const stage: unknown = props?.stage;
  // By its members rather than by its class: an app may hold two copies of this package.
  const isStage = typeof stage === 'object' && stage !== null && 'stageName' in stage && 'kind' in stage;
  if (!isStage) invalid('stage', stage, 'must be a ListBackupStage', 'For example: ListBackupStage.DEV, or ListBackupStage.of("feature-x").');
  // Most props hold a security level too, and it decides as many defaults as the stage does.
  requireSecurity((props as { readonly security?: unknown }).security);
  return stage as ListBackupStage;
}
