import { Stack } from 'aws-cdk-lib';
import { CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SEVERITIES, Severity } from './alarm';
import { digest, inTemplate } from './digest';
import { ListBackupAlarmSubscribers, ListBackupSlackChannel } from './monitoring-options';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, resourceTags, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmTopicName, slackConfigurationName } from '../stage/naming';

/** Permissions to show a notification: the alarm, and a picture of its metric. */
const READ_ALARMS = ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'cloudwatch:GetMetricWidgetImage', 'cloudwatch:ListMetrics'];

/**
 * Tells a Slack channel what comes to the topics, by Amazon Q Developer in chat applications.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 */
function createSlackChannel(
  scope: Construct, stage: ListBackupStage, { workspaceId, channelId }: ListBackupSlackChannel, topicArns: string[],
  permissionsBoundary: IManagedPolicy | undefined,
): void {
  claimPhysicalName(scope, 'Slack channel', `${workspaceId}/${channelId}`, 'account', 'or list the stage in otherStages of the channel there');
  // Nothing is named that could be: metrics have no ARNs.
  const mayRead = new PolicyDocument({ statements: [new PolicyStatement({ actions: READ_ALARMS, resources: ['*'] })] });
  const role = claimLogicalId(new CfnRole(scope, `SlackRole${channelId}`, {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('chatbot.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{ policyName: 'ReadAlarms', policyDocument: mayRead }],
    permissionsBoundary: permissionsBoundary?.managedPolicyArn,
    tags: roleTags(SERVICES.monitoring),
  }), `SlackRole${channelId}`);
  claimLogicalId(new CfnSlackChannelConfiguration(scope, `SlackChannel${channelId}`, {
    configurationName: slackConfigurationName(stage, channelId),
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

/** By severity: the topic, and who is told. */
type Told = Readonly<Record<Severity, { readonly topic: ITopic; readonly subscribers?: ListBackupAlarmSubscribers }>>;

/** Brings what comes to the topics to people. */
export function subscribe(scope: Construct, stage: ListBackupStage, told: Told, permissionsBoundary: IManagedPolicy | undefined): void {
  for (const severity of SEVERITIES) {
    const { topic, subscribers } = told[severity];
    // By what they lead to, so that a change of the list replaces no other; and not in clear, since an endpoint holds a key.
    const add = (protocol: string, endpoint: string): void => {
      new CfnSubscription(topic, `${protocol}-${digest(inTemplate(topic, endpoint))}`, { topicArn: topic.topicArn, protocol, endpoint });
    };
    subscribers?.emails?.forEach((email) => add('email', email));
    subscribers?.pagerDutyEndpoints?.forEach((endpoint) => add('https', endpoint));
  }
  // The account's one configuration of a channel is the primary's.
  if (stage.standbyFor !== undefined) return;
  slackChannels(scope, told).forEach(({ channel, topicArns }) => createSlackChannel(scope, stage, channel, topicArns, permissionsBoundary));
}

/** Creates each Slack channel once, with the topics of all its severities: an account can configure a channel only once. */
function slackChannels(scope: Construct, told: Told) {
  const channels = new Map<string, { readonly channel: NonNullable<ListBackupAlarmSubscribers['slack']>[number]; readonly topicArns: string[] }>();
  for (const severity of SEVERITIES) {
    const { topic, subscribers } = told[severity];
    for (const channel of subscribers?.slack ?? []) {
      const key = `${channel.workspaceId} ${channel.channelId}`;
      const entry = channels.get(key) ?? { channel, topicArns: [] };
      const others = (channel.otherStages ?? []).map((stage) => Stack.of(scope).formatArn({ service: 'sns', resource: alarmTopicName(stage, severity) }));
      entry.topicArns.push(topic.topicArn, ...others);
      channels.set(key, entry);
    }
  }
  return [...channels.values()];
}
