import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, GetItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { listen, type Heard, type Listener } from './listener';
import { expect, type Check, type Use } from './use';
import type { ScenarioFile } from '../scenario';

const WITHIN_MS = 20_000;
const POLL_MS = 100;

/** A message goes through the deployed services: what it leaves behind is looked for, and removed again. */
export function scenarioOf({ name, queue, message, events, items }: ScenarioFile): Use {
  const queueUrl = `sqs.${queue}QueueUrl`;
  const tables = [...new Set(items.map(({ table }) => table))];
  return {
    name,
    needs: [queueUrl, ...tables.map((table) => `dynamodb.${table}TableName`), ...(events.length > 0 ? ['eventbridge.EventBusName'] : [])],
    prepare: (deployed) => {
      const { value: QueueUrl, region } = deployed.get(queueUrl);
      const config = deployed.client(region);
      const database = new DynamoDBClient(config);
      const heard: Heard[] = [];
      let listener: Listener | undefined;

      const sent: Check = {
        name: `a message is sent to ${queue}`,
        run: async () => {
          if (events.length > 0) {
            listener = await listen(config, deployed.get('eventbridge.EventBusName').value, events.map(({ source }) => source));
          }
          const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
          await sqs.send(new SendMessageCommand({ QueueUrl, MessageGroupId: randomUUID(), MessageBody: JSON.stringify(message) }));
        },
      };
      const published = events.map(({ source, detailType }): Check => ({
        name: `${source} says "${detailType}"`,
        run: async () => until(async () => {
          heard.push(...await listener?.hear() ?? []);
          return heard.some((event) => event.source === source && event.detailType === detailType);
        }, () => `heard: ${heard.map((event) => event.detailType).join(', ') || 'nothing'}`),
      }));
      const rows = items.map(({ table, key, holds }) => ({
        table, holds, request: { TableName: deployed.get(`dynamodb.${table}TableName`).value, Key: attributes(key) },
      }));
      const written = rows.map(({ table, holds, request }): Check => ({
        name: `${table} holds ${Object.values(request.Key).map(({ S }) => S).join(', ')}`,
        run: async () => {
          let found: Record<string, AttributeValue> | undefined;
          await until(async () => {
            found = (await database.send(new GetItemCommand({ ...request, ConsistentRead: true }))).Item;
            return found !== undefined && Object.entries(holds).every(([attribute, value]) => found?.[attribute]?.S === value);
          }, () => `found ${JSON.stringify(found) ?? 'nothing'}`);
        },
      }));
      return {
        checks: [sent, ...published, ...written],
        cleanUp: async () => {
          await listener?.stop();
          await Promise.all(rows.map(async ({ request }) => database.send(new DeleteItemCommand(request))));
        },
      };
    },
  };
}

async function until(done: () => Promise<boolean>, otherwise: () => string): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  while (!(await done())) {
    expect(Date.now() < end, `not within ${WITHIN_MS / 1000} s; ${otherwise()}`);
    await sleep(POLL_MS);
  }
}

function attributes(values: Readonly<Record<string, string>>): Record<string, { S: string }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }]));
}
