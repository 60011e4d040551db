import { IConstruct } from 'constructs';
import { IListBackupTable } from './table-handle';

/** The tables of a stage, whether this app made them or another did. */
export interface IListBackupTables extends IConstruct {
  /** `users`: People who sign in: profile, preferences and the link to their Cognito identity. */
  readonly users: IListBackupTable;

  /** `accounts`: Customers: the tenants that own sources, jobs and bills, and the hierarchy between them. */
  readonly accounts: IListBackupTable;

  /** `user-accounts`: Which user belongs to which account, and with which role. */
  readonly userAccounts: IListBackupTable;

  /** `activity`: What happened in an account, for its activity feed; expires. */
  readonly activity: IListBackupTable;

  /** `platforms`: The SaaS platforms that can be backed up. */
  readonly platforms: IListBackupTable;

  /** `platform-connections`: A customer's authorized connection to a platform. */
  readonly platformConnections: IListBackupTable;

  /** `platform-sources`: The kinds of data that each platform offers for backup. */
  readonly platformSources: IListBackupTable;

  /** `sources`: What a customer has chosen to back up, from which connection and how often. */
  readonly sources: IListBackupTable;

  /** `source-groups`: Sources that a customer handles together. */
  readonly sourceGroups: IListBackupTable;

  /** `jobs`: Runs of backups, syncs and exports with their state; its stream tells what changed. */
  readonly jobs: IListBackupTable;

  /** `job-logs`: What a job reported while it ran; expires. */
  readonly jobLogs: IListBackupTable;

  /** `teams`: Groups of people within an account. */
  readonly teams: IListBackupTable;

  /** `team-members`: Which user belongs to which team. */
  readonly teamMembers: IListBackupTable;

  /** `notifications`: Messages to users about their accounts; expire. */
  readonly notifications: IListBackupTable;

  /** `billing`: Bills by account and period. */
  readonly billing: IListBackupTable;

  /** `billing-usage`: Measured usage, by account and by source, from which bills are made. */
  readonly billingUsage: IListBackupTable;

  /** `tags`: Labels that an account gives its sources and files. */
  readonly tags: IListBackupTable;

  /** `files`: The backed-up objects in the data bucket, by account and source. */
  readonly files: IListBackupTable;

  /** `oauth-states`: Pending OAuth authorizations with a platform; expire. */
  readonly oauthStates: IListBackupTable;

  /** `api-keys`: Keys with which a customer's own programs call the API. */
  readonly apiKeys: IListBackupTable;

  /** `mfa-codes`: One-time codes sent to users; expire. */
  readonly mfaCodes: IListBackupTable;

  /** `rate-limits`: How often a caller has called of late; expires. */
  readonly rateLimits: IListBackupTable;

  /** `account-lockouts`: Users locked out after failed sign-ins; expires. */
  readonly accountLockout: IListBackupTable;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupTable[];

  /**
   * The table of that name in the catalogue, for example `UserAccounts`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has none of that name; the message lists those it has.
   */
  byName(name: string): IListBackupTable;
}
