import { ListBackupDetailType as DetailType } from './detail-types';
import { ListBackupEventSource as Source } from './event-sources';

/** Row of one rule: events of any of the sources with any of the detail types. */
export interface RuleRow {
  readonly name: string;
  readonly purpose: string;
  readonly sources: readonly string[];
  readonly detailTypes: readonly string[];
}

/** The rules, by the name that their logical IDs (`{name}EventsRule`), output keys and exports begin with. */
export const RULES = {
  DataSync: {
    name: 'data-sync',
    purpose: 'Synchronizations of customers\' data: started, completed, failed.',
    sources: [Source.SOURCES],
    detailTypes: [DetailType.DATA_SYNC_STARTED, DetailType.DATA_SYNC_COMPLETED, DetailType.DATA_SYNC_FAILED],
  },
  Job: {
    name: 'job',
    purpose: 'Runs of backups, syncs and exports.',
    sources: [Source.JOBS],
    detailTypes: [DetailType.JOB_STARTED, DetailType.JOB_COMPLETED, DetailType.JOB_FAILED, DetailType.JOB_QUEUED],
  },
  User: {
    name: 'user',
    purpose: 'People: registered, signed in and out, password reset.',
    sources: [Source.USERS, Source.AUTH],
    detailTypes: [DetailType.USER_REGISTERED, DetailType.USER_LOGIN, DetailType.USER_LOGOUT, DetailType.PASSWORD_RESET],
  },
  Billing: {
    name: 'billing',
    purpose: 'Usage, bills, payments and invoices.',
    sources: [Source.BILLING],
    detailTypes: [DetailType.USAGE_RECORDED, DetailType.BILLING_CALCULATED, DetailType.PAYMENT_PROCESSED, DetailType.INVOICE_GENERATED],
  },
  Platform: {
    name: 'platform',
    purpose: 'Connections to the SaaS platforms and their errors.',
    sources: [Source.PLATFORMS, Source.INTEGRATIONS],
    detailTypes: [DetailType.OAUTH_CONNECTED, DetailType.OAUTH_FAILED, DetailType.PLATFORM_ERROR, DetailType.CONNECTION_TEST],
  },
  System: {
    name: 'system',
    purpose: 'The services themselves: started, failed, healthy, in maintenance.',
    sources: [Source.SYSTEM],
    detailTypes: [DetailType.SERVICE_STARTED, DetailType.SERVICE_ERROR, DetailType.HEALTH_CHECK, DetailType.MAINTENANCE],
  },
} as const satisfies Readonly<Record<string, RuleRow>>;

/** A rule of the catalogue, as its logical ID begins: `DataSync`, `Job`, … */
export type RuleKey = keyof typeof RULES;

export const RULE_KEYS = Object.keys(RULES) as RuleKey[];
