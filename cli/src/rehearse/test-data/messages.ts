import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import { count, each, type ClientOf, type Found, type DataSeeder } from './seeder';

interface FilledQueue {
  readonly url: string;
  readonly client: SQSClient;
  readonly bodies: readonly string[];
  /** Received before the takeover, and not deleted yet: the receipt has to stay good. */
  readonly inFlight?: Message;
}

/** Longer than any rehearsal: no message comes back by itself. */
const IN_FLIGHT_SECONDS = 43_200;
const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** Two messages in every queue, one waiting and one in flight. */
export const messages: DataSeeder = {
  seed: async (found, clientOf) => {
    const queues = await Promise.all(found.filter(({ type }) => type === 'AWS::SQS::Queue').map(async (queue) => filled(queue, clientOf)));
    const flying = queues.filter(({ inFlight }) => inFlight).length;
    return {
      kind: 'messages',
      what: `${count(queues.length * 2, 'message')} in ${count(queues.length, 'queue')}, ${flying} of them in flight`,
      skipped: [],
      missing: async () => each(queues, nameOf, tooFew),
      missingAtEnd: async () => each(queues, nameOf, notHandedOut),
    };
  },
};

async function filled({ physicalId: url, region }: Found, clientOf: ClientOf): Promise<FilledQueue> {
  // The emulator's address, whatever host a queue's URL names.
  const client = new SQSClient({ ...clientOf(region), useQueueUrlAsEndpoint: false });
  const bodies = [`waiting ${randomUUID()}`, `in flight ${randomUUID()}`];
  for (const body of bodies) {
    const ordered = url.endsWith('.fifo') ? { MessageGroupId: randomUUID(), MessageDeduplicationId: randomUUID() } : {};
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...ordered }));
  }
  const inFlight = await receive(client, url);
  return { url, client, bodies, ...inFlight === undefined ? {} : { inFlight } };
}

async function receive(client: SQSClient, QueueUrl: string): Promise<Message | undefined> {
  const { Messages: [message] = [] } = await client.send(new ReceiveMessageCommand({
    QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 0, VisibilityTimeout: IN_FLIGHT_SECONDS,
  }));
  return message;
}

async function messageCount({ client, url: QueueUrl }: FilledQueue): Promise<number> {
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }));
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

async function tooFew(queue: FilledQueue): Promise<string | undefined> {
  const now = await messageCount(queue);
  return now === queue.bodies.length ? undefined : `it holds ${now} messages rather than ${queue.bodies.length}`;
}

/** Deletes the message in flight by its old receipt, and receives the others. */
async function notHandedOut(queue: FilledQueue): Promise<string | undefined> {
  const { client, url: QueueUrl, bodies, inFlight } = queue;
  const waiting = new Set(bodies.filter((body) => body !== inFlight?.Body));
  if (inFlight) await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: inFlight.ReceiptHandle }));
  for (let message = await receive(client, QueueUrl); message; message = await receive(client, QueueUrl)) {
    if (!waiting.delete(message.Body ?? '')) return `it hands out ${JSON.stringify(message.Body)}, which was not waiting there`;
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  }
  if (waiting.size > 0) return `it does not hand out ${[...waiting].map((body) => JSON.stringify(body)).join(', ')}`;
  const left = await messageCount(queue);
  return left === 0 ? undefined : `it still holds ${left} messages when all were deleted`;
}

function nameOf({ url }: FilledQueue): string {
  return url.split('/').pop() ?? url;
}
