import { Duration } from 'aws-cdk-lib';
import { IncludeDetail, Level } from 'aws-cdk-lib/aws-events';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupMessagingOptions } from './queue-options';
import { ListBackupStage } from '../stage';
import { requireSecurity } from '../stage/security';
import { requireBoundary, requireKey } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { requireBoolean } from '../validation/values';

/** Options for the retention and logging of events. */
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
   * Makes each of the catalogue's rules write its events to the log group. This uses one of the five targets of each rule.
   *
   * @default true
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
   */
  readonly ruleLogging?: boolean;

  /**
   * Level of the bus's own log, which is written to the log group.
   *
   * @default Level.ERROR
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html
   */
  readonly busLogLevel?: Level;

  /**
   * Detail in the bus's own log: events and requests to targets, or neither.
   *
   * @default IncludeDetail.NONE
   */
  readonly busLogDetail?: IncludeDetail;

  /**
   * Turns on schema discovery: EventBridge infers schemas from the bus's events and adds them to AWS's registry `discovered-schemas`, at a price
   * per event. Can't be combined with an `encryptionKey`: EventBridge doesn't support discovery on a bus encrypted with a customer-managed key.
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

/** Effective settings of the bus, from the caller's options and the stage's defaults. */
export interface EventBusSettings {
  readonly archiveRetention: Duration;
  readonly logRetention: RetentionDays;
  readonly ruleLogging: boolean;
  readonly busLogLevel: Level;
  readonly busLogDetail: IncludeDetail;
  readonly schemaDiscovery: boolean;
}

/** Refuses what EventBridge or CloudWatch Logs would refuse at deployment. */
export function requireSettings(stage: ListBackupStage, props: ListBackupEventBusOptions): EventBusSettings {
  requireBoolean('schemaDiscovery', props.schemaDiscovery);
  requireBoolean('ruleLogging', props.ruleLogging);
  requireKey('encryptionKey', props.encryptionKey);
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  const hasKey = props.encryptionKey !== undefined || requireSecurity(props.security).isHardened;
  if (props.schemaDiscovery && hasKey) {
    invalid('schemaDiscovery', true, `can't be combined with ${props.encryptionKey ? 'encryptionKey' : 'security: HARDENED'}: EventBridge discovers no schemas on a bus with a customer-managed key`, props.encryptionKey ? 'Set schemaDiscovery: false, or remove encryptionKey.' : 'Set schemaDiscovery: false, or ListBackupSecurity.STANDARD for the bus.');
  }
  const logRetention = props.logRetention ?? stage.logRetention;
  if (typeof logRetention !== 'number' || typeof RetentionDays[logRetention] !== 'string') {
    invalid('logRetention', logRetention, 'must be one of the numbers of days that CloudWatch Logs offers', 'For example: RetentionDays.ONE_MONTH.');
  }
  const settings = {
    archiveRetention: props.archiveRetention ?? stage.eventArchiveRetention,
    logRetention,
    ruleLogging: props.ruleLogging ?? true,
    busLogLevel: props.busLogLevel ?? Level.ERROR,
    busLogDetail: props.busLogDetail ?? IncludeDetail.NONE,
    schemaDiscovery: props.schemaDiscovery ?? !hasKey,
  };
  requireMember('busLogLevel', settings.busLogLevel, Object.values(Level), 'Level.ERROR');
  requireMember('busLogDetail', settings.busLogDetail, Object.values(IncludeDetail), 'IncludeDetail.NONE');
  return settings;
}

function requireMember(what: string, value: string, members: readonly string[], works: string): void {
  if (!members.includes(value)) invalid(what, value, `must be one of: ${members.join(', ')}`, `For example: ${works}.`);
}
