/** What a standby does. */
export enum ListBackupStandby {
  /** It waits beside its primary: no DNS record, no alias and no host that only one region can hold. */
  COLD = 'COLD',

  /** It serves in its primary's place: it takes over DNS records, aliases and hosts, and its data is backed up. */
  ACTIVE = 'ACTIVE',
}
