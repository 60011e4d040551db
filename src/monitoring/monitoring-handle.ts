import { Stack } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { IConstruct } from 'constructs';
import { ListBackupWatchOptions } from './watch-options';

/** A stage's monitoring, whether this app made it or another did. */
export interface IListBackupMonitoring extends IConstruct {
  /** Who subscribes here is told at any hour. Alarms of your own: `new SnsAction(monitoring.criticalTopic)`. */
  readonly criticalTopic: ITopic;

  /** Who subscribes here is told of what can wait for working hours. */
  readonly warningTopic: ITopic;

  /**
   * The CloudWatch namespace of the stage's own metrics, `ListBackup/{stage}`. A function emits one by printing a line of the embedded
   * metric format.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
   */
  readonly metricNamespace: string;

  /** The stacks that hold the alarms of what `watch` was given: as many as are needed, none before the first. */
  readonly watchStacks: Stack[];

  /**
   * Alarms a resource of your own by the same rules as the stage's: a table, a queue with its dead-letter queue, a function or an HTTP API,
   * made here or imported.
   *
   * The alarms stand in stacks of their own beside this construct's, `{stack}-alarms`, of which there are more before CloudFormation's limits
   * are reached. In which of them a resource's alarms stand follows from its name, not from the order of calls. A stage without alarms gets none.
   *
   * @param resource the handle: `ITable`, `IQueue`, `IFunction` (also a version or an alias, whose function is watched), `IHttpApi` or
   *   `IListBackupApi`.
   * @param options what differs for this one.
   * @throws when it is watched already, is nothing that can be watched, belongs to another account or region, or an alarm of it could never go
   *   off.
   */
  watch(resource: IConstruct, options?: ListBackupWatchOptions): void;
}
