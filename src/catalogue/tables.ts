/** `timestamp N` is a number, any other attribute is a string. */
type Key = string;

/** Row of one table: `key` and each index are `partition` or `partition, sort`. Every index projects all attributes. */
export interface TableRow {
  readonly name: string;
  readonly purpose: string;
  readonly key: Key;
  readonly indexes?: Readonly<Record<string, Key>>;
  readonly timeToLive?: string;
  readonly stream?: 'NEW_AND_OLD_IMAGES';
}

/**
 * The tables, by the name that their logical IDs, output keys and exports begin with. An index can be added to a deployed table only one at
 * a time, and a key never changes: see docs/decisions.
 */
export const TABLES = {
  Users: {
    name: 'users',
    purpose: 'People who sign in: profile, preferences and the link to their Cognito identity.',
    key: 'userId',
    indexes: { EmailIndex: 'email', CognitoUserIndex: 'cognitoUserId' },
  },
  Accounts: {
    name: 'accounts',
    purpose: 'Customers: the tenants that own sources, jobs and bills, and the hierarchy between them.',
    key: 'accountId',
    indexes: { ParentAccountIndex: 'parentAccountId', OwnerIndex: 'ownerUserId' },
  },
  UserAccounts: {
    name: 'user-accounts',
    purpose: 'Which user belongs to which account, and with which role.',
    key: 'userId, accountId',
    indexes: { AccountIndex: 'accountId' },
  },
  Activity: {
    name: 'activity',
    purpose: 'What happened in an account, for its activity feed; expires.',
    key: 'eventId',
    indexes: { AccountIndex: 'accountId, timestamp N' },
    timeToLive: 'ttl',
  },
  Platforms: {
    name: 'platforms',
    purpose: 'The SaaS platforms that can be backed up.',
    key: 'platformId',
    indexes: { TypeIndex: 'platformType', CategoryIndex: 'category', StatusIndex: 'status' },
  },
  PlatformConnections: {
    name: 'platform-connections',
    purpose: 'A customer\'s authorized connection to a platform.',
    key: 'connectionId',
    indexes: { AccountIndex: 'accountId', PlatformIndex: 'platformId', UserIndex: 'userId', StatusIndex: 'status' },
  },
  PlatformSources: {
    name: 'platform-sources',
    purpose: 'The kinds of data that each platform offers for backup.',
    key: 'platformSourceId',
    indexes: {
      PlatformIndex: 'platformId',
      DataTypeIndex: 'dataType',
      CategoryIndex: 'category',
      PopularityIndex: 'platformId, popularity N',
      StatusIndex: 'status',
    },
  },
  Sources: {
    name: 'sources',
    purpose: 'What a customer has chosen to back up, from which connection and how often.',
    key: 'sourceId',
    indexes: {
      AccountIndex: 'accountId',
      UserIndex: 'userId',
      GroupIndex: 'groupId',
      ConnectionIndex: 'connectionId',
      PlatformSourceIndex: 'platformSourceId',
    },
  },
  SourceGroups: {
    name: 'source-groups',
    purpose: 'Sources that a customer handles together.',
    key: 'groupId',
    indexes: { AccountIndex: 'accountId', UserIndex: 'userId', ConnectionIndex: 'connectionId' },
  },
  Jobs: {
    name: 'jobs',
    purpose: 'Runs of backups, syncs and exports with their state; its stream tells what changed.',
    key: 'jobId',
    indexes: {
      AccountIndex: 'accountId',
      UserIndex: 'userId',
      SourceIndex: 'sourceId',
      StatusTimeIndex: 'status, createdAt',
      AccountTimeIndex: 'accountId, createdAt',
    },
    stream: 'NEW_AND_OLD_IMAGES',
  },
  JobLogs: {
    name: 'job-logs',
    purpose: 'What a job reported while it ran; expires.',
    key: 'logId',
    indexes: { JobIndex: 'jobId, timestamp N' },
    timeToLive: 'ttl',
  },
  Teams: {
    name: 'teams',
    purpose: 'Groups of people within an account.',
    key: 'teamId',
    indexes: { AccountIndex: 'accountId', OwnerIndex: 'ownerUserId' },
  },
  TeamMembers: {
    name: 'team-members',
    purpose: 'Which user belongs to which team.',
    key: 'teamId, userId',
    indexes: { UserIndex: 'userId', UserTeamsIndex: 'userId' },
  },
  Notifications: {
    name: 'notifications',
    purpose: 'Messages to users about their accounts; expire.',
    key: 'notificationId',
    indexes: { UserIndex: 'userId, createdAt', AccountIndex: 'accountId, createdAt' },
    timeToLive: 'ttl',
  },
  Billing: {
    name: 'billing',
    purpose: 'Bills by account and period.',
    key: 'billingId',
    indexes: { AccountPeriodIndex: 'accountId, period' },
  },
  BillingUsage: {
    name: 'billing-usage',
    purpose: 'Measured usage, by account and by source, from which bills are made.',
    key: 'usageId',
    indexes: { AccountTimeIndex: 'accountId, timestamp N', SourceTimeIndex: 'sourceId, timestamp N' },
  },
  Tags: {
    name: 'tags',
    purpose: 'Labels that an account gives its sources and files.',
    key: 'tagId',
    indexes: {
      AccountIndex: 'accountId',
      AccountNameIndex: 'accountId, tagName',
      AccountUsageIndex: 'accountId, usageCount N',
      AccountCreatedIndex: 'accountId, createdAt',
      AccountUpdatedIndex: 'accountId, updatedAt',
    },
  },
  Files: {
    name: 'files',
    purpose: 'The backed-up objects in the data bucket, by account and source.',
    key: 'fileId',
    indexes: { AccountIndex: 'accountId', SourceIndex: 'sourceId' },
  },
  OAuthStates: {
    name: 'oauth-states',
    purpose: 'Pending OAuth authorizations with a platform; expire.',
    key: 'stateId',
    timeToLive: 'ttl',
  },
  ApiKeys: {
    name: 'api-keys',
    purpose: 'Keys with which a customer\'s own programs call the API.',
    key: 'keyId',
    indexes: { AccountIndex: 'accountId' },
  },
  MFACodes: {
    name: 'mfa-codes',
    purpose: 'One-time codes sent to users; expire.',
    key: 'codeId',
    indexes: { UserIndex: 'userId, createdAt' },
    timeToLive: 'expiresAt',
  },
  RateLimits: {
    name: 'rate-limits',
    purpose: 'How often a caller has called of late; expires.',
    key: 'key',
    timeToLive: 'ttl',
  },
  AccountLockout: {
    name: 'account-lockouts',
    purpose: 'Users locked out after failed sign-ins; expires.',
    key: 'userId',
    indexes: { EmailIndex: 'email' },
    timeToLive: 'lockoutExpiry',
  },
} as const satisfies Readonly<Record<string, TableRow>>;

/** A table of the catalogue, as its logical ID begins: `Users`, `UserAccounts`, … */
export type TableKey = keyof typeof TABLES;

export const TABLE_KEYS = Object.keys(TABLES) as TableKey[];

export const TABLE_NAME_PARTS: readonly string[] = TABLE_KEYS.map((key) => TABLES[key].name);
