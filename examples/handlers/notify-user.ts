import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

interface JobEvent {
  readonly detail: { readonly jobId: string; readonly accountId: string; readonly userId: string };
}

const KEEP_DAYS = 90;

const tables = new DynamoDBClient({});

/** Tells a user that a job is done. An event that comes twice leaves one notification. */
export async function handler({ detail }: JobEvent): Promise<void> {
  const now = new Date();
  await tables.send(new PutItemCommand({
    TableName: process.env.NOTIFICATIONS_TABLE,
    Item: {
      notificationId: { S: `${detail.jobId}-completed` },
      userId: { S: detail.userId },
      accountId: { S: detail.accountId },
      createdAt: { S: now.toISOString() },
      message: { S: `Backup ${detail.jobId} is complete` },
      ttl: { N: String(Math.floor(now.getTime() / 1000) + KEEP_DAYS * 24 * 3600) },
    },
  }));
}
