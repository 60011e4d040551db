import { Duration, Stack } from 'aws-cdk-lib';
import { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { alone } from './monitored';
import { ListBackupAlarm, ListBackupMessaging, ListBackupMonitoring, ListBackupMonitoringProps, ListBackupStage, ListBackupWatchOptions } from '../../src';
import { ANY_VALUE, refusal, unknownOption } from '../support/refusal';
import { MAIN_ENV } from '../support/synth';

/** What a caller without types could pass. */
const made = (props: object) => () => alone(props as Partial<ListBackupMonitoringProps>);
const thresholds = (of: object) => made({ thresholds: of });
const email = (emails: unknown) => made({ warning: { emails } });
const slack = (channel: unknown) => made({ critical: { slack: [channel] } });
const pager = (endpoint: unknown) => made({ critical: { pagerDutyEndpoints: [endpoint] } });
const budget = (of: unknown) => made({ budget: of });

test.each<[string, () => unknown, RegExp]>([
  ['no e-mail address', email(['operations']), refusal('warning.emails', 'operations', 'must be an e-mail address')],
  ['an e-mail address with a name', email(['Ops <ops@listbackup.ai>']), refusal('warning.emails')],
  ['a number for an address', email([5]), refusal('warning.emails', 5)],
  ['no addresses', email([]), refusal('warning.emails', /\[\]/, 'must have at least one entry')],
  ['one address for a list', email('ops@listbackup.ai'), /must be a list, known at synthesis/],
  ['an address twice', email(['a@b.ai', 'a@b.ai']), refusal('warning.emails', ANY_VALUE, 'can\'t list "a@b.ai" twice')],
  ['an address twice, in capitals', email(['a@b.ai', 'A@B.ai']), refusal('warning.emails', ANY_VALUE, 'can\'t list "A@B.ai" twice')],
  ['an address that is not ASCII', email(['ops@müller.de']), refusal('warning.emails', 'ops@müller.de', 'must be an e-mail address in ASCII')],
  ['an address with a character that nobody sees', email(['ops@listbackup.ai\u200b']), refusal('warning.emails')],
  ['an address with a control character', email(['ops\u0000@listbackup.ai']), refusal('warning.emails')],
  ['a domain with an empty part', email(['ops@listbackup..ai']), refusal('warning.emails')],
  ['a domain that ends in a dot', email(['ops@listbackup.ai.']), refusal('warning.emails')],
  ['a link to an address', email(['mailto:ops@listbackup.ai']), refusal('warning.emails')],
  ['an address too long before the @', email([`${'o'.repeat(65)}@listbackup.ai`]), refusal('warning.emails')],
  ['subscribers that are none', made({ critical: 'ops@listbackup.ai' }), refusal('critical', 'ops@listbackup.ai')],
  ['an unknown subscriber', made({ critical: { sms: ['+1'] } }), unknownOption('critical.sms')],
  ['a webhook without https', pager('http://events.pagerduty.com/integration/key/enqueue'), refusal('critical.pagerDutyEndpoints', ANY_VALUE, 'must be an https URL')],
  ['a webhook without host', pager('https://'), refusal('critical.pagerDutyEndpoints')],
  ['a webhook with a host that is not ASCII', pager('https://müller.de/x'), refusal('critical.pagerDutyEndpoints')],
  ['a webhook with a fragment, which is never sent', pager('https://events.pagerduty.com/x#key'), refusal('critical.pagerDutyEndpoints')],
  ['a webhook with an empty part of its host', pager('https://events..com/x'), refusal('critical.pagerDutyEndpoints')],
  ['a webhook that is no text', pager({}), refusal('critical.pagerDutyEndpoints', /\{\}/)],
  ['a Slack workspace by its name', slack({ workspaceId: 'listbackup', channelId: 'C0123ABCD' }), refusal('critical.slack.workspaceId', 'listbackup')],
  ['a Slack channel by its name', slack({ workspaceId: 'T0123ABCD', channelId: '#alarms' }), refusal('critical.slack.channelId', '#alarms')],
  ['a Slack channel twice, however it is written', made({ critical: { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }, { channelId: 'C0123ABCD', workspaceId: 'T0123ABCD' }] } }),
    refusal('critical.slack', ANY_VALUE, 'can\'t list ')],
  ['a Slack channel without workspace', slack({ channelId: 'C0123ABCD' }), refusal('workspaceId', /undefined/)],
  ['a Slack channel of another stage by its name', slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD', otherStages: ['staging'] }), refusal('critical.slack.otherStages', 'staging', 'must have stages only')],
  ['a Slack channel that is nothing', slack(null), refusal('critical.slack', /null/)],

  ['a share above all', thresholds({ apiServerErrors: 101 }), refusal('thresholds.apiServerErrors', 101)],
  ['more than all, strictly', thresholds({ apiClientErrors: 100 }), refusal('apiClientErrors', 100)],
  ['a negative share', thresholds({ functionErrors: -1 }), refusal('functionErrors', -1)],
  ['at least nothing', thresholds({ emailBounces: 0 }), refusal('emailBounces', 0)],
  ['more of the timeout than there is', thresholds({ functionDuration: 120 }), refusal('functionDuration', 120)],
  ['a backlog of none', thresholds({ queueBacklog: 0 }), refusal('queueBacklog', 0, 'must be a whole number from ')],
  ['half a message', thresholds({ deadLetters: 0.5 }), refusal('deadLetters', 0.5)],
  ['no number', thresholds({ signInFailures: Number.NaN }), refusal('signInFailures', 'NaN')],
  ['endlessly many', thresholds({ queueBacklog: Infinity }), refusal('queueBacklog', 'Infinity')],
  ['a number as text', thresholds({ queueBacklog: '1000' }), refusal('queueBacklog', '1000')],
  ['an age beyond a queue\'s retention', thresholds({ queueAge: Duration.days(7) }), refusal('queueAge', '7 days')],
  ['an age as a number', thresholds({ queueAge: 3600 }), refusal('queueAge', 3600, 'must be a Duration of ')],
  ['a latency beyond the API\'s timeout', thresholds({ apiLatency: Duration.seconds(30) }), refusal('apiLatency', '30 seconds')],
  ['a count as a duration', thresholds({ queueBacklog: Duration.hours(1) }), refusal('queueBacklog', '1 hour')],
  ['an unknown threshold', thresholds({ queueDepth: 5 }), unknownOption('thresholds.queueDepth')],
  ['thresholds that are none', made({ thresholds: 5 }), refusal('thresholds', 5)],
  ['an alarm that is none', made({ without: ['queueDepth'] }), refusal('without', 'queueDepth')],
  ['an alarm with threshold and without', made({ without: [ListBackupAlarm.QUEUE_BACKLOG], thresholds: { queueBacklog: 5 } }), refusal('thresholds.queueBacklog', 5)],

  ['a budget of nothing', budget({ monthlyUsd: 0, emails: ['a@b.ai'] }), refusal('budget.monthlyUsd', 0, 'must be a number of US dollars from 0.01 to 1000000000')],
  ['a budget below a cent', budget({ monthlyUsd: 0.001, emails: ['a@b.ai'] }), refusal('monthlyUsd', 0.001)],
  ['a budget beyond any bill', budget({ monthlyUsd: 1e10, emails: ['a@b.ai'] }), refusal('monthlyUsd', 10000000000)],
  ['an endless budget', budget({ monthlyUsd: Infinity, emails: ['a@b.ai'] }), refusal('monthlyUsd', 'Infinity')],
  ['a budget that is no number', budget({ monthlyUsd: Number.NaN, emails: ['a@b.ai'] }), refusal('monthlyUsd', 'NaN')],
  ['a negative budget', budget({ monthlyUsd: -5, emails: ['a@b.ai'] }), refusal('monthlyUsd', -5)],
  ['a budget as text', budget({ monthlyUsd: '500', emails: ['a@b.ai'] }), refusal('monthlyUsd', '500')],
  ['a budget for nobody', budget({ monthlyUsd: 500, emails: [] }), refusal('budget.emails', /\[\]/)],
  ['a budget without addresses', budget({ monthlyUsd: 500 }), refusal('budget.emails', /undefined/)],
  ['a budget for eleven', budget({ monthlyUsd: 500, emails: [...Array(11).keys()].map((at) => `a${at}@b.ai`) }), refusal('budget.emails', 11)],
  ['a budget that is a number', budget(500), refusal('budget', 500)],

  ['a data layer that is none', made({ dataLayer: 'main' }), refusal('dataLayer', 'main')],
  ['null for messaging', made({ messaging: null }), refusal('messaging', /null/)],
  ['alarms neither on nor off', made({ alarms: 'on' }), refusal('alarms', 'on')],
  ['a metric without name', made({ applicationMetrics: [''] }), refusal('applicationMetrics', '')],
  ['a key by its ARN', made({ encryptionKey: 'arn:aws:kms:x' }), refusal('encryptionKey', 'arn:aws:kms:x')],
  ['no operation', made({ tableOperations: [] }), refusal('tableOperations', 0)],
  ['an operation that DynamoDB has not', made({ tableOperations: ['Get'] }), refusal('tableOperations', 'Get')],
  ['an operation twice', made({ tableOperations: ['Query', 'Query'] }), refusal('tableOperations', 'Query')],
  ['no stage', () => new ListBackupMonitoring(new Stack(), 'Monitoring', {} as ListBackupMonitoringProps), refusal('stage', /undefined/)],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});

test.each<[string, () => unknown]>([
  ...['o@x.ai', "o'neil+alarms@mail-1.listbackup.ai", 'ops@xn--mller-kva.de', `${'o'.repeat(64)}@listbackup.ai`, 'A_B=c/d@123.example.org']
    .map((address): [string, () => unknown] => [address, email([address])]),
  ...['https://events.pagerduty.com/integration/0123456789abcdef/enqueue', 'https://name:word@example.org:8443/hook?to=me',
    'https://events.pagerduty.com/integration/{{resolve:secretsmanager:pager:SecretString:key}}/enqueue']
    .map((endpoint): [string, () => unknown] => [endpoint, pager(endpoint)]),
])('%s is accepted', (_, make) => {
  expect(make).not.toThrow();
});

describe('watch', () => {
  const refused = (watch: (of: ReturnType<typeof alone>) => void, message: RegExp) => expect(() => watch(alone())).toThrow(message);
  const table = ({ consumer }: ReturnType<typeof alone>, name = 'orders', id = name) => Table.fromTableName(consumer, id, name);

  test.each([undefined, null, 'orders', 5, {}])('refuses %p', (nothing) => {
    refused(({ monitoring }) => monitoring.watch(nothing as never), refusal('resource', ANY_VALUE, 'must be the handle of one table, queue, function or HTTP API'));
  });

  test('refuses what it has no rules for', () => {
    refused(({ monitoring, consumer }) => monitoring.watch(new Bucket(consumer, 'Files')), refusal('resource', 'billing/Files'));
  });

  test('refuses the same twice, and says where it is watched', () => {
    refused((of) => { of.monitoring.watch(table(of)); of.monitoring.watch(table(of, 'orders', 'again')); }, refusal('watch', 'billing/again'));
  });

  test('refuses the same under another name', () => {
    refused((of) => { of.monitoring.watch(table(of)); of.monitoring.watch(table(of, 'orders', 'again'), { name: 'other' }); }, refusal('watch', ANY_VALUE, 'can\'t get billing/'));
  });

  test('refuses another under the same name', () => {
    refused((of) => { of.monitoring.watch(table(of)); of.monitoring.watch(table(of, 'bills'), { name: 'orders' }); }, refusal('watch', ANY_VALUE, 'can\'t get billing/'));
  });

  test('refuses the same from another handle of the monitoring', () => {
    refused((of) => {
      of.monitoring.watch(table(of));
      ListBackupMonitoring.fromStage(of.consumer, 'Monitoring', { stage: ListBackupStage.MAIN }).watch(table(of, 'orders', 'again'));
    }, refusal('watch', ANY_VALUE, 'can\'t get billing/'));
  });

  test('refuses a resource of another region or account', () => {
    refused(({ monitoring, app }) => monitoring.watch(new Table(new Stack(app, 'Elsewhere', { env: { ...MAIN_ENV, region: 'eu-west-1' } }), 'Orders', {
      partitionKey: { name: 'id', type: 'S' as never },
    })), refusal('watch', 'Elsewhere/Orders', 'must get a resource of region "us-west-2", where the alarms are; this one is in "eu-west-1"'));
  });

  test.each<[string, (of: ReturnType<typeof alone>) => IConstruct, RegExp]>([
    ['table', ({ consumer }) => Table.fromTableArn(consumer, 'Orders', 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders'), refusal('watch', ANY_VALUE, 'must get a resource of region "us-west-2", where the alarms are; this one is in "eu-west-1"')],
    ['table', ({ consumer }) => Table.fromTableArn(consumer, 'Orders', 'arn:aws:dynamodb:us-west-2:999999999999:table/orders'), refusal('watch', 'billing/Orders', 'must get a resource of account "123456789012", where the alarms are; this one is in "999999999999"')],
    ['queue', ({ consumer }) => Queue.fromQueueArn(consumer, 'Calls', 'arn:aws:sqs:eu-west-1:123456789012:calls'), refusal('watch', ANY_VALUE, 'must get a resource of region "us-west-2", where the alarms are; this one is in "eu-west-1"')],
  ])('refuses a %s that is imported from elsewhere', (_, make, message) => {
    refused((of) => of.monitoring.watch(make(of)), message);
  });

  test.each<[string, (scope: Construct) => IConstruct]>([
    ['a WebSocket API, which has other metrics', (scope) => new WebSocketApi(scope, 'Chat')],
    ['an imported WebSocket API', (scope) => WebSocketApi.fromWebSocketApiAttributes(scope, 'Chat', { webSocketId: 'abc' })],
  ])('refuses %s', (_, make) => {
    refused(({ monitoring, consumer }) => monitoring.watch(make(consumer)), refusal('resource', 'billing/Chat', 'must be the handle of one table, queue, function or HTTP API'));
  });

  describe('refuses an age that no message reaches', () => {
    const keeping = (retentionPeriod: Duration, options?: ListBackupWatchOptions, props?: Partial<ListBackupMonitoringProps>) => () => {
      const { monitoring, consumer } = alone(props);
      monitoring.watch(new Queue(consumer, 'Calls', { queueName: 'calls', retentionPeriod }), options);
    };

    test('by default', () => {
      expect(keeping(Duration.hours(1))).toThrow(
        refusal('thresholds.queueAge', '1 hour', 'must be less than 1 hour, for which "calls-queue" keeps a message: the alarm would never go off'),
      );
      expect(keeping(Duration.minutes(61))).not.toThrow();
    });

    test('by its own threshold, or that of the monitoring', () => {
      expect(keeping(Duration.hours(2), { thresholds: { queueAge: Duration.hours(3) } })).toThrow(refusal('queueAge', '3 hours'));
      expect(keeping(Duration.hours(2), {}, { thresholds: { queueAge: Duration.hours(2) } })).toThrow(refusal('queueAge', '2 hours'));
      expect(keeping(Duration.hours(1), { thresholds: { queueAge: Duration.minutes(30) } })).not.toThrow();
      expect(keeping(Duration.hours(1), { without: [ListBackupAlarm.QUEUE_AGE] })).not.toThrow();
    });

    test('four days where the queue does not say', () => {
      const { monitoring, consumer } = alone();
      const watch = (id: string, queueAge: Duration) => () => (
        monitoring.watch(new Queue(consumer, id, { queueName: id }), { thresholds: { queueAge } })
      );
      expect(watch('a', Duration.days(4))).toThrow(refusal('thresholds.queueAge', '4 days', 'must be less than 4 days, for which "a-queue" keeps a message: the alarm would never go off'));
      expect(watch('b', Duration.hours(95))).not.toThrow();
    });

    test('of a queue of the stage', () => {
      const stage = ListBackupStage.MAIN;
      const messaging = new ListBackupMessaging(new Stack(), 'Messaging', { stage, queueSettings: { Sync: { retentionPeriod: Duration.minutes(50) } } });
      expect(() => alone({ messaging })).toThrow(refusal('thresholds.queueAge', '1 hour'));
    });
  });

  test.each<[string, (scope: Construct) => IConstruct, ListBackupWatchOptions, RegExp]>([
    ['a threshold of tables for a queue', (scope) => new Queue(scope, 'A', { queueName: 'a' }), { thresholds: { tableThrottles: 5 } },
      refusal('watch: thresholds', 'tableThrottles', 'must be alarms of "a-queue"')],
    ['a threshold of queues for a dead-letter queue', (scope) => new Queue(scope, 'A', { queueName: 'a' }), { thresholds: { queueBacklog: 5 }, isDeadLetterQueue: true },
      refusal('watch: thresholds', 'queueBacklog', 'must be alarms of "a-dlq"')],
    ['a dead-letter queue that is a table', (scope) => Table.fromTableName(scope, 'A', 'a'), { isDeadLetterQueue: true }, refusal('watch: isDeadLetterQueue', true)],
    ['the timeout of a queue', (scope) => new Queue(scope, 'A', { queueName: 'a' }), { timeout: Duration.seconds(5) }, refusal('watch: timeout', '5 seconds')],
    ['a share of a timeout that nobody knows', (scope) => Function.fromFunctionArn(scope, 'A', 'arn:aws:lambda:us-west-2:123456789012:function:a'), { thresholds: { functionDuration: 80 } },
      refusal('watch: thresholds.functionDuration', 'functionDuration', 'requires the timeout of ')],
  ])('refuses %s', (_, make, options, message) => {
    refused(({ monitoring, consumer }) => monitoring.watch(make(consumer), options), message);
  });

  test.each<[object, RegExp]>([
    [{ name: '' }, refusal('watch: name', '')],
    [{ name: 'a/b' }, refusal('watch: name', 'a/b')],
    [{ name: 5 }, refusal('watch: name', 5)],
    [{ timeout: 30 }, refusal('watch: timeout', 30)],
    [{ timeout: Duration.minutes(16) }, refusal('watch: timeout', '16 minutes')],
    [{ isDeadLetterQueue: 'yes' }, refusal('watch: isDeadLetterQueue', 'yes')],
    [{ thresholds: { tableThrottles: -1 } }, refusal('thresholds.tableThrottles', -1)],
    [{ severity: 'critical' }, unknownOption('severity')],
  ])('refuses the options %p', (options, message) => {
    refused((of) => of.monitoring.watch(table(of), options), message);
  });
});
