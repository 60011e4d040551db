/**
 * Publishers of the events on the bus: values of an event's `source`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 *
 * @example
 * ListBackupEvent.pattern({ sources: [ListBackupEventSource.BILLING] });
 */
export class ListBackupEventSource {
  /** `listbackup.sources`: synchronizations of customers' data. */
  public static readonly SOURCES = 'listbackup.sources';

  /** `listbackup.jobs`: runs of backups, syncs and exports. */
  public static readonly JOBS = 'listbackup.jobs';

  /** `listbackup.users`: people and their accounts. */
  public static readonly USERS = 'listbackup.users';

  /** `listbackup.auth`: sign-in and passwords. */
  public static readonly AUTH = 'listbackup.auth';

  /** `listbackup.billing`: usage and money. */
  public static readonly BILLING = 'listbackup.billing';

  /** `listbackup.platforms`: the SaaS platforms. */
  public static readonly PLATFORMS = 'listbackup.platforms';

  /** `listbackup.integrations`: customers' connections to platforms. */
  public static readonly INTEGRATIONS = 'listbackup.integrations';

  /** `listbackup.system`: the services themselves. */
  public static readonly SYSTEM = 'listbackup.system';

  private constructor() {}
}

/** Prefix of every source on the bus, which rejects any other source. */
export const SOURCE_PREFIX = 'listbackup.';
