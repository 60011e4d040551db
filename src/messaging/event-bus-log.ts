import { CfnResource } from 'aws-cdk-lib';
import { IEventBus, Level } from 'aws-cdk-lib/aws-events';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EventLog } from './event-log';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { eventLogDestinationName, eventLogSourceName, SERVICES } from '../stage/naming';

/** A log of the bus: one for each severity, under the name by which CloudWatch Logs knows it. */
interface Severity {
  readonly name: 'Error' | 'Info' | 'Trace';
  readonly logType: string;
}

const ERROR: Severity = { name: 'Error', logType: 'ERROR_LOGS' };
const INFO: Severity = { name: 'Info', logType: 'INFO_LOGS' };
const TRACE: Severity = { name: 'Trace', logType: 'TRACE_LOGS' };

/** A level takes in the ones before it. */
const SEVERITIES: Readonly<Record<Level, readonly Severity[]>> = {
  [Level.OFF]: [],
  [Level.ERROR]: [ERROR],
  [Level.INFO]: [ERROR, INFO],
  [Level.TRACE]: [ERROR, INFO, TRACE],
};

/**
 * Delivers the bus's own log to the log group.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html
 */
export function deliverBusLog(scope: Construct, stage: ListBackupStage, bus: IEventBus, log: EventLog, level: Level): void {
  const severities = SEVERITIES[level];
  if (severities.length === 0) return;
  const tags = resourceTags(stage, SERVICES.eventbridge);
  const destination = claimLogicalId(new CfnDeliveryDestination(scope, 'LogDestination', {
    name: eventLogDestinationName(stage),
    destinationResourceArn: log.logGroupArn,
    outputFormat: 'json',
    tags,
  }), 'EventBusLogDestination');

  let previous: CfnResource | undefined = log.policy;
  for (const { name, logType } of severities) {
    const source = claimLogicalId(new CfnDeliverySource(scope, `${name}LogSource`, {
      name: eventLogSourceName(stage, name.toLowerCase()),
      resourceArn: bus.eventBusArn,
      logType,
      tags,
    }), `EventBus${name}LogSource`);
    const delivery = claimLogicalId(new CfnDelivery(scope, `${name}LogDelivery`, {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      tags,
    }), `EventBus${name}LogDelivery`);
    // After the policy, or CloudWatch Logs would add one of its own; then one by one, or it reports a conflict.
    if (previous) delivery.node.addDependency(previous);
    previous = delivery;
  }
}
