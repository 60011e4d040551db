import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createFunction, invoke, startTestEmulator, type TestEmulator } from './support/emulator';
import { faultCounts, setFaults, type Fault } from '../../src/up/faults';

let emulator: TestEmulator;
let QueueUrl: string | undefined;
beforeAll(async () => {
  emulator = await startTestEmulator();
  const everything = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
  await createFunction(emulator, 'caller', join(__dirname, '..', 'fixtures', 'faults'), everything);
  await createFunction(emulator, 'other', join(__dirname, '..', 'fixtures', 'faults'), everything);
  ({ QueueUrl } = await new SQSClient(emulator.root).send(new CreateQueueCommand({ QueueName: 'jobs' })));
});
afterAll(async () => emulator.stop());

const messagesIn = async (queue: string | undefined): Promise<string | undefined> => {
  const { Attributes } = await new SQSClient(emulator.root).send(new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['ApproximateNumberOfMessages'] }));
  return Attributes?.ApproximateNumberOfMessages;
};
const withFaults = async (...faults: Fault[]) => setFaults(emulator.address.endpoint, { faults, seed: 1 });

const ON = {
  'JSON 1.0': { sdk: 'dynamodb', client: 'DynamoDBClient', command: 'ListTables' },
  'JSON 1.0, formerly query': { sdk: 'sqs', client: 'SQSClient', command: 'ListQueues' },
  'JSON 1.1': { sdk: 'eventbridge', client: 'EventBridgeClient', command: 'ListEventBuses' },
  'CBOR': { sdk: 'cloudwatch', client: 'CloudWatchClient', command: 'ListMetrics', isCbor: true },
  'query': { sdk: 'sts', client: 'STSClient', command: 'GetCallerIdentity' },
  'REST with XML': { sdk: 's3', client: 'S3Client', command: 'ListBuckets' },
  'REST with JSON': { sdk: 'lambda', client: 'LambdaClient', command: 'ListFunctions' },
};

test.each([
  ['JSON 1.0', 'ProvisionedThroughputExceededException', 400],
  ['JSON 1.0, formerly query', 'RequestThrottled', 400],
  ['JSON 1.1', 'ThrottlingException', 400],
  ['CBOR', 'ThrottlingException', 400],
  ['query', 'Throttling', 400],
  ['REST with XML', 'SlowDown', 503],
  ['REST with JSON', 'TooManyRequestsException', 429],
] as const)('%s: throttled with %s, and the SDK tries again', async (protocol, name, status) => {
  await withFaults({ fault: 'throttle', times: 2 });
  expect(await invoke(emulator, 'caller', ON[protocol])).toMatchObject({ name, status, message: 'Rate exceeded', attempts: 1 });
  // The emulator itself answers no CBOR, so after it the SDK reports more than that.
  expect(await invoke(emulator, 'caller', { ...ON[protocol], maxAttempts: 3 })).toMatchObject({ status: 200, attempts: 2 });
});

test.each([
  ['JSON 1.0', 'AccessDeniedException', 400], ['query', 'AccessDenied', 403], ['REST with XML', 'AccessDenied', 403], ['REST with JSON', 'AccessDeniedException', 403],
] as const)('%s: refused with %s, and the SDK gives up', async (protocol, name, status) => {
  await withFaults({ fault: 'refuse' });
  expect(await invoke(emulator, 'caller', { ...ON[protocol], maxAttempts: 3 })).toMatchObject({ name, status, attempts: 1 });
});

test('an error of its own, for the writes of one function alone', async () => {
  await withFaults({ fault: 'refuse', function: 'caller', writes: true, code: 'KmsDisabled', status: 400, message: 'the key is disabled' });
  const send = { sdk: 'sqs', client: 'SQSClient', command: 'SendMessage', input: { QueueUrl, MessageBody: 'x' } };
  expect(await invoke(emulator, 'caller', send)).toMatchObject({ name: 'KmsDisabled', message: 'the key is disabled' });
  expect(await invoke(emulator, 'caller', ON['JSON 1.0, formerly query'])).toMatchObject({ status: 200 });
  expect(await invoke(emulator, 'other', send)).toMatchObject({ status: 200 });
  expect(await faultCounts(emulator.address.endpoint)).toEqual([{ calls: 1, hits: 1 }]);
});

test('a function whose SDK sends no application ID is known by its role', async () => {
  await withFaults({ fault: 'refuse', function: 'caller' });
  expect(await invoke(emulator, 'caller', { ...ON['JSON 1.0'], isNamed: false })).toMatchObject({ name: 'AccessDeniedException' });
});

test.each<[Fault & { readonly when?: string }, number]>([
  [{ fault: 'reset', when: 'before' }, 1], [{ fault: 'reset', when: 'after' }, 2], [{ fault: 'duplicate' }, 2], [{ fault: 'fail' }, 1],
])('%j once: the message is there as often as AWS would have it', async (fault, times) => {
  const { QueueUrl: queue } = await new SQSClient(emulator.root).send(new CreateQueueCommand({ QueueName: `${fault.fault}-${fault.when ?? ''}` }));
  await withFaults({ ...fault, operation: 'SendMessage', service: 'sqs', times: 1 });
  expect(await invoke(emulator, 'caller', { sdk: 'sqs', client: 'SQSClient', command: 'SendMessage', input: { QueueUrl: queue, MessageBody: 'x' }, maxAttempts: 3 }))
    .toMatchObject({ status: 200, attempts: fault.fault === 'duplicate' ? 1 : 2 });
  expect(await messagesIn(queue)).toBe(String(times));
});

test('a function that is killed in the middle fails, and works again', async () => {
  await withFaults({ fault: 'kill', function: 'caller', times: 1 });
  expect(await invoke(emulator, 'caller', ON['JSON 1.0'])).toMatchObject({ errorMessage: expect.stringContaining('died') as string });
  expect(await invoke(emulator, 'caller', ON['JSON 1.0'])).toMatchObject({ status: 200 });
});

test('an event whose function is killed is tried again', async () => {
  const { QueueUrl: queue } = await new SQSClient(emulator.root).send(new CreateQueueCommand({ QueueName: 'after-kill' }));
  const events = new EventBridgeClient(emulator.root);
  const { RuleArn } = await events.send(new PutRuleCommand({ Name: 'jobs', EventPattern: JSON.stringify({ source: ['test'] }) }));
  await new LambdaClient(emulator.root).send(new AddPermissionCommand({
    FunctionName: 'caller', StatementId: 'rule', Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', SourceArn: RuleArn,
  }));
  await events.send(new PutTargetsCommand({ Rule: 'jobs', Targets: [{ Id: 'caller', Arn: 'arn:aws:lambda:us-west-2:123456789012:function:caller', InputPath: '$.detail' }] }));
  await withFaults({ fault: 'kill', function: 'caller', times: 1 });
  const detail = { sdk: 'sqs', client: 'SQSClient', command: 'SendMessage', input: { QueueUrl: queue, MessageBody: 'x' } };
  await events.send(new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'test', Detail: JSON.stringify(detail) }] }));
  for (const until = Date.now() + 20_000; Date.now() < until && await messagesIn(queue) !== '1';) await sleep(50);
  expect(await messagesIn(queue)).toBe('1');
  expect(await faultCounts(emulator.address.endpoint)).toEqual([{ calls: 2, hits: 1 }]);
});

test('latency holds a call up, and other faults follow it', async () => {
  await withFaults({ fault: 'latency', milliseconds: 300 }, { fault: 'throttle' });
  const began = performance.now();
  expect(await invoke(emulator, 'caller', ON['JSON 1.1'])).toMatchObject({ name: 'ThrottlingException' });
  expect(performance.now() - began).toBeGreaterThan(300);
});
