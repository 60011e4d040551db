import { Stack } from 'aws-cdk-lib';
import { monitored } from './monitored';
import { ListBackupStage } from '../../src';
import { TABLE_FACTS } from '../data-layer/tables.facts';
import { resourcesOfType, templateOf } from '../support/synth';

interface Widget {
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  properties: { title: string; period?: number; alarms?: string[]; metrics?: unknown[][] };
}

const { home } = monitored({ applicationMetrics: ['JobsFinished', 'JobsFailed'] });
const template = templateOf(home);

/** What a dashboard shows, with references in angle brackets. */
function widgetsOf(id: string): Widget[] {
  const body: unknown = template.Resources[id].Properties.DashboardBody;
  const parts = typeof body === 'string' ? [body] : (body as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
  const text = parts.map((part) => (typeof part === 'string' ? part : `<${Object.values(part as object)[0]}>`)).join('');
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

/** The metrics of a graph, without the shorthand of the lines before. */
function metricsOf(id: string, title: string): unknown[][] {
  const widget = widgetsOf(id).find(({ properties }) => properties.title === title);
  const full: unknown[][] = [];
  for (const line of widget?.properties.metrics ?? []) {
    const rest = line[0] === '...' ? [...full[full.length - 1].slice(0, full[full.length - 1].length - (line.length - 1)), ...line.slice(1)] : line;
    full.push(rest);
  }
  return full;
}

test('there is one of each area, named by it', () => {
  expect(Object.values(resourcesOfType(template, 'AWS::CloudWatch::Dashboard')).map(({ Properties }) => String(Properties.DashboardName)).sort()).toEqual([
    'listbackup-main-api', 'listbackup-main-auth', 'listbackup-main-data', 'listbackup-main-messaging', 'listbackup-main-overview',
  ]);
});

test.each([['Reads throttled, of tables and indexes', 'ReadThrottleEvents'], ['Writes throttled, of tables and indexes', 'WriteThrottleEvents']])('%s are shown of each', (title, metric) => {
  const tables = TABLE_FACTS.map(([, name]) => ['AWS/DynamoDB', metric, 'TableName', `listbackup-main-${name}`]);
  const indexes = TABLE_FACTS.flatMap(([, name, , of]) => [...of.matchAll(/(\w+)\(/g)].map(([, index]) => (
    ['AWS/DynamoDB', metric, 'TableName', `listbackup-main-${name}`, 'GlobalSecondaryIndexName', index]
  )));
  expect(indexes).toHaveLength(51);
  expect(metricsOf('DataDashboard', title)).toEqual([...tables, ...indexes]);
});

test.each(['OverviewDashboard', 'DataDashboard', 'MessagingDashboard', 'AuthDashboard', 'ApiDashboard'])('%s is small, and no widget covers another', (id) => {
  expect(JSON.stringify(template.Resources[id]).length).toBeLessThan(15_000);
  const cells = widgetsOf(id).flatMap(({ x, y, width, height }) => (
    [...Array(width).keys()].flatMap((column) => [...Array(height).keys()].map((row) => `${x + column}/${y + row}`))
  ));
  expect(new Set(cells).size).toBe(cells.length);
  expect(cells.every((cell) => Number(cell.split('/')[0]) < 24)).toBe(true);
});

test('the overview shows which summaries are off', () => {
  const [{ type, properties }] = widgetsOf('OverviewDashboard');
  expect(type).toBe('alarm');
  expect(properties.alarms).toHaveLength(13);
  expect(properties.alarms).toContain('arn:<AWS::Partition>:cloudwatch:us-west-2:123456789012:alarm:listbackup-main-api-critical');
});

test('the overview shows the application\'s own metrics', () => {
  expect(metricsOf('OverviewDashboard', 'Application')).toEqual([['ListBackup/main', 'JobsFinished'], ['ListBackup/main', 'JobsFailed']]);
});

test('the overview shows e-mail', () => {
  expect(metricsOf('OverviewDashboard', 'E-mail: bounces and complaints')).toEqual([
    ['AWS/SES', 'Reputation.BounceRate', 'ses:configuration-set', 'listbackup-main-config-set'],
    ['AWS/SES', 'Reputation.ComplaintRate', 'ses:configuration-set', 'listbackup-main-config-set'],
  ]);
});

test('data shows sizes once a day', () => {
  const sizes = metricsOf('DataDashboard', 'Size of tables');
  expect(sizes).toHaveLength(23);
  expect(sizes[2]).toEqual(['ListBackup/main', 'TableSizeBytes', 'TableName', 'listbackup-main-user-accounts']);
  const objects = metricsOf('DataDashboard', 'Objects in buckets');
  expect(objects).toHaveLength(4);
  expect(objects[0]).toEqual(['AWS/S3', 'NumberOfObjects', 'StorageType', 'AllStorageTypes', 'BucketName', 'listbackup-data-main-123456789012-us-west-2']);
  const [[{ expression }]] = metricsOf('DataDashboard', 'Size of buckets') as [[{ expression: string }]];
  expect(expression).toBe('SEARCH(\'{AWS/S3,BucketName,StorageType} MetricName="BucketSizeBytes" BucketName="listbackup-data-main-123456789012-us-west-2"\', \'Average\', 86400)');
  const daily = widgetsOf('DataDashboard').filter(({ properties }) => /Size|Objects/.test(properties.title));
  expect(daily.map(({ properties }) => properties.period)).toEqual([86400, 86400, 86400]);
});

test('messaging shows queues, dead letters and rules', () => {
  expect(metricsOf('MessagingDashboard', 'Messages waiting')[5]).toEqual(['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', 'listbackup-alert-queue-main.fifo']);
  expect(metricsOf('MessagingDashboard', 'Messages in dead-letter queues').map((line) => line[3])).toEqual([
    ...['sync', 'backup', 'export', 'analytics', 'maintenance', 'alert'].map((queue) => `listbackup-${queue}-dlq-main.fifo`), 'listbackup-events-dlq-main',
  ]);
  expect(metricsOf('MessagingDashboard', 'Events matched')[1]).toEqual([
    'AWS/Events', 'MatchedEvents', 'EventBusName', 'listbackup-events-main', 'RuleName', 'listbackup-job-events-main',
  ]);
});

test('auth shows attempts beside successes', () => {
  const pool = ['UserPool', '<listbackup-infrastructure-cognito-main-CognitoUserPoolId>', 'UserPoolClient', '<listbackup-infrastructure-cognito-main-CognitoUserPoolClientId>'];
  expect(metricsOf('AuthDashboard', 'Sign-ins, attempted and successful')).toEqual([
    ['AWS/Cognito', 'SignInSuccesses', ...pool, { stat: 'SampleCount' }], ['AWS/Cognito', 'SignInSuccesses', ...pool],
  ]);
});

test('API shows median and slowest hundredth', () => {
  const api = ['ApiId', '<listbackup-api-gateway-main-HttpApiId>'];
  expect(metricsOf('ApiDashboard', 'Latency (ms): median, 99th percentile, integration\'s 99th')).toEqual([
    ['AWS/ApiGateway', 'Latency', ...api, { stat: 'p50' }], ['AWS/ApiGateway', 'Latency', ...api], ['AWS/ApiGateway', 'IntegrationLatency', ...api],
  ]);
});

describe('the monitoring stack of main', () => {
  test('stays below three fifths of CloudFormation\'s limits', () => {
    expect(Object.keys(template.Resources).length).toBeLessThan(300);
    expect(Object.keys(template.Outputs).length).toBeLessThan(120);
    expect(JSON.stringify(template, undefined, 1).length).toBeLessThan(600_000);
  });

  test('is deployed after what it watches, without exports of CDK\'s own', () => {
    expect(home.dependencies.map(({ stackName }) => stackName).sort()).toEqual(['api-main', 'cognito-main', 'data-main', 'messaging-main', 'ses-main']);
    const stacks = home.node.root.node.findAll().filter((node): node is Stack => Stack.isStack(node));
    expect(stacks.flatMap((stack) => Object.keys(templateOf(stack).Outputs)).filter((key) => key.startsWith('ExportsOutput'))).toEqual([]);
  });

  test('can be deployed to any account and region', () => {
    const { home: anywhere } = monitored({}, ListBackupStage.STAGING, 'anywhere');
    expect(JSON.stringify(templateOf(anywhere)).length).toBeLessThan(600_000);
  });
});
