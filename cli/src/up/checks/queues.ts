import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import { expect, type CheckGroup } from './check';
import type { Deployed } from './deployed';
import { isConsumed } from '../../assembly';
import { messageOf } from '../../errors';
import type { StackTemplate } from '../../template';

/** One queue and where its poison goes. */
interface QueuePair {
  readonly name: string;
  readonly client: SQSClient;
  readonly url: string;
  readonly deadLetterUrl: string;
}

/** Every queue but those whose messages a function of the app takes: with those it would compete. */
export const queuesOf = (stacks: readonly StackTemplate[]): CheckGroup => ({
  name: 'queues',
  needs: ['sqs.SyncQueueUrl', 'sqs.SyncDeadLetterQueueUrl'],
  prepare: (deployed) => {
    const all = pairsOf(deployed);
    const pairs = all.filter(({ name, url }) => !isConsumed(stacks, `${name}Queue`, url.slice(url.lastIndexOf('/') + 1)));
    if (pairs.length === 0) return { checks: [] };
    const taken = all.filter((pair) => !pairs.includes(pair)).map(({ name }) => name).join(', ');
    const each = async (run: (pair: QueuePair) => Promise<void>) => {
      await Promise.all(pairs.map(async (pair) => run(pair).catch((error: unknown) => {
        throw new Error(`${pair.name}: ${messageOf(error)}`);
      })));
      return `${pairs.map(({ name }) => name).join(', ')}${taken && `; a function takes those of ${taken}`}`;
    };
    return {
      checks: [
        { name: 'messages of a group arrive in order', run: async () => each(arriveInOrder) },
        { name: 'a message sent twice arrives once', run: async () => each(arriveOnce) },
        { name: 'a poison message ends in the dead-letter queue', run: async () => each(endInDeadLetterQueue) },
      ],
    };
  },
});

function pairsOf(deployed: Deployed): QueuePair[] {
  return deployed.keys('sqs', /QueueUrl$/).filter((key) => !key.endsWith('DeadLetterQueueUrl')).map((key) => {
    const name = key.replace(/QueueUrl$/, '');
    const { value: url, region } = deployed.get(`sqs.${key}`);
    return {
      name,
      url,
      deadLetterUrl: deployed.get(`sqs.${name}DeadLetterQueueUrl`).value,
      // The emulator's address, whatever host a queue's URL names.
      client: new SQSClient({ ...deployed.client(region), useQueueUrlAsEndpoint: false }),
    };
  });
}

async function arriveInOrder({ client, url }: QueuePair): Promise<void> {
  const bodies = ['first', 'second', 'third'].map((word) => `${word} ${randomUUID()}`);
  const group = randomUUID();
  for (const body of bodies) await send(client, url, group, body);
  const received = await drain(client, url);
  expect(received.join() === bodies.join(), `sent ${bodies.join(', ')} and received ${received.join(', ')}`);
}

async function arriveOnce({ client, url }: QueuePair): Promise<void> {
  const body = randomUUID();
  const group = randomUUID();
  for (let times = 0; times < 2; times++) await send(client, url, group, body);
  const received = await drain(client, url);
  expect(received.length === 1 && received[0] === body, `sent ${body} twice and received ${received.length} messages`);
}

async function endInDeadLetterQueue({ client, url, deadLetterUrl }: QueuePair): Promise<void> {
  const body = randomUUID();
  const allowed = await receivesAllowed(client, url);
  await send(client, url, randomUUID(), body);
  for (let receive = 1; receive <= allowed; receive++) {
    const [message] = await receiveOnce(client, url, 0);
    expect(message?.Body === body, `receive ${receive} of ${allowed} did not hand out the message`);
  }
  const [further] = await receiveOnce(client, url, 0);
  expect(!further, `the message was handed out more than ${allowed} times`);
  const dead = await drain(client, deadLetterUrl);
  expect(dead.length === 1 && dead[0] === body, `the dead-letter queue holds ${dead.length} messages after ${allowed} receives`);
}

async function receivesAllowed(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }));
  const policy = JSON.parse(Attributes?.RedrivePolicy ?? '{}') as { maxReceiveCount?: number | string };
  expect(policy.maxReceiveCount !== undefined, 'the queue has no redrive policy');
  return Number(policy.maxReceiveCount);
}

async function send(client: SQSClient, QueueUrl: string, MessageGroupId: string, MessageBody: string): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl, MessageGroupId, MessageBody }));
}

async function receiveOnce(client: SQSClient, QueueUrl: string, VisibilityTimeout: number): Promise<Message[]> {
  const request = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 });
  const { Messages = [] } = await client.send(request);
  return Messages;
}

/** Receives and deletes until nothing is left. */
async function drain(client: SQSClient, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const messages = await receiveOnce(client, QueueUrl, 30);
    if (messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of messages) {
      bodies.push(Body);
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
