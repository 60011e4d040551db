import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientConfig } from '../../src/session';
import { listExports } from '../../src/session/exports';
import { user } from '../../src/up/checks/user';

/** A running stage with the example services. */
export interface Stage {
  readonly config: ClientConfig;
  /** The address of its API. */
  readonly api: string;
}

/** How many users start jobs. Jobs of one user run one after another. */
const USERS = 20;
/** Requests that are under way at the same time. */
const CLIENTS = 8;
const TRIES = 20;
/** Each of so many requests is sent twice, and each of so many jobs is no job. */
const TWICE = 20;
const POISON = 50;
/** A failed message comes back after this time, which is longer than a run of the function takes. */
const VISIBILITY_SECONDS = 5;
/** Longer than all tries of a message or an event take, also on a busy machine. */
const SETTLED_SECONDS = 60;
const POLL_MS = 500;
/** Looking takes a tenth of the time. */
const LOOKS_SELDOM = 9;

/** Counts and IDs of what was asked for. */
export interface Asked {
  /** IDs of the jobs that the API accepted. */
  readonly accepted: ReadonlySet<string>;
  readonly poison: number;
  readonly twice: number;
  /** Requests that failed and were sent again. */
  readonly failed: number;
}

/** IDs of the jobs by where they are at the end; an ID is as often there as it was found. */
export interface Found {
  readonly jobs: readonly string[];
  readonly logs: readonly string[];
  readonly notified: readonly string[];
  /** Bodies of the messages in the dead-letter queue. */
  readonly dead: readonly string[];
  /** Bodies of the events that no function could take. */
  readonly undelivered: readonly string[];
}

async function exportsOf(config: ClientConfig): Promise<(name: string) => string> {
  const exported = new Map((await listExports(config)).map(({ name, value }) => [name, value]));
  return (name) => {
    const value = exported.get(`listbackup-infrastructure-${name}`);
    if (value === undefined) throw new Error(`no export ${name}`);
    return value;
  };
}

/** Starts jobs by the API, until there are so many or the time is over. */
export async function startJobs({ config, api }: Stage, limits: { readonly jobs: number; readonly seconds: number }): Promise<Asked> {
  const valueOf = await exportsOf(config);
  const queues = new SQSClient(config);
  const QueueUrl = valueOf('sqs-dev-SyncQueueUrl');
  await queues.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(VISIBILITY_SECONDS) } }));
  const tokens = await Promise.all(Array.from({ length: USERS }, async () => {
    const someone = user({ config, userPoolId: valueOf('cognito-dev-CognitoUserPoolId'), clientId: valueOf('cognito-dev-CognitoUserPoolClientId') });
    await someone.signUp();
    await someone.confirm();
    return someone.signIn();
  }));
  const accepted = new Set<string>();
  let [next, poison, twice, failed] = [0, 0, 0, 0];
  const until = Date.now() + limits.seconds * 1000;

  const start = async (index: number): Promise<string> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const response = await fetch(`${api}/jobs`, {
        method: 'POST',
        headers: { 'authorization': `Bearer ${tokens[index % USERS]}`, 'content-type': 'application/json', 'idempotency-key': `job-${index}` },
        body: JSON.stringify({ sourceId: `source-${index}` }),
      });
      const answer = await response.text();
      if (response.status === 202) return (JSON.parse(answer) as { jobId: string }).jobId;
      if (response.status < 500) throw new Error(`POST /jobs was answered ${response.status}: ${answer}`);
      failed += 1;
    }
    throw new Error(`POST /jobs failed ${TRIES} times`);
  };
  const client = async (): Promise<void> => {
    while (next < limits.jobs && Date.now() < until) {
      const index = next;
      next += 1;
      if (index % POISON === 1) {
        const group = { MessageGroupId: `poison-${index}`, MessageDeduplicationId: `poison-${index}` };
        await queues.send(new SendMessageCommand({ QueueUrl, ...group, MessageBody: JSON.stringify({ jobId: `poison-${index}` }) }));
        poison += 1;
        continue;
      }
      accepted.add(await start(index));
      if (index % TWICE === 2) {
        accepted.add(await start(index));
        twice += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { accepted, poison, twice, failed };
}

/** Waits until as many jobs ended as were asked for, or nothing has changed for longer than all tries of a message take. */
export async function whenSettled({ config }: Stage, { accepted, poison }: Asked): Promise<Found> {
  const valueOf = await exportsOf(config);
  const tables = new DynamoDBClient(config);
  const queues = new SQSClient(config);
  const dead: string[] = [];
  const undelivered: string[] = [];
  let [ended, since] = [0, Date.now()];
  for (;;) {
    const began = Date.now();
    dead.push(...await drained(queues, valueOf('sqs-dev-SyncDeadLetterQueueUrl')));
    undelivered.push(...await drained(queues, valueOf('eventbridge-dev-EventsDeadLetterQueueUrl')));
    const notified = await column(tables, valueOf('dynamodb-dev-NotificationsTableName'), 'notificationId');
    const now = notified.length + dead.length + undelivered.length;
    if (now !== ended) [ended, since] = [now, Date.now()];
    if (ended >= accepted.size + poison || Date.now() - since > SETTLED_SECONDS * 1000) {
      const jobs = await column(tables, valueOf('dynamodb-dev-JobsTableName'), 'jobId');
      const logs = await column(tables, valueOf('dynamodb-dev-JobLogsTableName'), 'jobId');
      return { jobs, logs, notified: notified.map((id) => id.replace(/-completed$/, '')), dead, undelivered };
    }
    await sleep(Math.max(POLL_MS, LOOKS_SELDOM * (Date.now() - began)));
  }
}

/** The longest that SQS hides a message. */
const READ_ONCE_SECONDS = 43_200;

async function drained(queues: SQSClient, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({
      QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: READ_ONCE_SECONDS, WaitTimeSeconds: 0,
    }));
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
}

async function column(client: DynamoDBClient, TableName: string, name: string): Promise<string[]> {
  const values: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ProjectionExpression: '#name', ExpressionAttributeNames: { '#name': name } })) {
    values.push(...Items.map((item) => item[name]?.S ?? ''));
  }
  return values;
}
