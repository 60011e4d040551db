import { Duration } from 'aws-cdk-lib';

/**
 * The service that calls a function on schedule.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 */
export enum ListBackupScheduler {
  /** EventBridge Scheduler: time zones, flexible windows, a dead-letter queue. */
  SCHEDULER = 'SCHEDULER',

  /** A scheduled rule of EventBridge, as Serverless 3 makes by default. It knows UTC only. */
  RULE = 'RULE',
}

/**
 * Options to call a function on a schedule.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 */
export interface ListBackupScheduleOptions {
  /**
   * Full name of the schedule or rule.
   *
   * @default - the function's name, with `-2` and so on for further schedules; with `fromServerless` CloudFormation generates it, as in Serverless
   */
  readonly name?: string;

  /**
   * Description of the schedule: at most 512 characters.
   *
   * @default - names the function
   */
  readonly description?: string;

  /**
   * JSON text that the function gets as its event.
   *
   * @default - the event of the scheduling service
   */
  readonly input?: string;

  /**
   * Turns the schedule on.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The service that calls the function.
   *
   * @default - EventBridge Scheduler; with `fromServerless` a rule
   */
  readonly scheduler?: ListBackupScheduler;

  /**
   * Flexible time window, within which a call can start late: 1 minute to 24 hours. Only for EventBridge Scheduler.
   *
   * @default - calls come on time
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
   */
  readonly flexibleWindow?: Duration;
}
