import { RemovalPolicy } from 'aws-cdk-lib';
import { ServiceKeySpec } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** The key of hardened queues: for whoever sends to them, too. */
export function queuesKey(stage: ListBackupStage, service: string, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service, removalPolicy, users: ['EventRulesSend', 'TopicsSend', 'BucketsSend'], shared: true };
}

/** The key of a hardened bus and what belongs to it, which `admitEventServices` opens to EventBridge. */
export function eventsKey(stage: ListBackupStage, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service: SERVICES.eventbridge, removalPolicy, users: [], shared: true };
}
