import { Duration } from 'aws-cdk-lib';
import { IncludeDetail, Level } from 'aws-cdk-lib/aws-events';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupEventBusOptions } from './event-bus-options';
import { ListBackupStage } from '../stage';
import { requireSecurity } from '../stage/posture';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';
import { requireBoundary, requireKey } from '../stage/require-handles';

/** What the caller and the stage decided together. */
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
    refuse('schemaDiscovery', true, 'Schema discovery does not work on a bus encrypted with a customer-managed key '
      + `(${props.encryptionKey ? 'encryptionKey' : 'security: HARDENED'}).`,
    props.encryptionKey ? 'schemaDiscovery: false, or no encryptionKey' : 'schemaDiscovery: false, or ListBackupSecurity.STANDARD for the bus');
  }
  const logRetention = props.logRetention ?? stage.logRetention;
  if (typeof logRetention !== 'number' || typeof RetentionDays[logRetention] !== 'string') {
    refuse('logRetention', logRetention, 'It is one of the numbers of days that CloudWatch Logs knows.', 'RetentionDays.ONE_MONTH');
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
  if (!members.includes(value)) refuse(what, value, `It is one of: ${members.join(', ')}.`, works);
}
