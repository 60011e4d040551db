import { ListBackupAlarm as Alarm, Severity, WatchedKind } from './alarm';

/** Options that set how many requests or runs of a period a share needs before it counts. */
export type LeastKey = 'apiLeastRequests' | 'functionLeastRuns';

/** One of these options. */
interface LeastRow {
  readonly kind: WatchedKind;
  readonly count: number;
}

/** The options with their defaults. One failed request of three at night is a share of 33 percent, and no incident. */
export const LEASTS: Readonly<Record<LeastKey, LeastRow>> = {
  apiLeastRequests: { kind: 'api', count: 10 },
  functionLeastRuns: { kind: 'function', count: 5 },
};

export const LEAST_KEYS = Object.keys(LEASTS) as LeastKey[];

/** A metric and its statistic; a percentile is `p99`. */
export type Query = readonly [metric: string, statistic: string];

/** One kind of alarm: what is measured, and when it goes off. */
export interface AlarmRow {
  readonly kind: WatchedKind;

  /** The end of the alarm's name. */
  readonly condition: string;

  /** Description for the people whom the alarm notifies. */
  readonly meaning: string;
  readonly severity: Severity;
  readonly namespace: string;

  /** By the name that the expression uses. */
  readonly metrics: Readonly<Record<string, Query>>;

  /** Metric math expression that combines several metrics. */
  readonly expression?: string;

  /** The share, in percent, that one metric is of another, by the names in `metrics`. It counts once the other is as large as an option demands. */
  readonly share?: { readonly of: string; readonly is: string; readonly least: LeastKey };

  /** Function that combines the metrics of all parts of the resource. */
  readonly across?: 'SUM' | 'MAX';

  /** Metrics of the table and of each of its indexes that replace `metrics`, if all indexes are known and fit into one alarm. */
  readonly ofTableAndIndexes?: readonly Query[];

  readonly periodSeconds: number;

  /** Number of datapoints that must breach, out of the number evaluated. */
  readonly bad: readonly [count: number, of: number];
  readonly comparison: 'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold';
  readonly missing: 'notBreaching' | 'ignore';

  /** Unit in which callers give the threshold. */
  readonly measure: 'count' | 'percent' | 'percentOfTimeout' | 'time';

  /** Off until a caller gives one. */
  readonly threshold?: number;

  /** Bounds beyond which it would never, or always, go off. */
  readonly least: number;
  readonly most: number;

  /** Factor from the caller's unit to the metric's unit. */
  readonly scale?: number;
}

const MINUTE = 60;
const FIVE_MINUTES = 300;
const HOUR = 3600;
const ANY_COUNT = { measure: 'count', least: 0, most: 1_000_000_000 } as const;
const ONCE = { bad: [1, 1], missing: 'notBreaching' } as const;
const ABOVE = { comparison: 'GreaterThanThreshold' } as const;
const AT_LEAST = { comparison: 'GreaterThanOrEqualToThreshold' } as const;
/** A share of all can be no more than all, and none is never at least none. */
const SHARE_ABOVE = { ...ABOVE, measure: 'percent', least: 0, most: 99.99 } as const;
const SHARE_AT_LEAST = { ...AT_LEAST, measure: 'percent', least: 0.001, most: 100, scale: 0.01 } as const;

const SQS = { namespace: 'AWS/SQS', ...ONCE, ...ABOVE } as const;
const TABLE = { kind: 'table', namespace: 'AWS/DynamoDB', periodSeconds: FIVE_MINUTES, ...ONCE, ...ABOVE } as const;
const BUS = { kind: 'eventBus', namespace: 'AWS/Events', across: 'SUM', periodSeconds: FIVE_MINUTES, threshold: 0, ...ANY_COUNT, ...ONCE, ...ABOVE } as const;
const API = { kind: 'api', namespace: 'AWS/ApiGateway', periodSeconds: FIVE_MINUTES, bad: [2, 3], missing: 'notBreaching' } as const;
const POOL = { kind: 'userPool', namespace: 'AWS/Cognito', periodSeconds: FIVE_MINUTES, ...ANY_COUNT, ...ONCE, ...ABOVE } as const;
const FUNCTION = { kind: 'function', namespace: 'AWS/Lambda', periodSeconds: FIVE_MINUTES, ...ONCE } as const;
/** SES works its rates out from a representative volume, and not at all while nothing is sent: what was last known counts. */
const EMAIL = { kind: 'email', namespace: 'AWS/SES', severity: 'critical', periodSeconds: HOUR, bad: [1, 1], missing: 'ignore', ...SHARE_AT_LEAST } as const;

/** In milliseconds. A message goes after 7 days from the queue that keeps it shortest, and an HTTP API answers within 30 seconds. */
const ONE_MINUTE_MS = 60_000;
const SEVEN_DAYS_MS = 604_800_000;
const THIRTY_SECONDS_MS = 30_000;

/** The alarms, one row each. Thresholds are those of the specification where it names one. */
export const ALARMS: Readonly<Record<Alarm, AlarmRow>> = {
  [Alarm.QUEUE_BACKLOG]: {
    ...SQS,
    kind: 'queue',
    condition: 'backlog',
    severity: 'warning',
    metrics: { visible: ['ApproximateNumberOfMessagesVisible', 'Maximum'] },
    meaning: 'Messages come in faster than they are handled.',
    periodSeconds: FIVE_MINUTES,
    ...ANY_COUNT,
    threshold: 1000,
    least: 1,
  },
  [Alarm.QUEUE_AGE]: {
    ...SQS,
    kind: 'queue',
    condition: 'age',
    severity: 'critical',
    metrics: { age: ['ApproximateAgeOfOldestMessage', 'Maximum'] },
    meaning: 'Work is not done: the consumer stands still, or one message group does.',
    periodSeconds: FIVE_MINUTES,
    measure: 'time',
    scale: 0.001,
    threshold: 3_600_000,
    least: ONE_MINUTE_MS,
    most: SEVEN_DAYS_MS - 1,
  },
  [Alarm.DEAD_LETTERS]: {
    ...SQS,
    kind: 'deadLetterQueue',
    condition: 'messages',
    severity: 'critical',
    metrics: { visible: ['ApproximateNumberOfMessagesVisible', 'Maximum'] },
    meaning: 'Something could not be handled or delivered. Look at the message, then redrive or delete it.',
    periodSeconds: MINUTE,
    ...ANY_COUNT,
    threshold: 0,
  },
  [Alarm.TABLE_THROTTLES]: {
    ...TABLE,
    condition: 'throttles',
    severity: 'warning',
    metrics: { throttled: ['ThrottledRequests', 'Sum'] },
    across: 'SUM',
    // A request of which only some items are throttled is no throttled request.
    ofTableAndIndexes: [['ReadThrottleEvents', 'Sum'], ['WriteThrottleEvents', 'Sum']],
    meaning: 'DynamoDB turned requests away: a hot partition, or too little capacity of the table or an index.',
    ...ANY_COUNT,
    threshold: 0,
  },
  [Alarm.TABLE_SYSTEM_ERRORS]: {
    ...TABLE,
    condition: 'system-errors',
    severity: 'critical',
    metrics: { errors: ['SystemErrors', 'Sum'] },
    across: 'SUM',
    meaning: 'DynamoDB itself failed. Look at the AWS Health Dashboard.',
    ...ANY_COUNT,
    threshold: 0,
  },
  [Alarm.TABLE_LATENCY]: {
    ...TABLE,
    condition: 'latency',
    severity: 'warning',
    metrics: { latency: ['SuccessfulRequestLatency', 'Average'] },
    across: 'MAX',
    meaning: 'DynamoDB takes long for one of its operations.',
    bad: [3, 3],
    measure: 'time',
    least: 1,
    most: ONE_MINUTE_MS,
  },
  [Alarm.BUS_FAILED_INVOCATIONS]: {
    ...BUS,
    condition: 'failed-invocations',
    severity: 'warning',
    metrics: { failed: ['FailedInvocations', 'Sum'] },
    meaning: 'A target of a rule refuses events: it is gone, or its permission is.',
  },
  [Alarm.BUS_UNDELIVERABLE]: {
    ...BUS,
    condition: 'undeliverable',
    severity: 'warning',
    metrics: { undeliverable: ['InvocationsSentToDlq', 'Sum'] },
    meaning: 'Events went to the queue for undeliverable events, whose own alarm pages.',
  },
  [Alarm.BUS_LOST_EVENTS]: {
    ...BUS,
    condition: 'lost-events',
    severity: 'critical',
    metrics: { lost: ['InvocationsFailedToBeSentToDlq', 'Sum'] },
    meaning: 'Events were delivered neither to their target nor to the queue for undeliverable events. Replay them from the archive.',
  },
  [Alarm.API_SERVER_ERRORS]: {
    ...API,
    ...SHARE_ABOVE,
    condition: 'server-errors',
    severity: 'critical',
    metrics: { errors: ['5xx', 'Sum'], requests: ['Count', 'Sum'] },
    share: { is: 'errors', of: 'requests', least: 'apiLeastRequests' },
    meaning: 'The API answers callers with errors of its own.',
    threshold: 5,
  },
  [Alarm.API_LATENCY]: {
    ...API,
    ...ABOVE,
    condition: 'latency',
    severity: 'warning',
    metrics: { latency: ['Latency', 'p99'] },
    meaning: 'One answer of a hundred takes too long.',
    measure: 'time',
    threshold: 3000,
    least: 1,
    most: THIRTY_SECONDS_MS - 1,
  },
  [Alarm.API_CLIENT_ERRORS]: {
    ...API,
    ...SHARE_ABOVE,
    condition: 'client-errors',
    severity: 'warning',
    metrics: { refused: ['4xx', 'Sum'], requests: ['Count', 'Sum'] },
    share: { is: 'refused', of: 'requests', least: 'apiLeastRequests' },
    meaning: 'Callers are refused more than usual: a faulty release of a client, or an attack.',
    threshold: 25,
  },
  [Alarm.USER_POOL_THROTTLES]: {
    ...POOL,
    condition: 'throttles',
    severity: 'critical',
    metrics: { signIn: ['SignInThrottles', 'Sum'], signUp: ['SignUpThrottles', 'Sum'], refresh: ['TokenRefreshThrottles', 'Sum'] },
    expression: 'SUM([signIn, signUp, refresh])',
    meaning: 'Cognito turns people away. Ask for a higher quota.',
    threshold: 0,
  },
  [Alarm.SIGN_IN_FAILURES]: {
    ...POOL,
    condition: 'sign-in-failures',
    severity: 'warning',
    // Every attempt is a sample of 1 or 0.
    metrics: { attempts: ['SignInSuccesses', 'SampleCount'], successes: ['SignInSuccesses', 'Sum'] },
    expression: 'attempts - successes',
    meaning: 'Many sign-ins fail: somebody tries passwords, or a client is broken.',
    threshold: 100,
  },
  [Alarm.FUNCTION_ERRORS]: {
    ...FUNCTION,
    ...SHARE_ABOVE,
    condition: 'errors',
    severity: 'warning',
    metrics: { errors: ['Errors', 'Sum'], runs: ['Invocations', 'Sum'] },
    share: { is: 'errors', of: 'runs', least: 'functionLeastRuns' },
    meaning: 'The function fails.',
    threshold: 5,
  },
  [Alarm.FUNCTION_THROTTLES]: {
    ...FUNCTION,
    ...ABOVE,
    condition: 'throttles',
    severity: 'warning',
    metrics: { throttles: ['Throttles', 'Sum'] },
    meaning: 'Lambda starts no more copies of the function: its own limit, or the account\'s, is reached.',
    ...ANY_COUNT,
    threshold: 0,
  },
  [Alarm.FUNCTION_DURATION]: {
    ...FUNCTION,
    ...AT_LEAST,
    condition: 'duration',
    severity: 'warning',
    metrics: { duration: ['Duration', 'Maximum'] },
    meaning: 'The function is about to be cut off.',
    measure: 'percentOfTimeout',
    threshold: 90,
    least: 1,
    most: 100,
  },
  [Alarm.EMAIL_BOUNCES]: {
    ...EMAIL,
    condition: 'bounces',
    metrics: { rate: ['Reputation.BounceRate', 'Average'] },
    meaning: 'Mail goes to addresses that do not exist. SES reviews an account at 5 % and may stop it.',
    threshold: 5,
  },
  [Alarm.EMAIL_COMPLAINTS]: {
    ...EMAIL,
    condition: 'complaints',
    metrics: { rate: ['Reputation.ComplaintRate', 'Average'] },
    meaning: 'People call the mail spam. SES reviews an account at 0.1 % and may stop it.',
    threshold: 0.1,
  },
};

/** In the catalogue's order. */
export const ALARM_KEYS = Object.keys(ALARMS) as Alarm[];
