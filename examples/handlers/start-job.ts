import { createHash, randomUUID } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import Ajv, { type JSONSchemaType } from 'ajv';

interface NewJob {
  readonly sourceId: string;
}

interface ApiEvent {
  readonly body?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: { readonly authorizer: { readonly jwt: { readonly claims: Readonly<Record<string, string>> } } };
}

interface ApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const NEW_JOB: JSONSchemaType<NewJob> = {
  type: 'object',
  properties: { sourceId: { type: 'string', pattern: '^[A-Za-z0-9-]{1,64}$' } },
  required: ['sourceId'],
  additionalProperties: false,
};

const ajv = new Ajv({ allErrors: true });
const isNewJob = ajv.compile(NEW_JOB);
const queues = new SQSClient({});
const { SYNC_QUEUE_URL } = process.env;

/** Accepts a job from any signed-in user, and leaves the work to the queue. The API itself checks no bodies. */
export async function handler({ body, headers, requestContext }: ApiEvent): Promise<ApiResponse> {
  const asked = parse(body);
  if (!isNewJob(asked)) return answer(400, { message: ajv.errorsText(isNewJob.errors, { dataVar: 'body' }) });

  const { claims } = requestContext.authorizer.jwt;
  // Whose job it is says the token, never the body. Users without `tenantAttributes` are accounts of their own.
  const accountId = claims['custom:accountId'] ?? claims.sub;
  const job = { jobId: jobIdOf(accountId, headers['idempotency-key']), accountId, userId: claims.sub, sourceId: asked.sourceId };
  await queues.send(new SendMessageCommand({
    QueueUrl: SYNC_QUEUE_URL, MessageGroupId: job.accountId, MessageDeduplicationId: job.jobId, MessageBody: JSON.stringify(job),
  }));
  return answer(202, job);
}

/** A request that is sent again with the same `Idempotency-Key` is the same job: the queue drops it, or the job writes the same items. */
function jobIdOf(accountId: string, key: string | undefined): string {
  return key === undefined ? randomUUID() : createHash('sha256').update(JSON.stringify([accountId, key])).digest('hex').slice(0, 32);
}

function parse(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

function answer(statusCode: number, body: object): ApiResponse {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
