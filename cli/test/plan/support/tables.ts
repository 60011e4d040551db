/** A table as the specification of the data layer gives it: `name` or `name:N`, partition key first. */
export interface TableFact {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Indexes that the deployed table has. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  /** Indexes that only the target has. */
  readonly newer?: Readonly<Record<string, readonly string[]>>;
  readonly ttl?: string;
  readonly stream?: string;
  /** Whether the table itself is new. */
  readonly isNew?: boolean;
}

/** The 17 deployed tables and the 6 new ones. */
export const TABLES: readonly TableFact[] = [
  { id: 'Users', name: 'users', keys: ['userId'], indexes: { EmailIndex: ['email'], CognitoUserIndex: ['cognitoUserId'] } },
  { id: 'Accounts', name: 'accounts', keys: ['accountId'], indexes: { ParentAccountIndex: ['parentAccountId'], OwnerIndex: ['ownerUserId'] } },
  { id: 'UserAccounts', name: 'user-accounts', keys: ['userId', 'accountId'], indexes: { AccountIndex: ['accountId'] } },
  { id: 'Activity', name: 'activity', keys: ['eventId'], indexes: { AccountIndex: ['accountId', 'timestamp:N'] }, ttl: 'ttl' },
  { id: 'Platforms', name: 'platforms', keys: ['platformId'], indexes: { TypeIndex: ['platformType'] }, newer: { CategoryIndex: ['category'], StatusIndex: ['status'] } },
  {
    id: 'PlatformConnections',
    name: 'platform-connections',
    keys: ['connectionId'],
    indexes: { AccountIndex: ['accountId'], PlatformIndex: ['platformId'], UserIndex: ['userId'], StatusIndex: ['status'] },
  },
  {
    id: 'PlatformSources',
    name: 'platform-sources',
    keys: ['platformSourceId'],
    indexes: { PlatformIndex: ['platformId'] },
    newer: { DataTypeIndex: ['dataType'], CategoryIndex: ['category'], PopularityIndex: ['platformId', 'popularity:N'], StatusIndex: ['status'] },
  },
  {
    id: 'Sources',
    name: 'sources',
    keys: ['sourceId'],
    indexes: { AccountIndex: ['accountId'], UserIndex: ['userId'], GroupIndex: ['groupId'] },
    newer: { ConnectionIndex: ['connectionId'], PlatformSourceIndex: ['platformSourceId'] },
  },
  { id: 'SourceGroups', name: 'source-groups', keys: ['groupId'], indexes: { AccountIndex: ['accountId'], UserIndex: ['userId'] }, newer: { ConnectionIndex: ['connectionId'] } },
  {
    id: 'Jobs',
    name: 'jobs',
    keys: ['jobId'],
    stream: 'NEW_AND_OLD_IMAGES',
    indexes: { AccountIndex: ['accountId'], UserIndex: ['userId'], SourceIndex: ['sourceId'], StatusTimeIndex: ['status', 'createdAt'], AccountTimeIndex: ['accountId', 'createdAt'] },
  },
  { id: 'JobLogs', name: 'job-logs', keys: ['logId'], indexes: { JobIndex: ['jobId', 'timestamp:N'] }, ttl: 'ttl' },
  { id: 'Teams', name: 'teams', keys: ['teamId'], indexes: { AccountIndex: ['accountId'], OwnerIndex: ['ownerUserId'] } },
  { id: 'TeamMembers', name: 'team-members', keys: ['teamId', 'userId'], indexes: { UserIndex: ['userId'] }, newer: { UserTeamsIndex: ['userId'] } },
  { id: 'Notifications', name: 'notifications', keys: ['notificationId'], indexes: { UserIndex: ['userId', 'createdAt'], AccountIndex: ['accountId', 'createdAt'] }, ttl: 'ttl' },
  { id: 'Billing', name: 'billing', keys: ['billingId'], indexes: { AccountPeriodIndex: ['accountId', 'period'] } },
  { id: 'BillingUsage', name: 'billing-usage', keys: ['usageId'], indexes: { AccountTimeIndex: ['accountId', 'timestamp:N'], SourceTimeIndex: ['sourceId', 'timestamp:N'] } },
  {
    id: 'Tags',
    name: 'tags',
    keys: ['tagId'],
    indexes: { AccountIndex: ['accountId'], AccountNameIndex: ['accountId', 'tagName'] },
    newer: { AccountUsageIndex: ['accountId', 'usageCount:N'], AccountCreatedIndex: ['accountId', 'createdAt'], AccountUpdatedIndex: ['accountId', 'updatedAt'] },
  },
  { id: 'Files', name: 'files', keys: ['fileId'], indexes: { AccountIndex: ['accountId'], SourceIndex: ['sourceId'] }, isNew: true },
  { id: 'OAuthStates', name: 'oauth-states', keys: ['stateId'], indexes: {}, ttl: 'ttl', isNew: true },
  { id: 'ApiKeys', name: 'api-keys', keys: ['keyId'], indexes: { AccountIndex: ['accountId'] }, isNew: true },
  { id: 'MFACodes', name: 'mfa-codes', keys: ['codeId'], indexes: { UserIndex: ['userId', 'createdAt'] }, ttl: 'expiresAt', isNew: true },
  { id: 'RateLimits', name: 'rate-limits', keys: ['key'], indexes: {}, ttl: 'ttl', isNew: true },
  { id: 'AccountLockout', name: 'account-lockouts', keys: ['userId'], indexes: { EmailIndex: ['email'] }, ttl: 'lockoutExpiry', isNew: true },
];

type Properties = Record<string, unknown>;

/** The properties of a table with some indexes, as a template says them. */
export function tableProperties(fact: TableFact, stage: string, indexes: TableFact['indexes']): Properties {
  const attributes = new Map([fact.keys, ...Object.values(indexes)].flat().map((key) => key.split(':')).map(([name = '', type = 'S']) => [name, type]));
  return {
    TableName: `listbackup-${stage}-${fact.name}`,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map(([name, type]) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: schema(fact.keys),
    ...Object.keys(indexes).length === 0 ? {} : {
      GlobalSecondaryIndexes: Object.entries(indexes).map(([name, keys]) => ({ IndexName: name, KeySchema: schema(keys), Projection: { ProjectionType: 'ALL' } })),
    },
    ...fact.ttl === undefined ? {} : { TimeToLiveSpecification: { AttributeName: fact.ttl, Enabled: true } },
    ...fact.stream === undefined ? {} : { StreamSpecification: { StreamViewType: fact.stream } },
    SSESpecification: { SSEEnabled: true },
  };
}

function schema(keys: readonly string[]): unknown[] {
  return keys.map((key, index) => ({ AttributeName: key.split(':')[0], KeyType: index === 0 ? 'HASH' : 'RANGE' }));
}
