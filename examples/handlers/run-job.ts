import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

interface Job {
  readonly jobId: string;
  readonly accountId: string;
  readonly userId: string;
  readonly sourceId: string;
}

interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

const LOG_DAYS = 30;

const tables = new DynamoDBClient({});
const events = new EventBridgeClient({});
const { JOBS_TABLE, JOB_LOGS_TABLE, EVENT_BUS_NAME } = process.env;

/** Runs each job of the batch. What fails is given back, and after its last try ends in the dead-letter queue. */
export async function handler(event: QueueEvent): Promise<BatchResponse> {
  const failures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    // In order, and nothing of a group after a failure: that is what a FIFO queue is for.
    if (failures.length > 0 || !(await succeeds(() => run(body)))) failures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures: failures };
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    console.error(JSON.stringify({ message: 'the job failed', error: String(error) }));
    return false;
  }
}

/** The same message twice writes the same items: a queue delivers at least once. */
async function run(body: string): Promise<void> {
  const job = requireJob(JSON.parse(body));
  const now = new Date();
  await tables.send(new PutItemCommand({
    TableName: JOBS_TABLE,
    Item: { ...strings(job), status: { S: 'completed' }, createdAt: { S: now.toISOString() } },
  }));
  await tables.send(new PutItemCommand({
    TableName: JOB_LOGS_TABLE,
    Item: {
      ...strings({ logId: `${job.jobId}-completed`, jobId: job.jobId, message: 'Backup completed' }),
      timestamp: { N: String(now.getTime()) },
      ttl: { N: String(Math.floor(now.getTime() / 1000) + LOG_DAYS * 24 * 3600) },
    },
  }));
  const { FailedEntryCount } = await events.send(new PutEventsCommand({
    Entries: [{ EventBusName: EVENT_BUS_NAME, Source: 'listbackup.jobs', DetailType: 'Job Completed', Detail: JSON.stringify(job) }],
  }));
  if (FailedEntryCount) throw new Error('the event bus did not take the event');
}

function requireJob(value: unknown): Job {
  const job = value as Partial<Job> | null;
  for (const key of ['jobId', 'accountId', 'userId', 'sourceId'] as const) {
    if (typeof job?.[key] !== 'string' || job[key] === '') throw new Error(`a job needs ${key}`);
  }
  const { jobId, accountId, userId, sourceId } = job as Job;
  return { jobId, accountId, userId, sourceId };
}

function strings(values: object): Record<string, { S: string }> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { S: String(value) }]));
}
