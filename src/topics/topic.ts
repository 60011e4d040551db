import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, CfnTopicPolicy, TopicBase, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { located } from '../validation/located';

/** Properties that differ from topic to topic. */
export interface ConventionalTopicProps {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly logicalId: string;
  readonly name: string;
  readonly displayName: string;
  readonly encryptionKey?: IKey;
}

/**
 * A topic under the conventions: named, tagged, reached by TLS only. CDK's own base class leaves creating the resource to its subclasses.
 *
 * @internal
 */
@located
export abstract class ConventionalTopic extends TopicBase {
  public readonly topicArn: string;
  public readonly topicName: string;
  public readonly masterKey?: IKey;
  public readonly fifo = false;
  public readonly contentBasedDeduplication = false;
  protected readonly autoCreatePolicy = true;

  /** The ARN in the topic's own stack, for its output. */
  protected readonly ownArn: string;

  public constructor(scope: Construct, id: string, { stage, service, logicalId, name, displayName, encryptionKey }: ConventionalTopicProps) {
    super(scope, id);
    // L1: property injectors may change the defaults of `Topic` (L2).
    const topic = claimLogicalId(new CfnTopic(this, 'Resource', {
      topicName: name,
      displayName,
      kmsMasterKeyId: encryptionKey?.keyArn,
      tags: resourceTags(stage, service),
    }), logicalId);
    this.ownArn = topic.ref;
    this.topicArn = stackAware(this.stack, topic.ref, this.stack.formatArn({ service: 'sns', resource: name }));
    this.topicName = stackAware(this.stack, topic.attrTopicName, name);
    this.masterKey = encryptionKey;

    this.addSSLPolicy();
    const policy = this.node.findChild('Policy') as TopicPolicy;
    claimLogicalId(policy.node.defaultChild as CfnTopicPolicy, `${logicalId}Policy`);
  }
}
