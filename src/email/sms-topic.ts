import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { SERVICES, smsTopicName } from '../stage/naming';
import { ConventionalTopic } from '../topics/conventional-topic';

const DISPLAY_NAME = 'ListBackup SMS Notifications';

/**
 * The topic for text messages: `SNSTopic`.
 *
 * @internal
 */
export class SmsTopic extends ConventionalTopic {
  public constructor(scope: Construct, id: string, stage: ListBackupStage, encryptionKey: IKey | undefined) {
    super(scope, id, {
      stage, service: SERVICES.ses, logicalId: 'SNSTopic', name: smsTopicName(stage), displayName: DISPLAY_NAME, encryptionKey,
    });
    // SNS drops the policy that it makes by itself as soon as there is another: services of this account, such as alarms, publish by it.
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'OwnAccountPublishes',
      principals: [new AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [this.topicArn],
      conditions: { StringEquals: { 'aws:SourceOwner': this.stack.account } },
    }));
    publish(this, stage, SERVICES.ses, { SNSTopicArn: this.ownArn });
  }
}
