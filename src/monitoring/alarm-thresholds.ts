import { Duration } from 'aws-cdk-lib';

/**
 * When alarms go off. Counts and shares are of a period of five minutes, of dead-letter queues one minute, of e-mail one hour.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export interface ListBackupAlarmThresholds {
  /**
   * More messages waiting in a queue than this: 1 or more.
   *
   * @default 1000
   */
  readonly queueBacklog?: number;

  /**
   * Age in a queue above which the oldest message raises an alarm: at least 1 minute and less than 7 days, after which the first queue
   * deletes it. It must also be less than the retention of every queue that this app creates.
   *
   * @default Duration.hours(1)
   */
  readonly queueAge?: Duration;

  /**
   * More messages in a dead-letter queue than this: 0 or more.
   *
   * @default 0 - any message
   */
  readonly deadLetters?: number;

  /**
   * More throttled reads and writes of a table and its indexes than this, or where they are counted by operation, more throttled
   * requests: 0 or more.
   *
   * @default 0 - any
   */
  readonly tableThrottles?: number;

  /**
   * More requests to a table that DynamoDB itself failed on than this: 0 or more.
   *
   * @default 0 - any
   */
  readonly tableSystemErrors?: number;

  /**
   * An average latency of any operation on a table above this, three times in a row: 1 millisecond to 1 minute.
   *
   * @default - no alarm on the latency of tables
   */
  readonly tableLatency?: Duration;

  /**
   * More events that a target refused for good than this: 0 or more.
   *
   * @default 0 - any
   */
  readonly busFailedInvocations?: number;

  /**
   * More events gone to the queue for undeliverable events than this: 0 or more.
   *
   * @default 0 - any
   */
  readonly busUndeliverable?: number;

  /**
   * More events lost than this: 0 or more.
   *
   * @default 0 - any
   */
  readonly busLostEvents?: number;

  /**
   * Percentage of 5xx responses of the API above which an alarm is raised, in two of three periods: 0 to 99.99.
   *
   * @default 5
   */
  readonly apiServerErrors?: number;

  /**
   * Fewest requests of the API, in five minutes, with which the shares of 4xx and 5xx count: 1 to 1000000. Set it lower for a stage with little
   * traffic, where five minutes with fewer requests don't alarm however many of them fail.
   *
   * @default 10
   */
  readonly apiLeastRequests?: number;

  /**
   * The API's 99th percentile of latency above this, in two of three periods: 1 millisecond to less than 30 seconds, after which an HTTP
   * API gives up.
   *
   * @default Duration.seconds(3)
   */
  readonly apiLatency?: Duration;

  /**
   * Percentage of 4xx responses of the API above which an alarm is raised, in two of three periods: 0 to 99.99.
   *
   * @default 25
   */
  readonly apiClientErrors?: number;

  /**
   * More throttled sign-ins, sign-ups and refreshes than this: 0 or more.
   *
   * @default 0 - any
   */
  readonly userPoolThrottles?: number;

  /**
   * More failed sign-ins than this: 0 or more.
   *
   * @default 100
   */
  readonly signInFailures?: number;

  /**
   * More percent of a function's runs failing than this: 0 to 99.99.
   *
   * @default 5
   */
  readonly functionErrors?: number;

  /**
   * Fewest runs of a function, in five minutes, with which the share of failed runs counts: 1 to 1000000. Set it to 1 for a function that seldom
   * runs and whose failures end in no dead-letter queue. For a function with a schedule of this app only `watch` can set it.
   *
   * @default 5 - and 1 for a function with a schedule of this app
   */
  readonly functionLeastRuns?: number;

  /**
   * More throttled runs of a function than this: 0 or more.
   *
   * @default 0 - any
   */
  readonly functionThrottles?: number;

  /**
   * At least this many percent of a function's timeout being used: 1 to 100.
   *
   * @default 90
   */
  readonly functionDuration?: number;

  /**
   * At least this many percent of e-mail bouncing: 0.001 to 100.
   *
   * @default 5
   */
  readonly emailBounces?: number;

  /**
   * At least this many percent of e-mail being complained about: 0.001 to 100.
   *
   * @default 0.1
   */
  readonly emailComplaints?: number;
}
