import { MonitoredHandles } from './monitored-handles';
import { alarmStates, each, graph, Widget } from './widget';

/** What CloudWatch shows in one alarm widget. */
const MAX_ALARMS = 100;

/** What one looks at first: which alarms are off, and one graph of each part. */
export function overviewWidgets(
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
