import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Conditions, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { Severity } from './alarm';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { keyPolicy } from '../keys/key-resource';
import { KeyChoice } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { alarmTopicName, pascalCase } from '../stage/naming';
import { ConventionalTopic } from '../topics/topic';
import { located } from '../validation/located';

const EVENTS = 'events.amazonaws.com';

/** The services that publish to the topics in their own name, and say for which account; EventBridge does not. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];

/**
 * Returns the statements that let those services encrypt their messages, limited to this account if the service identifies the account.
 * EventBridge doesn't identify it to KMS: a condition would silently reject every event. This opens nothing, because the topics' own
 * policies decide who publishes.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function admissions(scope: Construct): PolicyStatement[] {
  const admission = (sid: string, services: readonly string[], conditions?: Conditions) => new PolicyStatement({
    sid,
    principals: services.map((service) => new ServicePrincipal(service)),
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    // In a key's own policy the key can only be called `*`.
    resources: ['*'],
    conditions,
  });
  return [
    admission('AlarmTopicPublishers', PUBLISHERS, { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } }),
    admission('EventRulesPublish', [EVENTS]),
  ];
}

/**
 * The key of the topics: the caller's, or one of their own. SNS's own key (`alias/aws/sns`) admits none of the services.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function topicKey(
  scope: Construct, stage: ListBackupStage, { encryptionKey: asked, security }: KeyChoice, removalPolicy: RemovalPolicy,
): IKey {
  if (asked) {
    admissions(scope).forEach((statement) => asked.addToResourcePolicy(statement, true));
    return asked;
  }
  // A hardened stage encrypts the log group beside the topics with it, too.
  const keyPolicyDocument = keyPolicy(scope, security?.isHardened ? ['LogGroups'] : []);
  keyPolicyDocument.addStatements(...admissions(scope));
  const key = claimLogicalId(new CfnKey(scope, 'Key', {
    description: `Alarms of stage ${stage.stageName} of ListBackup`,
    enableKeyRotation: true,
    keyPolicy: keyPolicyDocument.toJSON(),
    tags: resourceTags(stage, SERVICES.monitoring),
  }), 'AlarmKey');
  // Messages are not kept, so that nothing is lost with the key; but what is in flight is.
  key.applyRemovalPolicy(removalPolicy);
  return Key.fromCfnKey(key);
}

/**
 * The topic of one severity: `CriticalTopic`, `WarningTopic`.
 *
 * @internal
 */
@located
export class AlarmTopic extends ConventionalTopic {
  public constructor(scope: Construct, stage: ListBackupStage, severity: Severity, encryptionKey: IKey) {
    const logicalId = `${pascalCase(severity)}Topic`;
    const name = alarmTopicName(stage, severity);
    super(scope, logicalId, {
      stage, service: SERVICES.monitoring, logicalId, name, displayName: `ListBackup ${stage.stageName} ${severity}`, encryptionKey,
    });
    claimPhysicalName(this, 'topic', name);

    this.addToResourcePolicy(new PolicyStatement({
      sid: 'ServicesOfThisAccountPublish',
      principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
      actions: ['sns:Publish'],
      resources: [this.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': this.stack.account } },
    }));
    // EventBridge publishes to no topic whose policy sets it a condition.
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'EventRulesPublish', principals: [new ServicePrincipal(EVENTS)], actions: ['sns:Publish'], resources: [this.topicArn],
    }));
    publish(this, stage, SERVICES.monitoring, { [`${logicalId}Arn`]: this.ownArn });
  }
}
