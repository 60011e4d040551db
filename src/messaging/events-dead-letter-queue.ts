import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue';
import { ruleArn } from './event-arns';
import { ListBackupStage } from '../stage';
import { eventsDeadLetterQueueName, SERVICES } from '../stage/naming';

/** The standard queue for events that a rule of the bus could not deliver, from whichever stack the rule stands in. */
export function createEventsDeadLetterQueue(scope: Construct, stage: ListBackupStage, removalPolicy: RemovalPolicy, encryptionKey?: IKey): IQueue {
  const queue = new DeadLetterQueue(scope, 'DeadLetterQueue', {
    stage,
    service: SERVICES.eventbridge,
    logicalId: 'EventsDeadLetterQueue',
    queueName: eventsDeadLetterQueueName(stage),
    removalPolicy,
    encryptionKey,
    properties: {
      messageRetentionPeriod: Duration.days(14).toSeconds(),
      redriveAllowPolicy: { redrivePermission: 'denyAll' },
    },
  });
  queue.addToResourcePolicy(new PolicyStatement({
    sid: 'AllowRulesOfTheBus',
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
      ArnLike: { 'aws:SourceArn': ruleArn(scope, stage, '*') },
    },
  }));
  return queue;
}
