import { Stack } from 'aws-cdk-lib';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountWideName, claimLogicalId, roleTags } from '../conventions';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { SERVICES, smsDeliveryRoleName, smsLogGroupPrefix } from '../stage/naming';

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
