import { Stack } from 'aws-cdk-lib';
import { CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { CfnRole, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupSlackChannel } from './alarm-subscribers';
import { accountWideName, claimLogicalId, claimPhysicalName, resourceTags, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES, slackConfigurationName } from '../stage/naming';

/** What a notification shows: the alarm, and a picture of its metric. */
const READ_ALARMS = ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'cloudwatch:GetMetricWidgetImage', 'cloudwatch:ListMetrics'];

/**
 * Tells a Slack channel what comes to the topics, by Amazon Q Developer in chat applications.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 */
export function createSlackChannel(
  scope: Construct, stage: ListBackupStage, { workspaceId, channelId }: ListBackupSlackChannel, topicArns: string[],
): void {
  const configurationName = accountWideName(scope, stage, slackConfigurationName(stage, channelId));
  claimPhysicalName(scope, 'Slack channel configuration', configurationName);
  // Nothing is named that could be: metrics have no ARNs.
  const mayRead = new PolicyDocument({ statements: [new PolicyStatement({ actions: READ_ALARMS, resources: ['*'] })] });
  const role = claimLogicalId(new CfnRole(scope, `SlackRole${channelId}`, {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('chatbot.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{ policyName: 'ReadAlarms', policyDocument: mayRead }],
    tags: roleTags(SERVICES.monitoring),
  }), `SlackRole${channelId}`);
  claimLogicalId(new CfnSlackChannelConfiguration(scope, `SlackChannel${channelId}`, {
    configurationName,
    slackWorkspaceId: workspaceId,
    slackChannelId: channelId,
    iamRoleArn: role.attrArn,
    // The most that people in the channel can have the role do; without it AWS takes AdministratorAccess.
    guardrailPolicies: [Stack.of(scope).formatArn({ service: 'iam', region: '', account: 'aws', resource: 'policy', resourceName: 'CloudWatchReadOnlyAccess' })],
    loggingLevel: 'ERROR',
    snsTopicArns: topicArns,
    tags: resourceTags(stage, SERVICES.monitoring),
  }), `SlackChannel${channelId}`);
}
