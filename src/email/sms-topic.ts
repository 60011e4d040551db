import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, CfnTopicPolicy, TopicBase, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { SERVICES, smsTopicName } from '../stage/naming';

const DISPLAY_NAME = 'ListBackup SMS Notifications';

/**
 * The topic for text messages: `SNSTopic`.
 *
 * @internal
 */
export class SmsTopic extends TopicBase {
  public readonly topicArn: string;
  public readonly topicName: string;
  public readonly masterKey?: IKey;
  public readonly fifo = false;
  public readonly contentBasedDeduplication = false;
  protected readonly autoCreatePolicy = true;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, encryptionKey: IKey | undefined) {
    super(scope, id);
    const name = smsTopicName(stage);
    // L1: property injectors may change the defaults of `Topic` (L2).
    const topic = claimLogicalId(new CfnTopic(this, 'Resource', {
      topicName: name,
      displayName: DISPLAY_NAME,
      kmsMasterKeyId: encryptionKey?.keyArn,
      tags: resourceTags(stage, SERVICES.ses),
    }), 'SNSTopic');
    this.topicArn = stackAware(this.stack, topic.ref, this.stack.formatArn({ service: 'sns', resource: name }));
    this.topicName = stackAware(this.stack, topic.attrTopicName, name);
    this.masterKey = encryptionKey;

    this.addSSLPolicy();
    // SNS drops the policy that it makes by itself as soon as there is another: services of this account, such as alarms, publish by it.
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'OwnAccountPublishes',
      principals: [new AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [this.topicArn],
      conditions: { StringEquals: { 'aws:SourceOwner': this.stack.account } },
    }));
    const policy = this.node.findChild('Policy') as TopicPolicy;
    claimLogicalId(policy.node.defaultChild as CfnTopicPolicy, 'SNSTopicPolicy');
    publish(this, stage, SERVICES.ses, { SNSTopicArn: topic.ref });
  }
}
