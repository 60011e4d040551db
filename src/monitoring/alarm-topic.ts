import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, CfnTopicPolicy, TopicBase, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Severity } from './severity';
import { EVENTS, PUBLISHERS } from './topic-key';
import { claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { alarmTopicName, pascalCase, SERVICES } from '../stage/naming';

/**
 * The topic of one severity: `CriticalTopic`, `WarningTopic`.
 *
 * @internal
 */
export class AlarmTopic extends TopicBase {
  public readonly topicArn: string;
  public readonly topicName: string;
  public readonly masterKey?: IKey;
  public readonly fifo = false;
  public readonly contentBasedDeduplication = false;
  protected readonly autoCreatePolicy = true;

  public constructor(scope: Construct, stage: ListBackupStage, severity: Severity, key: IKey) {
    const logicalId = `${pascalCase(severity)}Topic`;
    super(scope, logicalId);
    const name = alarmTopicName(stage, severity);
    claimPhysicalName(this, 'topic', name);
    // L1: property injectors may change the defaults of `Topic` (L2).
    const topic = claimLogicalId(new CfnTopic(this, 'Resource', {
      topicName: name,
      displayName: `ListBackup ${stage.stageName} ${severity}`,
      kmsMasterKeyId: key.keyArn,
      tags: resourceTags(stage, SERVICES.monitoring),
    }), logicalId);
    this.topicArn = stackAware(this.stack, topic.ref, this.stack.formatArn({ service: 'sns', resource: name }));
    this.topicName = stackAware(this.stack, topic.attrTopicName, name);
    this.masterKey = key;

    this.addSSLPolicy();
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'ServicesOfThisAccountPublish',
      principals: PUBLISHERS.filter((service) => service !== EVENTS).map((service) => new ServicePrincipal(service)),
      actions: ['sns:Publish'],
      resources: [this.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': this.stack.account } },
    }));
    // EventBridge publishes to no topic whose policy sets it a condition.
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'EventRulesPublish', principals: [new ServicePrincipal(EVENTS)], actions: ['sns:Publish'], resources: [this.topicArn],
    }));
    const policy = this.node.findChild('Policy') as TopicPolicy;
    claimLogicalId(policy.node.defaultChild as CfnTopicPolicy, `${logicalId}Policy`);
    publish(this, stage, SERVICES.monitoring, { [`${logicalId}Arn`]: topic.ref });
  }
}
