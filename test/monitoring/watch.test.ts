import { App, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { alarm, alarmsIn, alone, monitored } from './monitored';
import {
  ListBackupFunction, ListBackupLookup, ListBackupMonitoring, ListBackupQueue, ListBackupRuntime, ListBackupStage, ListBackupTable,
} from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { MAIN_ENV, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const ARN = 'arn:aws:lambda:us-west-2:123456789012:function:';
const partitionKey = { name: 'id', type: AttributeType.STRING };
const code = { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => {};') };

/** What the alarms of one watched thing are, in the stack that they need. */
function watched(watch: (of: ReturnType<typeof alone>) => void) {
  const of = alone();
  watch(of);
  const [stack, ...others] = of.monitoring.watchStacks;
  expect(others).toEqual([]);
  return { ...of, stack, template: templateOf(stack), names: alarmsIn([stack]).map(({ name }) => name).sort() };
}

/** The value of an alarm's first dimension. */
const dimensionOf = (template: ReturnType<typeof templateOf>, name: string) => {
  interface Metric { Dimensions: { Value: unknown }[] }
  const { Dimensions, Metrics } = alarm(template, name).Properties as Partial<Metric> & { Metrics?: { MetricStat: { Metric: Metric } }[] };
  return (Dimensions ?? Metrics?.[1].MetricStat.Metric.Dimensions)?.[0].Value;
};

describe('what the library makes', () => {
  test('a table has the alarms of tables', () => {
    const { names, template } = watched(({ monitoring, consumer }) => monitoring.watch(new ListBackupTable(consumer, 'Orders', { stage, partitionKey })));
    expect(names).toEqual(['listbackup-main-orders-table-system-errors', 'listbackup-main-orders-table-throttles']);
    expect(dimensionOf(template, 'listbackup-main-orders-table-throttles')).toBe('listbackup-main-orders');
  });

  test('a queue has the alarms of queues, and its dead-letter queue that of dead-letter queues', () => {
    const { names, template } = watched(({ monitoring, consumer }) => monitoring.watch(new ListBackupQueue(consumer, 'Webhooks', { stage })));
    expect(names).toEqual(['listbackup-main-webhooks-dlq-messages', 'listbackup-main-webhooks-queue-age', 'listbackup-main-webhooks-queue-backlog']);
    expect(dimensionOf(template, 'listbackup-main-webhooks-dlq-messages')).toBe('listbackup-webhooks-dlq-main.fifo');
  });

  test('a function has the alarms of functions; its timeout is what it is in the end', () => {
    const { names, template } = watched(({ monitoring, consumer }) => {
      const fn = new ListBackupFunction(consumer, 'GetUsers', { stage, runtime: ListBackupRuntime.NODEJS, code: code.code });
      monitoring.watch(fn);
      fn.consume(new ListBackupQueue(consumer, 'Webhooks', { stage, visibilityTimeout: Duration.minutes(2) }));
    });
    expect(names).toEqual(['duration', 'errors', 'throttles'].map((condition) => `listbackup-main-getUsers-function-${condition}`));
    expect(dimensionOf(template, 'listbackup-main-getUsers-function-throttles')).toBe('listbackup-api-main-getUsers');
    expect(alarm(template, 'listbackup-main-getUsers-function-duration').Properties.Threshold).toBe(108_000);
  });

  test('an API has the alarms of APIs', () => {
    const { app, monitoring, stack } = monitored({ api: undefined });
    monitoring.watch(HttpApi.fromHttpApiAttributes(stack('api2'), 'Api', { httpApiId: 'partners1' }), { name: 'partners' });
    expect(app).toBeDefined();
    expect(alarmsIn(monitoring.watchStacks).map(({ name }) => name).sort()).toEqual(
      ['client-errors', 'latency', 'server-errors'].map((condition) => `listbackup-main-partners-api-${condition}`),
    );
    expect(dimensionOf(templateOf(monitoring.watchStacks[0]), 'listbackup-main-partners-api-latency')).toBe('partners1');
  });

  test('an imported table or queue is called as it is where it was made', () => {
    const { names, template } = watched(({ monitoring, consumer }) => {
      monitoring.watch(ListBackupTable.fromStage(consumer, 'ApiTokens', { stage, service: 'listbackup-api-billing' }));
      monitoring.watch(ListBackupQueue.fromStage(consumer, 'Webhooks', { stage, service: 'listbackup-api-billing', lookup: ListBackupLookup.exports() }));
    });
    expect(names).toEqual(expect.arrayContaining(['listbackup-main-api-tokens-table-throttles', 'listbackup-main-webhooks-queue-age', 'listbackup-main-webhooks-dlq-messages']));
    expect(dimensionOf(template, 'listbackup-main-api-tokens-table-throttles')).toEqual({ 'Fn::ImportValue': 'listbackup-api-billing-main-ApiTokensTableName' });
  });
});

describe('throttling', () => {
  const metricsOf = (template: TemplateJson, name: string) => (
    (alarm(template, `listbackup-main-${name}`).Properties.Metrics as unknown as { MetricStat?: { Metric: { MetricName: string; Dimensions: { Value: string }[] } } }[])
      .flatMap(({ MetricStat }) => (MetricStat ? [[MetricStat.Metric.MetricName, ...MetricStat.Metric.Dimensions.slice(1).map(({ Value }) => Value)].join(' ')] : []))
  );
  const byUrl = { indexName: 'ByUrl', partitionKey: { name: 'url', type: AttributeType.STRING } };

  test('is counted of a table and its indexes, where no other index can come', () => {
    const { template } = watched(({ monitoring, consumer }) => monitoring.watch(new ListBackupTable(consumer, 'Hooks', { stage, partitionKey, indexes: [byUrl] })));
    expect(metricsOf(template, 'hooks-table-throttles')).toEqual([
      'ReadThrottleEvents', 'WriteThrottleEvents', 'ReadThrottleEvents ByUrl', 'WriteThrottleEvents ByUrl',
    ]);
  });

  test.each<[string, (scope: Stack) => ITable]>([
    ['CDK makes', (scope) => new Table(scope, 'Hooks', { partitionKey, tableName: 'hooks' })],
    ['is imported', (scope) => ListBackupTable.fromStage(scope, 'Hooks', { stage, service: 'listbackup-api-billing', indexNames: ['ByUrl'] })],
  ])('is counted by operation of a table that %s: its indexes are not known for good', (_, make) => {
    const { template } = watched(({ monitoring, consumer }) => monitoring.watch(make(consumer)));
    const metrics = metricsOf(template, 'hooks-table-throttles');
    expect(metrics).toHaveLength(10);
    expect(metrics).toContain('ThrottledRequests Query');
  });
});

describe('what CDK makes', () => {
  test('under a name of the consumer\'s is called by it', () => {
    const { names, template, consumer } = watched((of) => {
      of.monitoring.watch(new Table(of.consumer, 'Orders', { partitionKey, tableName: 'orders' }));
      of.monitoring.watch(new Queue(of.consumer, 'Calls', { queueName: 'calls', deadLetterQueue: { maxReceiveCount: 3, queue: new Queue(of.consumer, 'Dead', { queueName: 'dead' }) } }));
      of.monitoring.watch(new Function(of.consumer, 'Worker', { ...code, functionName: 'worker' }));
    });
    expect(names).toEqual([
      'listbackup-main-calls-queue-age', 'listbackup-main-calls-queue-backlog', 'listbackup-main-dead-dlq-messages', 'listbackup-main-orders-table-system-errors',
      'listbackup-main-orders-table-throttles', 'listbackup-main-worker-function-duration', 'listbackup-main-worker-function-errors', 'listbackup-main-worker-function-throttles',
    ]);
    expect(dimensionOf(template, 'listbackup-main-orders-table-throttles')).toBe('orders');
    expect(dimensionOf(template, 'listbackup-main-worker-function-errors')).toBe('worker');
    expect(templateOf(consumer).Outputs).toEqual({});
    // Lambda's own default of three seconds.
    expect(alarm(template, 'listbackup-main-worker-function-duration').Properties.Threshold).toBe(2700);
  });

  test('without a name is read from an output that holds nothing back', () => {
    const { names, template, consumer, stack } = watched((of) => {
      for (const id of ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven']) {
        of.monitoring.watch(new Function(of.consumer, id, code), { without: [] });
      }
      of.monitoring.watch(new HttpApi(of.consumer, 'Partners'));
    });
    expect(names).toHaveLength(36);
    expect(names.find((name) => name.includes('Eleven'))).toMatch(/^listbackup-main-billing-Eleven-?[0-9A-F]{8}-function-duration$/);
    const eleventh = names.find((name) => /Eleven.*throttles/.test(name)) ?? '';
    expect(dimensionOf(template, eleventh)).toEqual({
      'Fn::Select': [0, { 'Fn::Split': ['|', { 'Fn::GetStackOutput': { StackName: 'billing', OutputName: 'ListBackupWatchedNames1' } }] }],
    });
    const { Outputs } = templateOf(consumer);
    expect(Object.entries(Outputs).map(([key, { Export }]) => [key, Export])).toEqual([['ListBackupWatchedNames0', undefined], ['ListBackupWatchedNames1', undefined]]);
    expect(JSON.stringify(Outputs.ListBackupWatchedNames0.Value).match(/"Ref":/g)).toHaveLength(10);
    expect(stack.dependencies.map(({ stackName }) => stackName)).toContain('billing');
  });

  test('as version or alias is its function', () => {
    const { names } = watched(({ monitoring, consumer }) => monitoring.watch(new Function(consumer, 'Worker', { ...code, functionName: 'worker' }).currentVersion));
    expect(names).toContain('listbackup-main-worker-function-errors');
  });

  test('and imported has no alarm on its duration, unless its timeout is said', () => {
    const { names, template } = watched(({ monitoring, consumer }) => {
      monitoring.watch(Function.fromFunctionArn(consumer, 'A', `${ARN}one`));
      monitoring.watch(Function.fromFunctionArn(consumer, 'B', `${ARN}two`), { timeout: Duration.seconds(10) });
    });
    expect(names.filter((name) => name.endsWith('-duration'))).toEqual(['listbackup-main-two-function-duration']);
    expect(alarm(template, 'listbackup-main-two-function-duration').Properties.Threshold).toBe(9000);
  });
});

describe('dead-letter queues', () => {
  test('of several queues have one alarm', () => {
    const { names } = watched(({ monitoring, consumer }) => {
      const queue = new Queue(consumer, 'Dead', { queueName: 'dead' });
      for (const id of ['a', 'b']) monitoring.watch(new Queue(consumer, id, { queueName: id, deadLetterQueue: { maxReceiveCount: 3, queue } }), { name: id });
    });
    expect(names.filter((name) => name.endsWith('messages'))).toEqual(['listbackup-main-a-dlq-messages']);
  });

  test('can be watched by themselves', () => {
    const { names } = watched(({ monitoring, consumer }) => monitoring.watch(new Queue(consumer, 'Dead', { queueName: 'dead' }), { isDeadLetterQueue: true }));
    expect(names).toEqual(['listbackup-main-dead-dlq-messages']);
  });
});

test('options of one resource change its alarms alone', () => {
  const { template, names } = watched(({ monitoring, consumer }) => {
    monitoring.watch(Queue.fromQueueArn(consumer, 'A', 'arn:aws:sqs:us-west-2:123456789012:a'), { thresholds: { queueBacklog: 5 } });
    monitoring.watch(Queue.fromQueueArn(consumer, 'B', 'arn:aws:sqs:us-west-2:123456789012:b'), { without: ['queueAge' as never] });
  });
  expect(alarm(template, 'listbackup-main-a-queue-backlog').Properties.Threshold).toBe(5);
  expect(alarm(template, 'listbackup-main-b-queue-backlog').Properties.Threshold).toBe(1000);
  expect(names).not.toContain('listbackup-main-b-queue-age');
});

test('the stage\'s own are watched already', () => {
  const { monitoring, dataLayer, messaging, api } = monitored();
  for (const resource of [dataLayer.tables.users, messaging.queues.sync, messaging.eventBus.deadLetterQueue, api]) {
    expect(() => monitoring.watch(resource, resource === messaging.eventBus.deadLetterQueue ? { isDeadLetterQueue: true } : {})).toThrow(refusal('watch', ANY_VALUE, 'can\'t get '));
  }
});

test('alarms stand beside the monitoring, tell its topics, and are on its overview', () => {
  const { template, stack, home } = watched(({ monitoring, consumer }) => monitoring.watch(Table.fromTableName(consumer, 'Orders', 'orders')));
  expect(stack.stackName).toBe('listbackup-infrastructure-monitoring-main-alarms');
  expect(stack.dependencies).toContain(home);
  const topic = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:us-west-2:123456789012:listbackup-main-critical']] };
  expect(alarm(template, 'listbackup-main-watched-tables-critical').Properties).toMatchObject({
    AlarmRule: 'ALARM("listbackup-main-orders-table-system-errors")', AlarmActions: [topic], OKActions: [topic],
  });
  expect(JSON.stringify(templateOf(home).Resources.OverviewDashboard)).toContain(':alarm:listbackup-main-watched-tables-critical');
});

test('a stage without alarms watches nothing', () => {
  const { monitoring, consumer } = alone({}, ListBackupStage.DEV);
  monitoring.watch(Table.fromTableName(consumer, 'Orders', 'orders'));
  expect(monitoring.watchStacks).toEqual([]);
});

describe('from another app', () => {
  const app = new App();
  const service = new Stack(app, 'Billing', { stackName: 'listbackup-api-billing-main', env: MAIN_ENV });
  const monitoring = ListBackupMonitoring.fromStage(service, 'Monitoring', { stage, thresholds: { tableThrottles: 9 } });
  monitoring.watch(new ListBackupTable(service, 'Orders', { stage, partitionKey }));

  test('alarms stand beside the service, and tell the stage\'s topics', () => {
    const [stack] = monitoring.watchStacks;
    expect(stack.stackName).toBe('listbackup-api-billing-main-alarms');
    expect(alarm(templateOf(stack), 'listbackup-main-orders-table-throttles').Properties.Threshold).toBe(9);
    expect(alarm(templateOf(stack), 'listbackup-main-api-billing-tables-warning').Properties).toMatchObject({
      AlarmActions: [{ 'Fn::ImportValue': 'listbackup-infrastructure-monitoring-main-WarningTopicArn' }],
    });
  });

  test('the handle knows topics and namespace', () => {
    expect(monitoring.metricNamespace).toBe('ListBackup/main');
    expect(service.resolve(monitoring.criticalTopic.topicArn)).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-monitoring-main-CriticalTopicArn' });
    const named = ListBackupMonitoring.fromStage(service, 'Named', { stage, lookup: ListBackupLookup.names() });
    expect(service.resolve(named.warningTopic.topicArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:us-west-2:123456789012:listbackup-main-warning']] });
  });
});
