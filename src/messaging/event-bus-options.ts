import { Duration } from 'aws-cdk-lib';
import { IncludeDetail, Level } from 'aws-cdk-lib/aws-events';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupMessagingOptions } from './messaging-options';

/** What is kept of events, and what is logged. */
export interface ListBackupEventBusOptions extends ListBackupMessagingOptions {
  /**
   * For how long the archive keeps events for replay: whole days, at least 1.
   *
   * @default - 365 days in production, 30 in staging, 7 in development
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
   */
  readonly archiveRetention?: Duration;

  /**
   * For how long the log group keeps events and the bus's own log.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether each of the catalogue's rules writes its events to the log group. Each rule then has one of its five targets.
   *
   * @default true
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
   */
  readonly ruleLogging?: boolean;

  /**
   * What the bus itself logs to the log group.
   *
   * @default Level.ERROR
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html
   */
  readonly busLogLevel?: Level;

  /**
   * Whether the bus's own log holds the events and the requests to targets.
   *
   * @default IncludeDetail.NONE
   */
  readonly busLogDetail?: IncludeDetail;

  /**
   * Whether EventBridge infers schemas from what passes over the bus, into AWS's registry `discovered-schemas`, at a price per event.
   * It does not work on a bus encrypted with a customer-managed key: asking for both is an error.
   *
   * @default - true; false with an `encryptionKey` or HARDENED
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-schema-infer.html
   */
  readonly schemaDiscovery?: boolean;

  /**
   * A permissions boundary for the log role.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
