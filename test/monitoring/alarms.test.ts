import { Duration } from 'aws-cdk-lib';
import { alarm, alarmsIn, monitored } from './monitored';
import { ListBackupAlarm, ListBackupStage } from '../../src';
import { TABLE_FACTS } from '../data-layer/tables.facts';
import { resourcesOfType, tagsOf, templateOf } from '../support/synth';

const { home } = monitored();
const template = templateOf(home);

const TABLES = [
  'users', 'accounts', 'user-accounts', 'activity', 'platforms', 'platform-connections', 'platform-sources', 'sources', 'source-groups', 'jobs',
  'job-logs', 'teams', 'team-members', 'notifications', 'billing', 'billing-usage', 'tags', 'files', 'oauth-states', 'api-keys', 'mfa-codes',
  'rate-limits', 'account-lockouts',
];
const QUEUES = ['sync', 'backup', 'export', 'analytics', 'maintenance', 'alert'];
const RULES = ['data-sync', 'job', 'user', 'billing', 'platform', 'system'];
const OPERATIONS = [
  'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems',
];
const API_ID = { 'Fn::ImportValue': 'listbackup-api-gateway-main-HttpApiId' };
const POOL = [
  { Name: 'UserPool', Value: { 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolId' } },
  { Name: 'UserPoolClient', Value: { 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolClientId' } },
];
const onDimension = (Name: string, Value: unknown) => ({ Dimensions: [{ Name, Value }] });
const above = (Threshold: number) => ({ ComparisonOperator: 'GreaterThanThreshold', Threshold });
const atLeast = (Threshold: number) => ({ ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold });
const lastOf = (DatapointsToAlarm: number, EvaluationPeriods: number, TreatMissingData = 'notBreaching') => ({ DatapointsToAlarm, EvaluationPeriods, TreatMissingData });

interface Metric { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: unknown }[] }
interface Query { Id: string; Expression?: string; ReturnData: boolean; MetricStat?: { Metric: Metric; Period: number; Stat: string } }

const queriesOf = (name: string) => alarm(template, name).Properties.Metrics as Query[];
/** What the expression of an alarm is made of: metric, statistic, dimensions, by ID. */
const termsOf = (name: string) => Object.fromEntries(queriesOf(name).slice(1).map(({ Id, MetricStat, ReturnData }) => {
  expect(ReturnData).toBe(false);
  expect(MetricStat?.Period).toBe(300);
  return [Id, [MetricStat?.Metric.Namespace, MetricStat?.Metric.MetricName, MetricStat?.Stat, MetricStat?.Metric.Dimensions]];
}));
const expressionOf = (name: string) => {
  const [{ Expression, ReturnData }] = queriesOf(name);
  expect(ReturnData).toBe(true);
  return Expression;
};

test('the alarms of main are these, and no other', () => {
  expect(alarmsIn([home]).map(({ name }) => name).sort()).toEqual([
    ...TABLES.flatMap((table) => [`listbackup-main-${table}-table-throttles`, `listbackup-main-${table}-table-system-errors`]),
    ...QUEUES.flatMap((queue) => [`listbackup-main-${queue}-queue-backlog`, `listbackup-main-${queue}-queue-age`, `listbackup-main-${queue}-dlq-messages`]),
    'listbackup-main-events-dlq-messages',
    'listbackup-main-event-bus-failed-invocations',
    'listbackup-main-event-bus-undeliverable',
    'listbackup-main-event-bus-lost-events',
    'listbackup-main-api-server-errors',
    'listbackup-main-api-latency',
    'listbackup-main-api-client-errors',
    'listbackup-main-user-pool-throttles',
    'listbackup-main-user-pool-sign-in-failures',
    'listbackup-main-health-function-errors',
    'listbackup-main-health-function-throttles',
    'listbackup-main-health-function-duration',
    'listbackup-main-table-sizes-function-errors',
    'listbackup-main-table-sizes-function-throttles',
    'listbackup-main-table-sizes-function-duration',
    'listbackup-main-email-bounces',
    'listbackup-main-email-complaints',
    'listbackup-main-account-email-bounces',
    'listbackup-main-account-email-complaints',
  ].sort());
});

describe.each(QUEUES)('the queue %s', (queue) => {
  const visible = { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum' };

  test('alarms above 1000 messages that wait', () => {
    expect(alarm(template, `listbackup-main-${queue}-queue-backlog`).Properties).toMatchObject({
      ...visible, ...onDimension('QueueName', `listbackup-${queue}-queue-main.fifo`), ...above(1000), ...lastOf(1, 1), Period: 300,
    });
  });

  test('alarms on a message that waits longer than an hour', () => {
    expect(alarm(template, `listbackup-main-${queue}-queue-age`).Properties).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Statistic: 'Maximum',
      ...onDimension('QueueName', `listbackup-${queue}-queue-main.fifo`),
      ...above(3600),
      ...lastOf(1, 1),
      Period: 300,
    });
  });

  test('alarms on any message in its dead-letter queue', () => {
    expect(alarm(template, `listbackup-main-${queue}-dlq-messages`).Properties).toMatchObject({
      ...visible, ...onDimension('QueueName', `listbackup-${queue}-dlq-main.fifo`), ...above(0), ...lastOf(1, 1), Period: 60,
    });
  });
});

test('any undeliverable event alarms', () => {
  expect(alarm(template, 'listbackup-main-events-dlq-messages').Properties).toMatchObject({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Statistic: 'Maximum',
    ...onDimension('QueueName', 'listbackup-events-dlq-main'),
    ...above(0),
    ...lastOf(1, 1),
    Period: 60,
  });
});

const indexesOf = (table: string) => [...(TABLE_FACTS.find(([, name]) => name === table)?.[3] ?? '').matchAll(/(\w+)\(/g)].map(([, index]) => index);

describe.each(TABLES)('the table %s', (table) => {
  const ofTable = { Name: 'TableName', Value: `listbackup-main-${table}` };
  const byOperation = (metric: string) => OPERATIONS.map((operation) => ['AWS/DynamoDB', metric, 'Sum', [ofTable, { Name: 'Operation', Value: operation }]]);

  test('alarms on any system error, by operation, as DynamoDB counts them', () => {
    const name = `listbackup-main-${table}-table-system-errors`;
    expect(alarm(template, name).Properties).toMatchObject({ ...above(0), ...lastOf(1, 1) });
    expect(expressionOf(name)).toBe('SUM([m0, m1, m2, m3, m4, m5, m6, m7, m8, m9])');
    expect(Object.values(termsOf(name))).toEqual(byOperation('SystemErrors'));
  });

  test('alarms on any throttled read or write, of the table and of each of its indexes', () => {
    const name = `listbackup-main-${table}-table-throttles`;
    const places = [[ofTable], ...indexesOf(table).map((index) => [ofTable, { Name: 'GlobalSecondaryIndexName', Value: index }])];
    const events = places.flatMap((place) => ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => ['AWS/DynamoDB', metric, 'Sum', place]));
    // CloudWatch adds up ten.
    const expected = events.length <= 10 ? events : byOperation('ThrottledRequests');
    expect(alarm(template, name).Properties).toMatchObject({ ...above(0), ...lastOf(1, 1) });
    expect(expressionOf(name)).toBe(`SUM([${expected.map((_, at) => `m${at}`).join(', ')}])`);
    expect(Object.values(termsOf(name))).toEqual(expected);
  });
});

test('throttling of four tables, of five indexes each, is counted by operation', () => {
  const asked = TABLES.filter((table) => queriesOf(`listbackup-main-${table}-table-throttles`)[1].MetricStat?.Metric.MetricName === 'ThrottledRequests');
  expect(asked).toEqual(['platform-sources', 'sources', 'jobs', 'tags']);
});

test.each([
  ['failed-invocations', 'FailedInvocations'],
  ['undeliverable', 'InvocationsSentToDlq'],
  ['lost-events', 'InvocationsFailedToBeSentToDlq'],
])('the bus alarms on any %s of its rules', (condition, metric) => {
  const name = `listbackup-main-event-bus-${condition}`;
  expect(alarm(template, name).Properties).toMatchObject({ ...above(0), ...lastOf(1, 1) });
  expect(expressionOf(name)).toBe('SUM([m0, m1, m2, m3, m4, m5])');
  expect(Object.values(termsOf(name))).toEqual(RULES.map((rule) => [
    'AWS/Events', metric, 'Sum', [{ Name: 'EventBusName', Value: 'listbackup-events-main' }, { Name: 'RuleName', Value: `listbackup-${rule}-events-main` }],
  ]));
});

describe('the API', () => {
  const dimensions = [{ Name: 'ApiId', Value: API_ID }];

  test('alarms above 5 percent of 5xx', () => {
    expect(alarm(template, 'listbackup-main-api-server-errors').Properties).toMatchObject({ ...above(5), ...lastOf(2, 3) });
    expect(expressionOf('listbackup-main-api-server-errors')).toBe('IF(requests >= 10, 100 * errors / requests, 0)');
    expect(termsOf('listbackup-main-api-server-errors')).toEqual({
      errors: ['AWS/ApiGateway', '5xx', 'Sum', dimensions], requests: ['AWS/ApiGateway', 'Count', 'Sum', dimensions],
    });
  });

  test('alarms above 25 percent of 4xx', () => {
    expect(alarm(template, 'listbackup-main-api-client-errors').Properties).toMatchObject({ ...above(25), ...lastOf(2, 3) });
    expect(expressionOf('listbackup-main-api-client-errors')).toBe('IF(requests >= 10, 100 * refused / requests, 0)');
    expect(termsOf('listbackup-main-api-client-errors')).toEqual({
      refused: ['AWS/ApiGateway', '4xx', 'Sum', dimensions], requests: ['AWS/ApiGateway', 'Count', 'Sum', dimensions],
    });
  });

  test('alarms when the 99th percentile of latency is above three seconds', () => {
    expect(alarm(template, 'listbackup-main-api-latency').Properties).toMatchObject({
      Namespace: 'AWS/ApiGateway',
      MetricName: 'Latency',
      ExtendedStatistic: 'p99',
      EvaluateLowSampleCountPercentile: 'ignore',
      ...onDimension('ApiId', API_ID),
      ...above(3000),
      ...lastOf(2, 3),
      Period: 300,
    });
    expect(alarm(template, 'listbackup-main-api-latency').Properties).not.toHaveProperty('Statistic');
  });
});

describe('the user pool', () => {
  test('alarms when Cognito turns anybody away', () => {
    expect(alarm(template, 'listbackup-main-user-pool-throttles').Properties).toMatchObject({ ...above(0), ...lastOf(1, 1) });
    expect(expressionOf('listbackup-main-user-pool-throttles')).toBe('SUM([signIn, signUp, refresh])');
    expect(termsOf('listbackup-main-user-pool-throttles')).toEqual({
      signIn: ['AWS/Cognito', 'SignInThrottles', 'Sum', POOL],
      signUp: ['AWS/Cognito', 'SignUpThrottles', 'Sum', POOL],
      refresh: ['AWS/Cognito', 'TokenRefreshThrottles', 'Sum', POOL],
    });
  });

  test('alarms above a hundred failed sign-ins', () => {
    expect(alarm(template, 'listbackup-main-user-pool-sign-in-failures').Properties).toMatchObject({ ...above(100), ...lastOf(1, 1) });
    expect(expressionOf('listbackup-main-user-pool-sign-in-failures')).toBe('attempts - successes');
    expect(termsOf('listbackup-main-user-pool-sign-in-failures')).toEqual({
      attempts: ['AWS/Cognito', 'SignInSuccesses', 'SampleCount', POOL], successes: ['AWS/Cognito', 'SignInSuccesses', 'Sum', POOL],
    });
  });
});

describe('functions', () => {
  const dimensions = [{ Name: 'FunctionName', Value: 'listbackup-api-gateway-main-health' }];

  test('alarm above 5 percent of failed runs', () => {
    expect(alarm(template, 'listbackup-main-health-function-errors').Properties).toMatchObject({ ...above(5), ...lastOf(1, 1) });
    expect(expressionOf('listbackup-main-health-function-errors')).toBe('IF(runs >= 5, 100 * errors / runs, 0)');
    expect(termsOf('listbackup-main-health-function-errors')).toEqual({
      errors: ['AWS/Lambda', 'Errors', 'Sum', dimensions], runs: ['AWS/Lambda', 'Invocations', 'Sum', dimensions],
    });
  });

  test('alarm on any throttled run', () => {
    expect(alarm(template, 'listbackup-main-health-function-throttles').Properties).toMatchObject({
      Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum', Dimensions: dimensions, ...above(0), ...lastOf(1, 1), Period: 300,
    });
  });

  test('alarm at nine tenths of their timeout: 4.5 of 5 seconds', () => {
    expect(alarm(template, 'listbackup-main-health-function-duration').Properties).toMatchObject({
      Namespace: 'AWS/Lambda', MetricName: 'Duration', Statistic: 'Maximum', Dimensions: dimensions, ...atLeast(4500), ...lastOf(1, 1), Period: 300,
    });
  });

  test('alarm at nine tenths of their timeout: 54 seconds of a minute', () => {
    expect(alarm(template, 'listbackup-main-table-sizes-function-duration').Properties).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Duration',
      Statistic: 'Maximum',
      ...onDimension('FunctionName', { Ref: 'TableSizesFunction' }),
      ...atLeast(54_000),
      ...lastOf(1, 1),
      Period: 300,
    });
  });
});

describe.each([
  ['email', [{ Name: 'ses:configuration-set', Value: 'listbackup-main-config-set' }]],
  ['account-email', []],
])('%s', (resource, dimensions) => {
  test.each([['bounces', 'Reputation.BounceRate', 0.05], ['complaints', 'Reputation.ComplaintRate', 0.001]])('alarms on %s', (condition, metric, threshold) => {
    expect(alarm(template, `listbackup-main-${resource}-${condition}`).Properties).toMatchObject({
      Namespace: 'AWS/SES', MetricName: metric, Statistic: 'Average', Dimensions: dimensions, ...atLeast(threshold), ...lastOf(1, 1, 'ignore'), Period: 3600,
    });
  });
});

describe('summaries', () => {
  const composites = resourcesOfType(template, 'AWS::CloudWatch::CompositeAlarm');
  const summary = (name: string) => Object.values(composites).find(({ Properties }) => String(Properties.AlarmName) === `listbackup-main-${name}`);

  test('are one for each kind and severity', () => {
    expect(Object.values(composites).map(({ Properties }) => String(Properties.AlarmName)).sort()).toEqual([
      'api-critical', 'api-warning', 'dead-letter-queues-critical', 'email-critical', 'event-bus-critical', 'event-bus-warning', 'functions-warning',
      'queues-critical', 'queues-warning', 'tables-critical', 'tables-warning', 'user-pool-critical', 'user-pool-warning',
    ].map((name) => `listbackup-main-${name}`));
  });

  test('tell the topic of their severity, also of the end', () => {
    for (const { Properties } of Object.values(composites)) {
      const topic = { Ref: String(Properties.AlarmName).endsWith('-critical') ? 'CriticalTopic' : 'WarningTopic' };
      expect(Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
    }
  });

  test('are of every alarm once, and alarms tell nobody by themselves', () => {
    const rules = Object.values(composites).map(({ Properties }) => String(Properties.AlarmRule)).join(' OR ');
    const named = rules.split(' OR ').map((term) => /^ALARM\("(.+)"\)$/.exec(term)?.[1]);
    expect(named.sort()).toEqual(alarmsIn([home]).map(({ name }) => name).sort());
    for (const { Properties } of Object.values(resourcesOfType(template, 'AWS::CloudWatch::Alarm'))) {
      expect(Properties).not.toHaveProperty('AlarmActions');
      expect(Properties).not.toHaveProperty('OKActions');
    }
  });

  test('page for what customers notice, and warn of what may wait', () => {
    expect(String(summary('api-critical')?.Properties.AlarmRule)).toBe('ALARM("listbackup-main-api-server-errors")');
    expect(String(summary('api-warning')?.Properties.AlarmRule)).toBe('ALARM("listbackup-main-api-latency") OR ALARM("listbackup-main-api-client-errors")');
    expect(String(summary('event-bus-critical')?.Properties.AlarmRule)).toBe('ALARM("listbackup-main-event-bus-lost-events")');
    expect(String(summary('queues-critical')?.Properties.AlarmRule).match(/ALARM/g)).toHaveLength(6);
    expect(String(summary('queues-critical')?.Properties.AlarmRule)).toContain('ALARM("listbackup-main-alert-queue-age")');
    expect(String(summary('dead-letter-queues-critical')?.Properties.AlarmRule).match(/ALARM/g)).toHaveLength(7);
    expect(String(summary('tables-critical')?.Properties.AlarmRule)).toContain('ALARM("listbackup-main-users-table-system-errors")');
    expect(String(summary('tables-warning')?.Properties.AlarmRule)).toContain('ALARM("listbackup-main-users-table-throttles")');
    expect(String(summary('user-pool-critical')?.Properties.AlarmRule)).toBe('ALARM("listbackup-main-user-pool-throttles")');
  });

  test('are made after the alarms that they name', () => {
    expect(summary('event-bus-warning')?.DependsOn).toEqual(['EventBusFailedInvocationsAlarm', 'EventBusUndeliverableAlarm']);
  });
});

test('alarms and summaries are tagged', () => {
  const alarms = [...Object.values(resourcesOfType(template, 'AWS::CloudWatch::Alarm')), ...Object.values(resourcesOfType(template, 'AWS::CloudWatch::CompositeAlarm'))];
  for (const resource of alarms) {
    expect(tagsOf(resource)).toEqual({ Service: 'listbackup-infrastructure-monitoring', Stage: 'main', ManagedBy: 'CDK' });
  }
});

describe('thresholds', () => {
  const changed = templateOf(monitored({
    thresholds: {
      queueBacklog: 50,
      queueAge: Duration.minutes(10),
      deadLetters: 3,
      tableThrottles: 10,
      tableSystemErrors: 2,
      tableLatency: Duration.millis(40),
      busFailedInvocations: 4,
      busUndeliverable: 5,
      busLostEvents: 6,
      apiLeastRequests: 40,
      functionLeastRuns: 1,
      apiServerErrors: 0.5,
      apiLatency: Duration.millis(800),
      apiClientErrors: 60,
      userPoolThrottles: 7,
      signInFailures: 20,
      functionErrors: 1,
      functionThrottles: 8,
      functionDuration: 50,
      emailBounces: 2,
      emailComplaints: 0.05,
    },
  }).home);

  test.each([
    ['sync-queue-backlog', 50], ['sync-queue-age', 600], ['sync-dlq-messages', 3], ['events-dlq-messages', 3], ['users-table-throttles', 10],
    ['users-table-system-errors', 2], ['users-table-latency', 40], ['event-bus-failed-invocations', 4], ['event-bus-undeliverable', 5],
    ['event-bus-lost-events', 6], ['api-server-errors', 0.5], ['api-latency', 800], ['api-client-errors', 60], ['user-pool-throttles', 7],
    ['user-pool-sign-in-failures', 20], ['health-function-errors', 1], ['health-function-throttles', 8], ['table-sizes-function-duration', 30_000],
    ['email-bounces', 0.02], ['email-complaints', 0.0005],
  ])('a caller can set that of %s', (name, threshold) => {
    expect(alarm(changed, `listbackup-main-${name}`).Properties.Threshold).toBe(threshold);
  });

  test('a caller can set how many requests and runs a share needs', () => {
    const expressionIn = (name: string) => (alarm(changed, `listbackup-main-${name}`).Properties.Metrics as Query[])[0].Expression;
    expect(expressionIn('api-server-errors')).toBe('IF(requests >= 40, 100 * errors / requests, 0)');
    expect(expressionIn('api-client-errors')).toBe('IF(requests >= 40, 100 * refused / requests, 0)');
    expect(expressionIn('health-function-errors')).toBe('IF(runs >= 1, 100 * errors / runs, 0)');
  });

  test('a function that runs once a day alarms on its one failure', () => {
    expect(expressionOf('listbackup-main-table-sizes-function-errors')).toBe('IF(runs >= 1, 100 * errors / runs, 0)');
  });

  test('latency of tables is the slowest operation\'s average, three times in a row', () => {
    const { Properties } = alarm(changed, 'listbackup-main-users-table-latency');
    const [all, first, ...others] = Properties.Metrics as Query[];
    expect(Properties).toMatchObject({ ...lastOf(3, 3), ComparisonOperator: 'GreaterThanThreshold' });
    expect(all.Expression).toBe('MAX([m0, m1, m2, m3, m4, m5, m6, m7, m8, m9])');
    expect(first.MetricStat).toMatchObject({ Metric: { MetricName: 'SuccessfulRequestLatency' }, Stat: 'Average' });
    expect(others).toHaveLength(9);
  });

  test('what a caller wants no alarm of has none, and no summary', () => {
    const { home: quiet } = monitored({ without: [ListBackupAlarm.API_LATENCY, ListBackupAlarm.API_CLIENT_ERRORS, ListBackupAlarm.FUNCTION_ERRORS] });
    const names = [...alarmsIn([quiet]), ...alarmsIn([quiet], 'AWS::CloudWatch::CompositeAlarm')].map(({ name }) => name);
    expect(names.filter((name) => /main-api-(?!keys)|function-errors/.test(name))).toEqual(['listbackup-main-api-server-errors', 'listbackup-main-api-critical']);
  });

  test('a caller can say which operations on tables count', () => {
    const { home: few } = monitored({ tableOperations: ['Query', 'PutItem'] });
    const metrics = alarm(templateOf(few), 'listbackup-main-users-table-throttles').Properties.Metrics as Query[];
    expect(metrics[0].Expression).toBe('SUM([m0, m1])');
    expect(metrics.slice(1).map(({ MetricStat }) => [MetricStat?.Metric.MetricName, MetricStat?.Metric.Dimensions[1].Value])).toEqual([
      ['ThrottledRequests', 'Query'], ['ThrottledRequests', 'PutItem'],
    ]);
  });
});

describe('stages', () => {
  test.each([[ListBackupStage.STAGING, 83], [ListBackupStage.DEV, 0], [ListBackupStage.of('feature-x'), 0]])('%s has its alarms or none', (stage, count) => {
    expect(alarmsIn([monitored({}, stage).home])).toHaveLength(count);
  });

  test('development can have them', () => {
    const { home: dev } = monitored({ alarms: true }, ListBackupStage.DEV);
    expect(alarmsIn([dev]).map(({ name }) => name)).toContain('listbackup-dev-sync-queue-backlog');
  });

  test('production can be without', () => {
    expect(alarmsIn([monitored({ alarms: false }).home])).toEqual([]);
  });
});
