/** The kinds of resources that are watched, and what those of one kind are called together. */
export const KINDS = {
  table: 'tables',
  queue: 'queues',
  deadLetterQueue: 'dead-letter-queues',
  eventBus: 'event-bus',
  api: 'api',
  userPool: 'user-pool',
  function: 'functions',
  email: 'email',
} as const;

export type WatchedKind = keyof typeof KINDS;

/** One resource as CloudWatch knows it. */
export interface Watched {
  readonly kind: WatchedKind;

  /** What stands in the names of its alarms: `users-table`. */
  readonly resource: string;

  /** What all of its metrics are told apart by. */
  readonly dimensions: Readonly<Record<string, string>>;

  /** What some of its metrics are counted by besides: a table's operations, a bus's rules. */
  readonly parts?: readonly Readonly<Record<string, string>>[];

  /** All of a table's global secondary indexes, where they are known for good. */
  readonly indexes?: readonly string[];

  /** What no length of time that it is alarmed on can reach, in milliseconds: a message is gone by then. */
  readonly longestMillis?: number;

  /** For how long it may run, in milliseconds, read at the end of synthesis. */
  readonly timeoutMillis?: () => number;
}
