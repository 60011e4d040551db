import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';

/** A table under the ListBackup conventions, created by this app or by another one. */
export interface IListBackupTable extends ITable {
  /**
   * The environment variable in which the services read this table's name, for example `USER_ACCOUNTS_TABLE`.
   */
  readonly environmentVariable: string;

  /** The names of its global secondary indexes, in the catalogue's order. */
  readonly indexNames: string[];

  /**
   * The number attribute after whose time (in seconds since 1970) DynamoDB removes an item.
   *
   * @default - items do not expire
   */
  readonly timeToLiveAttribute?: string;
}

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
   * @throws when the catalogue has no such name; the message lists the names.
   */
  byName(name: string): IListBackupTable;
}

/** A bucket under the ListBackup conventions, created by this app or by another one. */
export interface IListBackupBucket extends IBucket {
  /** The environment variable in which the services read this bucket's name, for example `DATA_BUCKET_NAME`. */
  readonly environmentVariable: string;
}

/** The buckets of a stage, whether this app made them or another did. */
export interface IListBackupBuckets extends IConstruct {
  /** `data`: Customers' backed-up data, below `accounts/{accountId}/`. */
  readonly data: IListBackupBucket;

  /** `assets`: Logos, templates and public files, read through CloudFront only. */
  readonly assets: IListBackupBucket;

  /** `exports`: Users' finished exports, for download; they expire. */
  readonly exports: IListBackupBucket;

  /** `logs`: Access logs of the other buckets and of the CDN; only AWS's log delivery writes here. */
  readonly logs: IListBackupBucket;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupBucket[];

  /**
   * The bucket of that name in the catalogue, for example `Data`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has no such name; the message lists the names.
   */
  byName(name: string): IListBackupBucket;
}

/** The data layer of a stage, created by this app or by another one. */
export interface IListBackupDataLayer {
  /** The 23 tables. */
  readonly tables: IListBackupTables;

  /** The data, assets, exports and logs buckets. */
  readonly buckets: IListBackupBuckets;
}
