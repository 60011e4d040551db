import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Conditions, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ListBackupStage } from '../stage';
import { eventBusName, eventLogGroupName } from '../stage/naming';

/** Returns the bus's ARN from its name, for use where the attribute would create a cycle or is in another stack. */
export function eventBusArn(scope: Construct, busName: string): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: busName });
}

/** The ARN of a rule of the stage's bus; `*` stands for all of them, in whichever stack they are. */
export function ruleArn(scope: Construct, stage: ListBackupStage, ruleName: string): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: `${eventBusName(stage)}/${ruleName}` });
}

/** A log group's ARN without the `:*` that stands for its streams. */
export function logGroupArn(scope: Construct, logGroupName: string): string {
  return Stack.of(scope).formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

/**
 * Lets the services that hold and carry events use the key. A key that belongs to another app has to allow them itself.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-bus-logs.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitEventServices(scope: Construct, stage: ListBackupStage, key: IKey): void {
  const { account, region } = Stack.of(scope);
  const ofAccount = { 'aws:SourceAccount': account };
  const admit = (sid: string, service: string, actions: string[], conditions?: Conditions): void => {
    // In a key's own policy the key can only be called `*`.
    key.addToResourcePolicy(new PolicyStatement({ sid, principals: [new ServicePrincipal(service)], actions, resources: ['*'], conditions }));
  };

  // AWS doesn't document that the archive's requests carry the account; the encryption context names this account's bus in any case.
  admit('BusAndArchive', 'events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
    { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': eventBusArn(scope, eventBusName(stage)) } });
  admit('EventBridgeChecksTheKey', 'events.amazonaws.com', ['kms:DescribeKey']);
  admit('UndeliverableEvents', 'events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'],
    { StringEquals: ofAccount, ArnLike: { 'aws:SourceArn': ruleArn(scope, stage, '*') } });
  const ofBusLog = { StringLike: { 'kms:EncryptionContext:SourceArn': Stack.of(scope).formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) } };
  admit('BusLog', 'events.amazonaws.com', ['kms:GenerateDataKey'], ofBusLog);
  admit('BusLogDelivery', 'delivery.logs.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], ofBusLog);
  admit('EventLogGroup', `logs.${region}.amazonaws.com`, ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn(scope, eventLogGroupName(stage)) } });
}
