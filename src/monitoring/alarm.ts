/** Severities of alarms: `critical` pages a person, `warning` can wait for working hours. */
export const SEVERITIES = ['critical', 'warning'] as const;

export type Severity = (typeof SEVERITIES)[number];

/**
 * Alarms of a stage: one member per row of the catalogue.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export enum ListBackupAlarm {
  /** Too many messages wait in a queue. */
  QUEUE_BACKLOG = 'queueBacklog',
  /** The oldest message of a queue waits too long. */
  QUEUE_AGE = 'queueAge',
  /** A dead-letter queue holds a message, that of undeliverable events included. */
  DEAD_LETTERS = 'deadLetters',
  /** DynamoDB throttled requests to a table or its indexes. */
  TABLE_THROTTLES = 'tableThrottles',
  /** DynamoDB itself failed to answer. */
  TABLE_SYSTEM_ERRORS = 'tableSystemErrors',
  /** DynamoDB responds slowly. Off without a threshold. */
  TABLE_LATENCY = 'tableLatency',
  /** A rule's target refused an event for good. */
  BUS_FAILED_INVOCATIONS = 'busFailedInvocations',
  /** Events went to the queue for undeliverable events. */
  BUS_UNDELIVERABLE = 'busUndeliverable',
  /** Not even the queue for undeliverable events took an event: it is lost. */
  BUS_LOST_EVENTS = 'busLostEvents',
  /** Too large a share of the API's responses are its own errors (5xx). */
  API_SERVER_ERRORS = 'apiServerErrors',
  /** The slowest hundredth of the API's responses is too slow. */
  API_LATENCY = 'apiLatency',
  /** The share of refused calls (4xx) jumps. */
  API_CLIENT_ERRORS = 'apiClientErrors',
  /** Cognito throttled sign-in, sign-up or refresh. */
  USER_POOL_THROTTLES = 'userPoolThrottles',
  /** Many sign-ins fail. */
  SIGN_IN_FAILURES = 'signInFailures',
  /** Too large a share of a function's runs fail. */
  FUNCTION_ERRORS = 'functionErrors',
  /** Lambda throttled a function. */
  FUNCTION_THROTTLES = 'functionThrottles',
  /** A function runs nearly as long as its timeout. Off if the timeout is unknown. */
  FUNCTION_DURATION = 'functionDuration',
  /** Too much e-mail bounces. */
  EMAIL_BOUNCES = 'emailBounces',
  /** Too much e-mail is complained about. */
  EMAIL_COMPLAINTS = 'emailComplaints',
}

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

  /** Resource part of its alarm names, for example `users-table`. */
  readonly resource: string;

  /** Dimensions of all its metrics. */
  readonly dimensions: Readonly<Record<string, string>>;

  /** Further dimensions of some metrics: a table's operations, a bus's rules. */
  readonly parts?: readonly Readonly<Record<string, string>>[];

  /** All of a table's global secondary indexes, where they are known for good. */
  readonly indexes?: readonly string[];

  /** Upper bound in milliseconds for thresholds on time: after that time a queue deletes the message. */
  readonly longestMillis?: number;

  /** Tells that it seldom runs, so that each run counts, read at the end of synthesis. */
  readonly seldomRuns?: () => boolean;

  /** For how long it may run, in milliseconds, read at the end of synthesis. */
  readonly timeoutMillis?: () => number;
}
