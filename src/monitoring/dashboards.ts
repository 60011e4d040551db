import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MonitoredHandles } from './monitoring-options';
import { TABLE_SIZE_METRIC } from './table-sizes';
import { alarmStates, dashboardBody, each, graph, Line, Widget } from './widget';
import { accountWideName, claimLogicalId, claimPhysicalName } from '../conventions';
import { IListBackupApi, IListBackupAuth, IListBackupDataLayer, IListBackupMessaging } from '../handles';
import { ListBackupStage } from '../stage';
import { dashboardName, metricNamespace, pascalCase } from '../stage/naming';

/** Makes the dashboard of one area. What it shows is asked for at the end of synthesis. */
function createDashboard(scope: Construct, stage: ListBackupStage, area: string, widgets: () => readonly Widget[]): void {
  const name = accountWideName(scope, stage, dashboardName(stage, area));
  const id = `${pascalCase(area)}Dashboard`;
  claimPhysicalName(scope, 'dashboard', name);
  claimLogicalId(new CfnDashboard(scope, id, {
    dashboardName: name,
    dashboardBody: Lazy.string({ produce: () => Stack.of(scope).toJsonString(dashboardBody(widgets())) }),
  }), id);
}

/** Returns the widgets for the API's traffic and responses. */
function apiWidgets(region: string, { httpApi }: IListBackupApi): Widget[] {
  const api = [{ ApiId: httpApi.apiId }];
  const metrics = (names: readonly string[], stat?: string) => names.flatMap((name) => each('AWS/ApiGateway', name, api, stat === undefined ? undefined : { stat }));
  return [
    graph(region, 'Requests', 'Sum', metrics(['Count'])),
    graph(region, 'Errors of callers and of the API', 'Sum', metrics(['4xx', '5xx'])),
    graph(region, 'Latency (ms): median, 99th percentile, integration\'s 99th', 'p99', [
      ...metrics(['Latency'], 'p50'), ...metrics(['Latency', 'IntegrationLatency']),
    ]),
    graph(region, 'Data processed', 'Sum', metrics(['DataProcessed'])),
  ];
}

/** Returns the widgets for sign-ins, sign-ups, token refreshes and throttled requests. */
function authWidgets(region: string, { userPool, userPoolClient }: IListBackupAuth): Widget[] {
  const pool = [{ UserPool: userPool.userPoolId, UserPoolClient: userPoolClient.userPoolClientId }];
  const throttles = ['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles'];
  return [
    graph(region, 'Sign-ins, attempted and successful', 'Sum', [
      ...each('AWS/Cognito', 'SignInSuccesses', pool, { stat: 'SampleCount' }),
      ...each('AWS/Cognito', 'SignInSuccesses', pool),
    ]),
    graph(region, 'Sign-ups', 'Sum', each('AWS/Cognito', 'SignUpSuccesses', pool)),
    graph(region, 'Tokens refreshed', 'Sum', each('AWS/Cognito', 'TokenRefreshSuccesses', pool)),
    graph(region, 'Turned away', 'Sum', throttles.flatMap((metric) => each('AWS/Cognito', metric, pool))),
  ];
}

const DAY = 86_400;
const HALF = 12;

/** Tables and buckets: load, throttling, size. */
function dataWidgets(region: string, namespace: string, { tables, buckets }: IListBackupDataLayer): Widget[] {
  const names = tables.all.map(({ tableName }) => ({ TableName: tableName }));
  const table = (title: string, metric: string): Widget => graph(region, title, 'Sum', each('AWS/DynamoDB', metric, names), { width: HALF });
  // DynamoDB tells throttling of an index by the index alone.
  const indexes = tables.all.flatMap(({ tableName: TableName, indexNames }) => (
    indexNames.map((GlobalSecondaryIndexName) => ({ TableName, GlobalSecondaryIndexName }))
  ));
  const throttled = (title: string, metric: string): Widget => (
    graph(region, title, 'Sum', [names, indexes].flatMap((places) => each('AWS/DynamoDB', metric, places)), { width: HALF })
  );
  return [
    table('Read capacity consumed', 'ConsumedReadCapacityUnits'),
    table('Write capacity consumed', 'ConsumedWriteCapacityUnits'),
    throttled('Reads throttled, of tables and indexes', 'ReadThrottleEvents'),
    throttled('Writes throttled, of tables and indexes', 'WriteThrottleEvents'),
    graph(region, 'Size of tables', 'Maximum', each(namespace, TABLE_SIZE_METRIC, names), { period: DAY, width: HALF }),
    // A bucket's objects are of many storage classes, each a metric; the search finds those there are.
    graph(region, 'Size of buckets', 'Average', buckets.all.map(({ bucketName }): Line => [{
      expression: `SEARCH('{AWS/S3,BucketName,StorageType} MetricName="BucketSizeBytes" BucketName="${bucketName}"', 'Average', ${DAY})`,
    }]), { period: DAY, width: HALF }),
    graph(region, 'Objects in buckets', 'Average', each('AWS/S3', 'NumberOfObjects',
      buckets.all.map(({ bucketName }) => ({ StorageType: 'AllStorageTypes', BucketName: bucketName }))), { period: DAY, width: HALF }),
  ];
}

/** Queues, dead-letter queues and the event bus. */
function messagingWidgets(region: string, { queues, eventBus, rules }: IListBackupMessaging): Widget[] {
  const names = queues.all.map(({ queueName }) => ({ QueueName: queueName }));
  const deadLetterQueues = [...queues.all.map(({ deadLetterQueue }) => deadLetterQueue), eventBus.deadLetterQueue];
  const deadLetters = deadLetterQueues.map(({ queueName }) => ({ QueueName: queueName }));
  const matched = rules.all.map(({ ruleName }) => ({ EventBusName: eventBus.eventBusName, RuleName: ruleName }));
  const visible = 'ApproximateNumberOfMessagesVisible';
  return [
    graph(region, 'Messages waiting', 'Maximum', each('AWS/SQS', visible, names)),
    graph(region, 'Age of the oldest message (s)', 'Maximum', each('AWS/SQS', 'ApproximateAgeOfOldestMessage', names)),
    graph(region, 'Messages in dead-letter queues', 'Maximum', each('AWS/SQS', visible, deadLetters)),
    graph(region, 'Messages sent', 'Sum', each('AWS/SQS', 'NumberOfMessagesSent', names)),
    graph(region, 'Messages handled', 'Sum', each('AWS/SQS', 'NumberOfMessagesDeleted', names)),
    graph(region, 'Events matched', 'Sum', each('AWS/Events', 'MatchedEvents', matched)),
    graph(region, 'Deliveries failed', 'Sum', each('AWS/Events', 'FailedInvocations', matched)),
    graph(region, 'Events undeliverable', 'Sum', each('AWS/Events', 'InvocationsSentToDlq', matched)),
    graph(region, 'Events lost', 'Sum', each('AWS/Events', 'InvocationsFailedToBeSentToDlq', matched)),
  ];
}

/** Maximum number of alarms in one alarm widget. */
const MAX_ALARMS = 100;

/** Returns the widgets of the overview: the alarms, and one graph per part. */
function overviewWidgets(
  region: string, namespace: string, handles: MonitoredHandles, alarmArns: readonly string[], applicationMetrics: readonly string[],
): Widget[] {
  const { dataLayer, messaging, auth, api, email } = handles;
  const widgets: Widget[] = alarmArns.length > 0 ? [alarmStates('Alarms', alarmArns.slice(0, MAX_ALARMS))] : [];
  if (api) {
    const dimensions = [{ ApiId: api.httpApi.apiId }];
    widgets.push(graph(region, 'API: requests and errors', 'Sum', ['Count', '4xx', '5xx'].flatMap((metric) => each('AWS/ApiGateway', metric, dimensions))));
  }
  if (messaging) {
    const { queues, eventBus } = messaging;
    const visible = (title: string, names: readonly string[]): Widget => (
      graph(region, title, 'Maximum', each('AWS/SQS', 'ApproximateNumberOfMessagesVisible', names.map((QueueName) => ({ QueueName }))))
    );
    widgets.push(
      visible('Queues: messages waiting', queues.all.map(({ queueName }) => queueName)),
      visible('Dead letters', [...queues.all.map(({ deadLetterQueue }) => deadLetterQueue.queueName), eventBus.deadLetterQueue.queueName]),
    );
  }
  if (dataLayer) {
    const names = dataLayer.tables.all.map(({ tableName }) => ({ TableName: tableName }));
    widgets.push(graph(region, 'Tables: reads and writes throttled', 'Sum', ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metric) => (
      each('AWS/DynamoDB', metric, names)
    ))));
  }
  if (auth) {
    const pool = [{ UserPool: auth.userPool.userPoolId, UserPoolClient: auth.userPoolClient.userPoolClientId }];
    widgets.push(graph(region, 'Sign-ins', 'Sum', each('AWS/Cognito', 'SignInSuccesses', pool)));
  }
  if (email) {
    const rates = ['Reputation.BounceRate', 'Reputation.ComplaintRate'];
    const set = [{ 'ses:configuration-set': email.emailConfigurationSetName }];
    widgets.push(graph(region, 'E-mail: bounces and complaints', 'Average', rates.flatMap((rate) => each('AWS/SES', rate, set)), { period: 3600 }));
  }
  if (applicationMetrics.length > 0) widgets.push(graph(region, 'Application', 'Sum', applicationMetrics.flatMap((metric) => each(namespace, metric, [{}]))));
  return widgets;
}

/** Properties of the dashboards. */
export interface DashboardsProps {
  readonly stage: ListBackupStage;
  readonly handles: MonitoredHandles;
  readonly applicationMetrics: readonly string[];

  /** The alarms whose states the overview shows, known at the end of synthesis. */
  readonly alarmArns: () => readonly string[];
}

/** The dashboards that a stage's people want to look at first: an overview, and one for each part there is. */
export function createDashboards(scope: Construct, { stage, handles, applicationMetrics, alarmArns }: DashboardsProps): void {
  const { region } = Stack.of(scope);
  const namespace = metricNamespace(stage);
  const { dataLayer, messaging, auth, api } = handles;
  const create = (area: string, widgets: () => readonly Widget[]): void => createDashboard(scope, stage, area, widgets);

  create('overview', () => overviewWidgets(region, namespace, handles, alarmArns(), applicationMetrics));
  if (dataLayer) create('data', () => dataWidgets(region, namespace, dataLayer));
  if (messaging) create('messaging', () => messagingWidgets(region, messaging));
  if (auth) create('auth', () => authWidgets(region, auth));
  if (api) create('api', () => apiWidgets(region, api));
}
