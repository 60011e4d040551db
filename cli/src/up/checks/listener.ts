import { randomUUID } from 'node:crypto';
import { DeleteRuleCommand, EventBridgeClient, PutRuleCommand, PutTargetsCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteMessageCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createEventQueue } from './event-queue';
import type { ClientConfig } from '../../session';

/** Event received on a bus. */
export interface Heard {
  readonly source: string;
  readonly detailType: string;
}

/** A rule and a queue of our own that hear the events of some sources. */
export interface Listener {
  /** Returns the events received since the last call. */
  readonly hear: () => Promise<Heard[]>;
  readonly stop: () => Promise<void>;
}

/** Listens on a bus until it is stopped. */
export async function listen(config: ClientConfig, EventBusName: string, sources: readonly string[]): Promise<Listener> {
  const bus = new EventBridgeClient(config);
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const name = `listbackup-up-${randomUUID()}`;
  const { url: QueueUrl, arn } = await createEventQueue(sqs, name);
  await bus.send(new PutRuleCommand({ EventBusName, Name: name, EventPattern: JSON.stringify({ source: sources }) }));
  await bus.send(new PutTargetsCommand({ EventBusName, Rule: name, Targets: [{ Id: name, Arn: arn }] }));
  return {
    hear: async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }));
      await Promise.all(Messages.map(async ({ ReceiptHandle }) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))));
      return Messages.map(({ Body = '{}' }) => {
        const event = JSON.parse(Body) as { 'source': string; 'detail-type': string };
        return { source: event.source, detailType: event['detail-type'] };
      });
    },
    stop: async () => {
      await bus.send(new RemoveTargetsCommand({ EventBusName, Rule: name, Ids: [name] }));
      await bus.send(new DeleteRuleCommand({ EventBusName, Name: name }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
