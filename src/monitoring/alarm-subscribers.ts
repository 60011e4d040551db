/**
 * A channel of a Slack workspace that the account's owner has authorized in Amazon Q Developer in chat applications.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 */
export interface ListBackupSlackChannel {
  /** Slack's ID of the workspace: `T0123ABCD`. */
  readonly workspaceId: string;

  /** Slack's ID of the channel: `C0123ABCD`. */
  readonly channelId: string;
}

/**
 * Who is told of alarms of one severity.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
 */
export interface ListBackupAlarmSubscribers {
  /**
   * E-mail addresses. Each receives a mail that asks to confirm.
   *
   * @default - nobody by e-mail
   */
  readonly emails?: string[];

  /**
   * Slack channels. A channel that is told of both severities is one configuration.
   *
   * @default - no channel
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
   */
  readonly slack?: ListBackupSlackChannel[];

  /**
   * Endpoints of PagerDuty's integration "Amazon CloudWatch", which hold the integration's key: as a dynamic reference to a secret it does
   * not stand in the template.
   *
   * @default - nobody is paged
   * @see https://www.pagerduty.com/docs/guides/amazon-cloudwatch-integration-guide/
   */
  readonly pagerDutyEndpoints?: string[];
}
