import { Duration, Stack } from 'aws-cdk-lib';
import { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { alone } from './monitored';
import { ListBackupAlarm, ListBackupMessaging, ListBackupMonitoring, ListBackupMonitoringProps, ListBackupStage, ListBackupWatchOptions } from '../../src';
import { MAIN_ENV } from '../support/synth';

/** What a caller without types could pass. */
const made = (props: object) => () => alone(props as Partial<ListBackupMonitoringProps>);
const thresholds = (of: object) => made({ thresholds: of });
const email = (emails: unknown) => made({ warning: { emails } });
const slack = (channel: unknown) => made({ critical: { slack: [channel] } });
const pager = (endpoint: unknown) => made({ critical: { pagerDutyEndpoints: [endpoint] } });
const budget = (of: unknown) => made({ budget: of });

test.each<[string, () => unknown, RegExp]>([
  ['no e-mail address', email(['operations']), /^warning\.emails: "operations" is not accepted\. It is an e-mail address\. For example: "operations@listbackup\.ai"\.$/],
  ['an e-mail address with a name', email(['Ops <ops@listbackup.ai>']), /is not accepted/],
  ['a number for an address', email([5]), /warning\.emails: 5 is not accepted/],
  ['no addresses', email([]), /warning\.emails: \[\] is not accepted\. It holds at least one/],
  ['one address for a list', email('ops@listbackup.ai'), /It is a list, known at synthesis/],
  ['an address twice', email(['a@b.ai', 'a@b.ai']), /"a@b.ai" is not accepted\. It stands twice/],
  ['an address twice, in capitals', email(['a@b.ai', 'A@B.ai']), /"A@B.ai" is not accepted\. It stands twice/],
  ['an address that is not ASCII', email(['ops@müller.de']), /"ops@müller\.de" is not accepted\. It is an e-mail address in ASCII.*xn--/],
  ['an address with a character that nobody sees', email(['ops@listbackup.ai\u200b']), /is not accepted/],
  ['an address with a control character', email(['ops\u0000@listbackup.ai']), /is not accepted/],
  ['a domain with an empty part', email(['ops@listbackup..ai']), /is not accepted/],
  ['a domain that ends in a dot', email(['ops@listbackup.ai.']), /is not accepted/],
  ['a link to an address', email(['mailto:ops@listbackup.ai']), /is not accepted/],
  ['an address too long before the @', email([`${'o'.repeat(65)}@listbackup.ai`]), /is not accepted/],
  ['subscribers that are none', made({ critical: 'ops@listbackup.ai' }), /critical: "ops@listbackup.ai" is not accepted/],
  ['an unknown subscriber', made({ critical: { sms: ['+1'] } }), /critical: "sms" is not accepted.*emails, slack, pagerDutyEndpoints/],
  ['a webhook without https', pager('http://events.pagerduty.com/integration/key/enqueue'), /"http:\/\/events.*is not accepted\. Alarms go by https only/],
  ['a webhook without host', pager('https://'), /is not accepted/],
  ['a webhook with a host that is not ASCII', pager('https://müller.de/x'), /is not accepted/],
  ['a webhook with a fragment, which is never sent', pager('https://events.pagerduty.com/x#key'), /is not accepted/],
  ['a webhook with an empty part of its host', pager('https://events..com/x'), /is not accepted/],
  ['a webhook that is no text', pager({}), /critical\.pagerDutyEndpoints: \{\} is not accepted/],
  ['a Slack workspace by its name', slack({ workspaceId: 'listbackup', channelId: 'C0123ABCD' }), /critical\.slack, workspaceId: "listbackup" is not accepted.*"T0123ABCD"/],
  ['a Slack channel by its name', slack({ workspaceId: 'T0123ABCD', channelId: '#alarms' }), /critical\.slack, channelId: "#alarms" is not accepted.*"C0123ABCD"/],
  ['a Slack channel twice, however it is written', made({ critical: { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }, { channelId: 'C0123ABCD', workspaceId: 'T0123ABCD' }] } }),
    /critical\.slack: .* is not accepted\. It stands twice/],
  ['a Slack channel without workspace', slack({ channelId: 'C0123ABCD' }), /workspaceId: undefined is not accepted/],
  ['a Slack channel that is nothing', slack(null), /critical\.slack: null is not accepted/],

  ['a share above all', thresholds({ apiServerErrors: 101 }), /thresholds\.apiServerErrors: 101 is not accepted\. It is a percentage from 0 to 99\.99: beyond that the alarm never goes off/],
  ['more than all, strictly', thresholds({ apiClientErrors: 100 }), /apiClientErrors: 100 is not accepted/],
  ['a negative share', thresholds({ functionErrors: -1 }), /functionErrors: -1 is not accepted/],
  ['at least nothing', thresholds({ emailBounces: 0 }), /emailBounces: 0 is not accepted\. It is a percentage from 0\.001 to 100/],
  ['more of the timeout than there is', thresholds({ functionDuration: 120 }), /functionDuration: 120 is not accepted/],
  ['a backlog of none', thresholds({ queueBacklog: 0 }), /queueBacklog: 0 is not accepted\. It is a whole number from 1 /],
  ['half a message', thresholds({ deadLetters: 0.5 }), /deadLetters: 0\.5 is not accepted/],
  ['no number', thresholds({ signInFailures: Number.NaN }), /signInFailures: "NaN" is not accepted/],
  ['endlessly many', thresholds({ queueBacklog: Infinity }), /queueBacklog: "Infinity" is not accepted/],
  ['a number as text', thresholds({ queueBacklog: '1000' }), /queueBacklog: "1000" is not accepted/],
  ['an age beyond a queue\'s retention', thresholds({ queueAge: Duration.days(7) }), /queueAge: "7 days" is not accepted/],
  ['an age as a number', thresholds({ queueAge: 3600 }), /queueAge: 3600 is not accepted\. It is a Duration of/],
  ['a latency beyond the API\'s timeout', thresholds({ apiLatency: Duration.seconds(30) }), /apiLatency: "30 seconds" is not accepted/],
  ['a count as a duration', thresholds({ queueBacklog: Duration.hours(1) }), /queueBacklog: "1 hour" is not accepted/],
  ['an unknown threshold', thresholds({ queueDepth: 5 }), /thresholds: "queueDepth" is not accepted.*queueBacklog/],
  ['thresholds that are none', made({ thresholds: 5 }), /thresholds: 5 is not accepted/],
  ['an alarm that is none', made({ without: ['queueDepth'] }), /without: "queueDepth" is not accepted/],
  ['an alarm with threshold and without', made({ without: [ListBackupAlarm.QUEUE_BACKLOG], thresholds: { queueBacklog: 5 } }), /thresholds\.queueBacklog: 5 is not accepted.*`without`/],

  ['a budget of nothing', budget({ monthlyUsd: 0, emails: ['a@b.ai'] }), /budget\.monthlyUsd: 0 is not accepted\. It is a number of US dollars from 0\.01 to 1000000000\. For example: 500\./],
  ['a budget below a cent', budget({ monthlyUsd: 0.001, emails: ['a@b.ai'] }), /monthlyUsd: 0\.001 is not accepted/],
  ['a budget beyond any bill', budget({ monthlyUsd: 1e10, emails: ['a@b.ai'] }), /monthlyUsd: 10000000000 is not accepted/],
  ['an endless budget', budget({ monthlyUsd: Infinity, emails: ['a@b.ai'] }), /monthlyUsd: "Infinity" is not accepted/],
  ['a budget that is no number', budget({ monthlyUsd: Number.NaN, emails: ['a@b.ai'] }), /monthlyUsd: "NaN" is not accepted/],
  ['a negative budget', budget({ monthlyUsd: -5, emails: ['a@b.ai'] }), /monthlyUsd: -5 is not accepted/],
  ['a budget as text', budget({ monthlyUsd: '500', emails: ['a@b.ai'] }), /monthlyUsd: "500" is not accepted/],
  ['a budget for nobody', budget({ monthlyUsd: 500, emails: [] }), /budget\.emails: \[\] is not accepted/],
  ['a budget without addresses', budget({ monthlyUsd: 500 }), /budget\.emails: undefined is not accepted/],
  ['a budget for eleven', budget({ monthlyUsd: 500, emails: [...Array(11).keys()].map((at) => `a${at}@b.ai`) }), /budget\.emails: 11 is not accepted/],
  ['a budget that is a number', budget(500), /budget: 500 is not accepted/],

  ['a data layer that is none', made({ dataLayer: 'main' }), /dataLayer: "main" is not accepted\. It is a data layer/],
  ['null for messaging', made({ messaging: null }), /messaging: null is not accepted/],
  ['alarms neither on nor off', made({ alarms: 'on' }), /alarms: "on" is not accepted/],
  ['a metric without name', made({ applicationMetrics: [''] }), /applicationMetrics: "" is not accepted/],
  ['a key by its ARN', made({ encryptionKey: 'arn:aws:kms:x' }), /encryptionKey: "arn:aws:kms:x" is not accepted/],
  ['no operation', made({ tableOperations: [] }), /tableOperations: 0 is not accepted/],
  ['an operation that DynamoDB has not', made({ tableOperations: ['Get'] }), /tableOperations: "Get" is not accepted/],
  ['an operation twice', made({ tableOperations: ['Query', 'Query'] }), /tableOperations: "Query" is not accepted/],
  ['no stage', () => new ListBackupMonitoring(new Stack(), 'Monitoring', {} as ListBackupMonitoringProps), /stage: undefined is not accepted/],
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
    refused(({ monitoring }) => monitoring.watch(nothing as never), /^watch: .* is not accepted\. It is the handle of a table, a queue, a function or an HTTP API/);
  });

  test('refuses what it has no rules for', () => {
    refused(({ monitoring, consumer }) => monitoring.watch(new Bucket(consumer, 'Files')), /^watch: "billing\/Files" is not accepted/);
  });

  test('refuses the same twice, and says where it is watched', () => {
    refused((of) => { of.monitoring.watch(table(of)); of.monitoring.watch(table(of, 'orders', 'again')); }, /^watch: "billing\/again" is not accepted\..*"orders-table".*billing\/orders\b/);
  });

  test('refuses the same under another name', () => {
    refused((of) => { of.monitoring.watch(table(of)); of.monitoring.watch(table(of, 'orders', 'again'), { name: 'other' }); }, /is watched already/);
  });

  test('refuses another under the same name', () => {
    refused((of) => { of.monitoring.watch(table(of)); of.monitoring.watch(table(of, 'bills'), { name: 'orders' }); }, /is watched already/);
  });

  test('refuses the same from another handle of the monitoring', () => {
    refused((of) => {
      of.monitoring.watch(table(of));
      ListBackupMonitoring.fromStage(of.consumer, 'Monitoring', { stage: ListBackupStage.MAIN }).watch(table(of, 'orders', 'again'));
    }, /is watched already/);
  });

  test('refuses a resource of another region or account', () => {
    refused(({ monitoring, app }) => monitoring.watch(new Table(new Stack(app, 'Elsewhere', { env: { ...MAIN_ENV, region: 'eu-west-1' } }), 'Orders', {
      partitionKey: { name: 'id', type: 'S' as never },
    })), /"Elsewhere\/Orders" is not accepted\. It belongs to region "eu-west-1", and alarms stand where the metrics are: these in "us-west-2"/);
  });

  test.each<[string, (of: ReturnType<typeof alone>) => IConstruct, RegExp]>([
    ['table', ({ consumer }) => Table.fromTableArn(consumer, 'Orders', 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders'), /It belongs to region "eu-west-1"/],
    ['table', ({ consumer }) => Table.fromTableArn(consumer, 'Orders', 'arn:aws:dynamodb:us-west-2:999999999999:table/orders'), /It belongs to account "999999999999"/],
    ['queue', ({ consumer }) => Queue.fromQueueArn(consumer, 'Calls', 'arn:aws:sqs:eu-west-1:123456789012:calls'), /It belongs to region "eu-west-1"/],
  ])('refuses a %s that is imported from elsewhere', (_, make, message) => {
    refused((of) => of.monitoring.watch(make(of)), message);
  });

  test.each<[string, (scope: Construct) => IConstruct]>([
    ['a WebSocket API, which has other metrics', (scope) => new WebSocketApi(scope, 'Chat')],
    ['an imported WebSocket API', (scope) => WebSocketApi.fromWebSocketApiAttributes(scope, 'Chat', { webSocketId: 'abc' })],
  ])('refuses %s', (_, make) => {
    refused(({ monitoring, consumer }) => monitoring.watch(make(consumer)), /^watch: "billing\/Chat" is not accepted\. It is the handle of a table, a queue, a function or an HTTP API/);
  });

  describe('refuses an age that no message reaches', () => {
    const keeping = (retentionPeriod: Duration, options?: ListBackupWatchOptions, props?: Partial<ListBackupMonitoringProps>) => () => {
      const { monitoring, consumer } = alone(props);
      monitoring.watch(new Queue(consumer, 'Calls', { queueName: 'calls', retentionPeriod }), options);
    };

    test('by default', () => {
      expect(keeping(Duration.hours(1))).toThrow(
        'thresholds.queueAge: "1 hour" is not accepted. "calls-queue" keeps a message for 1 hour, so that the alarm never goes off. For example: Duration.millis(1800000).',
      );
      expect(keeping(Duration.minutes(61))).not.toThrow();
    });

    test('by its own threshold, or that of the monitoring', () => {
      expect(keeping(Duration.hours(2), { thresholds: { queueAge: Duration.hours(3) } })).toThrow(/queueAge: "3 hours" is not accepted\. "calls-queue" keeps a message for 2 hours/);
      expect(keeping(Duration.hours(2), {}, { thresholds: { queueAge: Duration.hours(2) } })).toThrow(/queueAge: "2 hours" is not accepted/);
      expect(keeping(Duration.hours(1), { thresholds: { queueAge: Duration.minutes(30) } })).not.toThrow();
      expect(keeping(Duration.hours(1), { without: [ListBackupAlarm.QUEUE_AGE] })).not.toThrow();
    });

    test('four days where the queue does not say', () => {
      const { monitoring, consumer } = alone();
      const watch = (id: string, queueAge: Duration) => () => (
        monitoring.watch(new Queue(consumer, id, { queueName: id }), { thresholds: { queueAge } })
      );
      expect(watch('a', Duration.days(4))).toThrow(/"a-queue" keeps a message for 4 days/);
      expect(watch('b', Duration.hours(95))).not.toThrow();
    });

    test('of a queue of the stage', () => {
      const stage = ListBackupStage.MAIN;
      const messaging = new ListBackupMessaging(new Stack(), 'Messaging', { stage, queueSettings: { Sync: { retentionPeriod: Duration.minutes(50) } } });
      expect(() => alone({ messaging })).toThrow(/thresholds\.queueAge: "1 hour" is not accepted\. "sync-queue" keeps a message for 50 minutes/);
    });
  });

  test.each<[string, (scope: Construct) => IConstruct, ListBackupWatchOptions, RegExp]>([
    ['a threshold of tables for a queue', (scope) => new Queue(scope, 'A', { queueName: 'a' }), { thresholds: { tableThrottles: 5 } },
      /^watch, thresholds: "tableThrottles" is not accepted\. "a-queue" has no such alarm\. For example: queueBacklog, queueAge\.$/],
    ['a threshold of queues for a dead-letter queue', (scope) => new Queue(scope, 'A', { queueName: 'a' }), { thresholds: { queueBacklog: 5 }, isDeadLetterQueue: true },
      /"queueBacklog" is not accepted\. "a-dlq" has no such alarm\. For example: deadLetters\.$/],
    ['a dead-letter queue that is a table', (scope) => Table.fromTableName(scope, 'A', 'a'), { isDeadLetterQueue: true }, /^watch, isDeadLetterQueue: true is not accepted\. "a-table" is no queue/],
    ['the timeout of a queue', (scope) => new Queue(scope, 'A', { queueName: 'a' }), { timeout: Duration.seconds(5) }, /^watch, timeout: "5 seconds" is not accepted\. "a-queue" is no function/],
    ['a share of a timeout that nobody knows', (scope) => Function.fromFunctionArn(scope, 'A', 'arn:aws:lambda:us-west-2:123456789012:function:a'), { thresholds: { functionDuration: 80 } },
      /^watch, thresholds: "functionDuration" is not accepted\. For how long "a-function" may run is not known here.*timeout: Duration\.seconds\(30\)/],
  ])('refuses %s', (_, make, options, message) => {
    refused(({ monitoring, consumer }) => monitoring.watch(make(consumer), options), message);
  });

  test.each<[object, RegExp]>([
    [{ name: '' }, /watch, name: "" is not accepted/],
    [{ name: 'a/b' }, /watch, name: "a\/b" is not accepted/],
    [{ name: 5 }, /watch, name: 5 is not accepted/],
    [{ timeout: 30 }, /watch, timeout: 30 is not accepted/],
    [{ timeout: Duration.minutes(16) }, /watch, timeout: "16 minutes" is not accepted/],
    [{ isDeadLetterQueue: 'yes' }, /watch, isDeadLetterQueue: "yes" is not accepted/],
    [{ thresholds: { tableThrottles: -1 } }, /thresholds\.tableThrottles: -1 is not accepted/],
    [{ severity: 'critical' }, /watch, options: "severity" is not accepted/],
  ])('refuses the options %p', (options, message) => {
    refused((of) => of.monitoring.watch(table(of), options), message);
  });
});
