import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

export const EVENTS = 'events.amazonaws.com';

/** The services that publish to the topics in their own name. */
export const PUBLISHERS = ['cloudwatch.amazonaws.com', EVENTS, 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];

/** Lets those services encrypt what they publish, for this account only. */
function admission(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    sid: 'AlarmTopicPublishers',
    principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    // In a key's own policy the key can only be called `*`.
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
}

/**
 * The key of the topics: the caller's, or one of their own. SNS's own key (`alias/aws/sns`) admits none of the services.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function topicKey(scope: Construct, stage: ListBackupStage, asked: IKey | undefined, removalPolicy: RemovalPolicy): IKey {
  if (asked) {
    asked.addToResourcePolicy(admission(scope), true);
    return asked;
  }
  const key = claimLogicalId(new CfnKey(scope, 'Key', {
    description: `Alarms of stage ${stage.stageName} of ListBackup`,
    enableKeyRotation: true,
    keyPolicy: new PolicyDocument({
      statements: [
        new PolicyStatement({ sid: 'AccountDecides', principals: [new AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] }),
        admission(scope),
      ],
    }).toJSON(),
    tags: resourceTags(stage, SERVICES.monitoring),
  }), 'AlarmKey');
  // Messages are not kept, so that nothing is lost with the key; but what is in flight is.
  key.applyRemovalPolicy(removalPolicy);
  return Key.fromCfnKey(key);
}
