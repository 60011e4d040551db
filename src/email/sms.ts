import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, roleTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { smsDeliveryRoleName, smsLogGroupPrefix, smsTopicName } from '../stage/naming';
import { ConventionalTopic } from '../topics/topic';
import { located } from '../validation/located';

const LOG_ACTIONS = ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'PutMetricFilter', 'PutRetentionPolicy'];

/**
 * The role with which SNS logs whether text messages arrived. Returns its ARN. The account's SMS preferences name it, which no
 * CloudFormation resource can set.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html
 */
export function createSmsDeliveryRole(scope: Construct, stage: ListBackupStage, boundary?: IManagedPolicy): string {
  const stack = Stack.of(scope);
  const logGroups = stack.formatArn({ service: 'logs', resource: `log-group:${smsLogGroupPrefix(stack.account, stack.region)}*` });
  const roleName = accountWideName(scope, stage, smsDeliveryRoleName(stage));
  const role = claimLogicalId(new CfnRole(scope, 'SmsDeliveryRole', {
    roleName,
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('sns.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{
      policyName: 'WriteSmsLogs',
      policyDocument: new PolicyDocument({
        statements: [new PolicyStatement({ actions: LOG_ACTIONS.map((action) => `logs:${action}`), resources: [logGroups] })],
      }),
    }],
    permissionsBoundary: boundary?.managedPolicyArn,
    tags: roleTags(SERVICES.ses),
  }), 'SMSDeliveryRole');
  return stackAware(stack, role.attrArn, stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName }));
}

const DISPLAY_NAME = 'ListBackup SMS Notifications';

/**
 * The topic for text messages: `SNSTopic`.
 *
 * @internal
 */
@located
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
