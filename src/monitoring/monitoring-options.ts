import { RemovalPolicy } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupAlarm } from './alarm';
import { ListBackupAlarmThresholds } from './alarm-thresholds';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { IListBackupApi, IListBackupAuth, IListBackupDataLayer, IListBackupEmail, IListBackupMessaging } from '../handles';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/**
 * A channel of a Slack workspace that the account's owner has authorized in Amazon Q Developer in chat applications.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 */
export interface ListBackupSlackChannel {
  /** Slack's ID of the workspace: `T0123ABCD`. */
  readonly workspaceId: string;

  /**
   * Slack's ID of the channel: `C0123ABCD`. An account configures a channel once: in one stage, and not in a standby.
   */
  readonly channelId: string;

  /**
   * Other stages of the account and Region whose alarms the channel shows, too. Their topics are found by name and must be deployed before;
   * those stages leave the channel out.
   *
   * @default - the alarms of this stage only
   */
  readonly otherStages?: ListBackupStage[];
}

/**
 * Subscribers to alarms of one severity.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
 */
export interface ListBackupAlarmSubscribers {
  /**
   * E-mail addresses. Each receives a mail that asks to confirm.
   *
   * @default - no e-mail
   */
  readonly emails?: string[];

  /**
   * Slack channels. A channel for both severities has one configuration.
   *
   * @default - no channel
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
   */
  readonly slack?: ListBackupSlackChannel[];

  /**
   * Endpoints of PagerDuty's integration "Amazon CloudWatch". They contain the integration's key, so pass them as dynamic references to a
   * secret to keep them out of the template.
   *
   * @default - no endpoints
   * @see https://www.pagerduty.com/docs/guides/amazon-cloudwatch-integration-guide/
   */
  readonly pagerDutyEndpoints?: string[];
}

/**
 * Budget of a stage, and its subscribers.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export interface ListBackupBudget {
  /** Monthly cost limit of the stage in US dollars: 0.01 to 1000000000. */
  readonly monthlyUsd: number;

  /**
   * The addresses that receive a mail when 80 and 100 percent of it are spent, when the forecast exceeds it, and, with `anomalies`, of unusual
   * costs: 1 to 10.
   */
  readonly emails: string[];

  /**
   * Watches the stage's costs, by its tag, with AWS Cost Anomaly Detection. AWS refuses such a monitor in a member account of an
   * organization: only the management account, or an account outside of an organization, can have it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html
   */
  readonly anomalies?: boolean;
}

/**
 * Alarm options, for a stage's own resources and for other watched resources.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export interface ListBackupAlarmOptions {
  /**
   * Turns the alarms on.
   *
   * @default - on in production and staging, off in development
   */
  readonly alarms?: boolean;

  /**
   * Thresholds of the alarms.
   *
   * @default - the default of each threshold
   */
  readonly thresholds?: ListBackupAlarmThresholds;

  /**
   * Alarms to leave out.
   *
   * @default - none; the alarm on the latency of tables requires a threshold
   */
  readonly without?: ListBackupAlarm[];

  /**
   * The operations whose throttling, errors and latency count of each table: 1 to 10, which is all that an alarm can add up. CloudWatch bills
   * an alarm by the metrics it reads.
   *
   * @default - GetItem, BatchGetItem, Query, Scan, PutItem, UpdateItem, DeleteItem, BatchWriteItem, TransactGetItems, TransactWriteItems;
   * throttling by table and index instead, whatever the operation, of tables made in this app that have up to four indexes
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
   */
  readonly tableOperations?: string[];
}

/** Options of a stage's monitoring. */
export interface ListBackupMonitoringOptions extends ListBackupAlarmOptions, ListBackupSecurityOptions {
  /**
   * Subscribers who are notified at any hour.
   *
   * @default - none, until you add subscribers to `criticalTopic`
   */
  readonly critical?: ListBackupAlarmSubscribers;

  /**
   * Subscribers who are notified of problems that can wait for working hours.
   *
   * @default - none, until you add subscribers to `warningTopic`
   */
  readonly warning?: ListBackupAlarmSubscribers;

  /**
   * Monthly budget of the stage. AWS assigns costs to the stage by the cost allocation tag `Stage`, which the payer account must activate
   * once.
   *
   * @default - no budget, and in production and staging a warning (`listbackup-infrastructure:budgetLeftOut`)
   */
  readonly budget?: ListBackupBudget;

  /**
   * Metrics without dimensions of the namespace `ListBackup/{stage}` that the overview shows the sums of.
   *
   * @default - none
   */
  readonly applicationMetrics?: string[];

  /**
   * Creates a function that measures the size of each table once per day, for the dashboards: DynamoDB has no metric for it. The function
   * fails while a table is missing.
   *
   * @default true - false in a cold standby of `ListBackupInfrastructure`, which has no tables yet
   */
  readonly tableSizes?: boolean;

  /**
   * Customer-managed key of the topics. If this app owns the key, its policy allows the services that publish to them. The policy of an
   * imported key must allow cloudwatch, events, budgets and costalerts.amazonaws.com to call `kms:Decrypt` and `kms:GenerateDataKey*`. For
   * events.amazonaws.com it must have no condition on account or source, which would reject EventBridge.
   *
   * @default - the topics' own key, with rotation
   */
  readonly encryptionKey?: IKey;

  /**
   * Retention of the log of the function that measures tables.
   *
   * @default - a year in production, 90 days in staging, 30 days in development
   */
  readonly logRetention?: RetentionDays;

  /**
   * Permissions boundary of the roles created here.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Removal policy of key and log group when they leave the stack.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Properties of a stage's monitoring: the resources to monitor, and options. */
export interface ListBackupMonitoringProps extends ListBackupMonitoringOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Tables and buckets.
   *
   * @default - not monitored
   */
  readonly dataLayer?: IListBackupDataLayer;

  /**
   * Queues, event bus and rules.
   *
   * @default - not monitored
   */
  readonly messaging?: IListBackupMessaging;

  /**
   * User pool and client.
   *
   * @default - not monitored
   */
  readonly auth?: IListBackupAuth;

  /**
   * HTTP API to monitor, with the function of its `GET /health`.
   *
   * @default - not monitored
   */
  readonly api?: IListBackupApi;

  /**
   * E-mail: the configuration set, and the account's reputation with SES.
   *
   * @default - not monitored
   */
  readonly email?: IListBackupEmail;
}

/** Handles of the monitored parts of a stage, created in this app or imported. */
export type MonitoredHandles = Pick<ListBackupMonitoringProps, 'dataLayer' | 'messaging' | 'auth' | 'api' | 'email'>;

/** A stage's monitoring that was deployed, and the rules of what this app has it watch. */
export interface ListBackupMonitoringFromStageProps extends ListBackupEncryptedFromStageProps, ListBackupAlarmOptions {}
