import { Duration } from 'aws-cdk-lib';
import { ListBackupAlarm } from './alarm';
import { ListBackupAlarmThresholds } from './alarm-thresholds';

/**
 * What differs for one watched resource.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export interface ListBackupWatchOptions {
  /**
   * What the resource is called in the names of its alarms, `listbackup-{stage}-{name}-table-throttles`: 1 to 100 letters, digits, `.`, `_`
   * and `-`.
   *
   * @default - its own name without what follows from the conventions: `orders` of `listbackup-main-orders`
   */
  readonly name?: string;

  /**
   * When its alarms go off. Thresholds of alarms that it does not have are refused.
   *
   * @default - the monitoring's thresholds
   */
  readonly thresholds?: ListBackupAlarmThresholds;

  /**
   * Alarms that it gets none of.
   *
   * @default - what the monitoring leaves out
   */
  readonly without?: ListBackupAlarm[];

  /**
   * For how long a function may run, up to 15 minutes: needed to alarm the duration of one whose timeout cannot be read, such as an imported one.
   *
   * @default - the function's own timeout; if that is unknown, its duration is not alarmed
   */
  readonly timeout?: Duration;

  /**
   * Whether a queue holds what could not be handled, so that any message alarms. A watched queue's own dead-letter queue needs no call.
   *
   * @default false
   */
  readonly isDeadLetterQueue?: boolean;
}
