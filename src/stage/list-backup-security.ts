/**
 * How far a stage's defaults go beyond what costs nothing.
 *
 * @example
 * ListBackupSecurity.HARDENED;
 */
export class ListBackupSecurity {
  /** Everything that costs nothing: encryption by AWS's own keys, TLS only, least privilege, no public access. */
  public static readonly STANDARD = new ListBackupSecurity('standard');

  /** Also what has a price, in money or in convenience: own keys with rotation, required second factor, logs of a year, threat protection. */
  public static readonly HARDENED = new ListBackupSecurity('hardened');

  /** Whether defaults that have a price are on. */
  public readonly isHardened: boolean;

  /** @param name what the posture is called in messages. */
  private constructor(private readonly name: string) {
    this.isHardened = name === 'hardened';
  }

  /** The posture's name. */
  public toString(): string {
    return this.name;
  }
}
