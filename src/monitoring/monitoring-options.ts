import { RemovalPolicy } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupAlarm } from './alarm';
import { ListBackupAlarmSubscribers } from './alarm-subscribers';
import { ListBackupAlarmThresholds } from './alarm-thresholds';
import { ListBackupBudget } from './budget-options';
import { ListBackupSecurityOptions } from '../stage';

/**
 * What can be chosen of alarms, for a stage's own resources and for what is watched besides.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export interface ListBackupAlarmOptions {
  /**
   * Whether there are alarms.
   *
   * @default - on in production and staging, off in development
   */
  readonly alarms?: boolean;

  /**
   * When alarms go off.
   *
   * @default - as each threshold says
   */
  readonly thresholds?: ListBackupAlarmThresholds;

  /**
   * Alarms that there are none of.
   *
   * @default - all there are, but for the latency of tables, which needs a threshold
   */
  readonly without?: ListBackupAlarm[];

  /**
   * The operations whose throttling, errors and latency count of each table: 1 to 10, which is all that an alarm can add up. CloudWatch bills
   * an alarm by the metrics it reads.
   *
   * @default - GetItem, BatchGetItem, Query, Scan, PutItem, UpdateItem, DeleteItem, BatchWriteItem, TransactGetItems, TransactWriteItems;
   * throttling by table and index instead, whatever the operation, of tables made in this app that have up to four indexes
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
   */
  readonly tableOperations?: string[];
}

/** What can be chosen for a stage's monitoring. */
export interface ListBackupMonitoringOptions extends ListBackupAlarmOptions, ListBackupSecurityOptions {
  /**
   * Who is told at any hour.
   *
   * @default - nobody, until someone subscribes to `criticalTopic`
   */
  readonly critical?: ListBackupAlarmSubscribers;

  /**
   * Who is told of what can wait for working hours.
   *
   * @default - nobody, until someone subscribes to `warningTopic`
   */
  readonly warning?: ListBackupAlarmSubscribers;

  /**
   * What the stage may cost. Its resources are told apart by the cost-allocation tag `Stage`, which the account's payer activates once.
   *
   * @default - no budget, and in production and staging a warning (`listbackup-infrastructure:budgetLeftOut`)
   */
  readonly budget?: ListBackupBudget;

  /**
   * Metrics without dimensions of the namespace `ListBackup/{stage}` that the overview shows the sums of.
   *
   * @default - none
   */
  readonly applicationMetrics?: string[];

  /**
   * A customer-managed key of the topics. One that this app makes is told which services publish to them; the policy of an imported one has to
   * admit cloudwatch, events, budgets and costalerts.amazonaws.com to `kms:Decrypt` and `kms:GenerateDataKey*`, events.amazonaws.com without a
   * condition on account or source: it would turn EventBridge away.
   *
   * @default - a key of their own, with rotation
   */
  readonly encryptionKey?: IKey;

  /**
   * For how long the log of the function that measures tables is kept.
   *
   * @default - a year in production, 90 days in staging, 30 days in development
   */
  readonly logRetention?: RetentionDays;

  /**
   * A policy that bounds what the roles made here may ever be allowed.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * What becomes of key and log group when they leave the stack.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}
