import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, GetItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { callApi, expectStatus } from './api-call';
import { callers, CALLERS_NEED } from './callers';
import { expect, type Check, type CheckGroup } from './check';
import type { Deployed } from './deployed';
import { knownValues } from './known-values';
import { listen, type Heard, type Listener } from './listener';
import { suggest } from '../../suggest';
import type { ScenarioFile, ScenarioRequest, SentMessage } from '../scenario';

const WITHIN_MS = 20_000;
const POLL_MS = 100;

/** A message or requests go through the deployed services: what they leave behind is looked for, and removed again. */
export function scenarioOf(scenario: ScenarioFile): CheckGroup {
  return { name: scenario.name, needs: needsOf(scenario), whyMissing, prepare: (deployed) => prepare(scenario, deployed) };
}

function needsOf({ sent, requests, events, items, afterwards }: ScenarioFile): string[] {
  return [
    ...sent ? [queueUrl(sent)] : [],
    ...requests.length + afterwards.length > 0 ? ['api-gateway.HttpApiId', ...CALLERS_NEED] : [],
    ...new Set(items.map(tableName)),
    ...events.length > 0 ? ['eventbridge.EventBusName'] : [],
  ];
}

/** A scenario names what it needs, so that a misspelled name fails the run rather than being passed over. */
function whyMissing(need: string, { keys, exports, nameOf, owners }: Deployed): string {
  const [, queue] = /^sqs\.(.+)QueueUrl$/.exec(need) ?? [];
  if (queue !== undefined) return `no queue ${JSON.stringify(queue)}; ${suggest(queue, without('QueueUrl', keys('sqs', /QueueUrl$/)))}`;
  const [, table] = /^dynamodb\.(.+)TableName$/.exec(need) ?? [];
  if (table === undefined) return `the app has no ${need.split('.')[0]}: there is no export ${nameOf(need)}`;
  const services = owners(need);
  if (services.length > 1) return `${services.length} services have a table ${JSON.stringify(table)}: ${services.join(', ')}; name its service, for example "table": "${services[0]}.${table}"`;
  const others = exports.flatMap(({ name }) => /-(\w+TableName)$/.exec(name)?.[1] ?? []);
  return `no table ${JSON.stringify(table)}; ${suggest(table, [...new Set(without('TableName', [...keys('dynamodb', /TableName$/), ...others]))])}`;
}

const without = (end: string, keys: readonly string[]): string[] => keys.map((key) => key.slice(0, -end.length));

const queueUrl = ({ queue }: SentMessage) => `sqs.${queue}QueueUrl`;
const tableName = ({ table }: { readonly table: string }) => `dynamodb.${table}TableName`;

function prepare({ sent, requests, events, items, afterwards }: ScenarioFile, deployed: Deployed): ReturnType<CheckGroup['prepare']> {
  const known = knownValues();
  const people = callers(deployed);
  const heard: Heard[] = [];
  let listener: Listener | undefined;

  const startListening = async () => {
    if (listener || events.length === 0) return;
    const { value: bus, region } = deployed.get('eventbridge.EventBusName');
    listener = await listen(deployed.client(region), bus, events.map(({ source }) => source));
  };
  const sending = (message: SentMessage): Check => ({
    name: `a message is sent to ${message.queue}`,
    run: async () => {
      await startListening();
      const { value: QueueUrl, region } = deployed.get(queueUrl(message));
      const sqs = new SQSClient({ ...deployed.client(region), useQueueUrlAsEndpoint: false });
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageGroupId: randomUUID(), MessageBody: JSON.stringify(message.message) }));
    },
  });
  const asking = (request: ScenarioRequest): Check => ({
    name: `${request.route} by ${whoAsks(request)} is answered ${request.status}`,
    run: async () => {
      await startListening();
      const { route, body } = known.fill({ route: request.route, body: request.body });
      const token = request.as && await people.token(request.as);
      const answer = await callApi({ endpoint: deployed.endpoint, apiId: deployed.get('api-gateway.HttpApiId').value, route, body, token });
      expectStatus(answer, request.status);
      known.learn(answer.body);
    },
  });
  const published = events.map(({ source, detailType }): Check => ({
    name: `${source} says "${detailType}"`,
    run: async () => until(async () => {
      heard.push(...await listener?.hear() ?? []);
      return heard.some((event) => event.source === source && event.detailType === detailType);
    }, () => `heard: ${heard.map((event) => event.detailType).join(', ') || 'nothing'}`),
  }));
  const rows = items.map((item) => {
    const { value: TableName, region } = deployed.get(tableName(item));
    const request = () => ({ TableName, Key: attributes(known.fill(item.key)) });
    return { item, request, database: new DynamoDBClient(deployed.client(region)) };
  });
  const written = rows.map(({ item, request, database }): Check => ({
    name: `${item.table} holds ${Object.values(item.key).join(', ')}`,
    run: async () => {
      const holds = known.fill(item.holds);
      let found: Record<string, AttributeValue> | undefined;
      await until(async () => {
        found = (await database.send(new GetItemCommand({ ...request(), ConsistentRead: true }))).Item;
        return found !== undefined && Object.entries(holds).every(([attribute, value]) => found?.[attribute]?.S === value);
      }, () => `found ${JSON.stringify(found) ?? 'nothing'}`);
    },
  }));
  return {
    checks: [...sent ? [sending(sent)] : [], ...requests.map(asking), ...published, ...written, ...afterwards.map(asking)],
    cleanUp: async () => {
      await listener?.stop();
      await people.leave();
      await Promise.all(rows.map(async ({ request, database }) => database.send(new DeleteItemCommand(request()))));
    },
  };
}

function whoAsks({ as: groups }: ScenarioRequest): string {
  if (groups === undefined) return 'nobody';
  return groups.length === 0 ? 'a user' : `a user of ${groups.join(' and ')}`;
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
