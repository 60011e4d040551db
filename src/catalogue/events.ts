import { RuleKey, RULES } from './rules';

/** A detail type of the catalogue's rules. */
export type DetailTypeKey = (typeof RULES)[RuleKey]['detailTypes'][number];

/** Facts about an event other than its source and detail type. */
export interface EventRow {
  readonly purpose: string;
  /** Identifiers that `detail` may carry, each a string under the name of the tables' keys. */
  readonly identifiers: readonly string[];
}

/** Events by detail type. The rule catalogue contains their sources. */
export const EVENTS: Readonly<Record<DetailTypeKey, EventRow>> = {
  'Data Sync Started': { purpose: 'A synchronization of a source has begun.', identifiers: ['accountId', 'sourceId', 'jobId'] },
  'Data Sync Completed': { purpose: 'A synchronization of a source has ended well.', identifiers: ['accountId', 'sourceId', 'jobId'] },
  'Data Sync Failed': { purpose: 'A synchronization of a source has failed.', identifiers: ['accountId', 'sourceId', 'jobId'] },
  'Job Started': { purpose: 'A job has begun.', identifiers: ['accountId', 'userId', 'sourceId', 'jobId'] },
  'Job Completed': { purpose: 'A job has ended well.', identifiers: ['accountId', 'userId', 'sourceId', 'jobId'] },
  'Job Failed': { purpose: 'A job has failed.', identifiers: ['accountId', 'userId', 'sourceId', 'jobId'] },
  'Job Queued': { purpose: 'A job waits for its turn.', identifiers: ['accountId', 'userId', 'sourceId', 'jobId'] },
  'User Registered': { purpose: 'Someone has signed up.', identifiers: ['userId', 'accountId'] },
  'User Login': { purpose: 'Someone has signed in.', identifiers: ['userId', 'accountId'] },
  'User Logout': { purpose: 'Someone has signed out.', identifiers: ['userId', 'accountId'] },
  'Password Reset': { purpose: 'Someone has a new password, or has asked for one.', identifiers: ['userId', 'accountId'] },
  'Usage Recorded': { purpose: 'Usage of an account was measured.', identifiers: ['accountId', 'usageId', 'sourceId'] },
  'Billing Calculated': { purpose: 'A bill was worked out.', identifiers: ['accountId', 'billingId'] },
  'Payment Processed': { purpose: 'A payment went through.', identifiers: ['accountId', 'billingId'] },
  'Invoice Generated': { purpose: 'An invoice was made.', identifiers: ['accountId', 'billingId'] },
  'OAuth Connected': { purpose: 'A customer has connected a platform.', identifiers: ['accountId', 'userId', 'platformId', 'connectionId'] },
  'OAuth Failed': { purpose: 'A connection to a platform was not authorized.', identifiers: ['accountId', 'userId', 'platformId', 'connectionId'] },
  'Platform Error': { purpose: 'A platform has answered with an error.', identifiers: ['accountId', 'platformId', 'connectionId'] },
  'Connection Test': { purpose: 'A connection to a platform was tried out.', identifiers: ['accountId', 'platformId', 'connectionId'] },
  'Service Started': { purpose: 'A service has started.', identifiers: [] },
  'Service Error': { purpose: 'A service has failed.', identifiers: [] },
  'Health Check': { purpose: 'A service has said how it is.', identifiers: [] },
  'Maintenance': { purpose: 'Maintenance has begun or ended.', identifiers: [] },
};

export const DETAIL_TYPES = Object.keys(EVENTS) as DetailTypeKey[];

/** The sources that publish a detail type. */
export function sourcesOf(detailType: DetailTypeKey): readonly string[] {
  const rule = Object.values(RULES).find(({ detailTypes }) => (detailTypes as readonly string[]).includes(detailType));
  return rule?.sources ?? [];
}
