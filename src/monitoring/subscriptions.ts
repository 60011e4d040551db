import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ListBackupAlarmSubscribers } from './alarm-subscribers';
import { digest, inTemplate } from './digest';
import { SEVERITIES, Severity } from './severity';
import { createSlackChannel } from './slack-channel';
import { ListBackupStage } from '../stage';

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
  slackChannels(told).forEach(({ channel, topicArns }) => createSlackChannel(scope, stage, channel, topicArns, permissionsBoundary));
}

/** A channel once, with the topics of all severities it is told of: Slack channels are configured once an account. */
function slackChannels(told: Told) {
  const channels = new Map<string, { readonly channel: NonNullable<ListBackupAlarmSubscribers['slack']>[number]; readonly topicArns: string[] }>();
  for (const severity of SEVERITIES) {
    const { topic, subscribers } = told[severity];
    for (const channel of subscribers?.slack ?? []) {
      const key = `${channel.workspaceId} ${channel.channelId}`;
      const entry = channels.get(key) ?? { channel, topicArns: [] };
      entry.topicArns.push(topic.topicArn);
      channels.set(key, entry);
    }
  }
  return [...channels.values()];
}
