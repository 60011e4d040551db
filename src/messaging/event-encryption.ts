import { Stack } from 'aws-cdk-lib';
import { Conditions, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { eventBusArn, logGroupArn, ruleArn } from './event-arns';
import { ListBackupStage } from '../stage';
import { eventBusName, eventLogGroupName } from '../stage/naming';

/**
 * Lets the services that hold and carry events use the key. A key that belongs to another app has to allow them itself.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitEventServices(scope: Construct, stage: ListBackupStage, key: IKey): void {
  const { account, region } = Stack.of(scope);
  const ofAccount = { 'aws:SourceAccount': account };
  const admit = (sid: string, service: string, actions: string[], conditions?: Conditions): void => {
    // In a key's own policy the key can only be called `*`.
    key.addToResourcePolicy(new PolicyStatement({ sid, principals: [new ServicePrincipal(service)], actions, resources: ['*'], conditions }));
  };

  admit('BusAndArchive', 'events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
    { StringEquals: { ...ofAccount, 'kms:EncryptionContext:aws:events:event-bus:arn': eventBusArn(scope, eventBusName(stage)) } });
  admit('EventBridgeChecksTheKey', 'events.amazonaws.com', ['kms:DescribeKey']);
  admit('UndeliverableEvents', 'events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'],
    { StringEquals: ofAccount, ArnLike: { 'aws:SourceArn': ruleArn(scope, stage, '*') } });
  admit('BusLog', 'delivery.logs.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], { StringEquals: ofAccount });
  admit('EventLogGroup', `logs.${region}.amazonaws.com`, ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn(scope, eventLogGroupName(stage)) } });
}
