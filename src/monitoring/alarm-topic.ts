import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { Severity } from './severity';
import { EVENTS, PUBLISHERS } from './topic-key';
import { claimPhysicalName } from '../conventions';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { alarmTopicName, pascalCase, SERVICES } from '../stage/naming';
import { ConventionalTopic } from '../topics/conventional-topic';

/**
 * The topic of one severity: `CriticalTopic`, `WarningTopic`.
 *
 * @internal
 */
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
