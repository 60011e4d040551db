import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

interface ApiEvent {
  readonly pathParameters: { readonly jobId: string };
}

interface ApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const tables = new DynamoDBClient({});
const { JOBS_TABLE } = process.env;

/** Returns the status of a job. The route's authorizer has checked that the caller is support. */
export async function handler({ pathParameters: { jobId } }: ApiEvent): Promise<ApiResponse> {
  const { Item } = await tables.send(new GetItemCommand({ TableName: JOBS_TABLE, Key: { jobId: { S: jobId } } }));
  if (!Item) return answer(404, { message: `no job ${jobId}` });
  return answer(200, Object.fromEntries(Object.entries(Item).map(([name, { S }]) => [name, S])));
}

function answer(statusCode: number, body: object): ApiResponse {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
