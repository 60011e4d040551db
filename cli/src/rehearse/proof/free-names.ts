import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { StageChange } from '../../plan/compare';
import { hasSymbol } from '../../template';
import type { ClientOf } from '../test-data';

/** Asks for a resource by its name. An error with one of these names means that it doesn't exist. */
interface Question {
  readonly ask: (name: string, region: string, clientOf: ClientOf) => Promise<unknown>;
  readonly none: readonly string[];
}

/** Checks for existing resources with data, which the emulator would empty when it creates another one under the same name. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  'AWS::DynamoDB::Table': {
    ask: async (TableName, region, clientOf) => new DynamoDBClient(clientOf(region)).send(new DescribeTableCommand({ TableName })),
    none: ['ResourceNotFoundException'],
  },
  'AWS::SQS::Queue': {
    ask: async (QueueName, region, clientOf) => new SQSClient(clientOf(region)).send(new GetQueueUrlCommand({ QueueName })),
    none: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
  },
  'AWS::S3::Bucket': {
    ask: async (Bucket, region, clientOf) => new S3Client({ ...clientOf(region), forcePathStyle: true }).send(new HeadBucketCommand({ Bucket })),
    none: ['NotFound', 'NoSuchBucket'],
  },
};

/** The names that a step would make something under, and that somebody has already; a line each. */
export async function namesTaken(change: StageChange, regionOf: (stack: string) => string, clientOf: ClientOf): Promise<readonly string[]> {
  const added = change.stacks.flatMap(({ stack, resources }) => resources.filter(({ kind }) => kind === 'added').map(({ type, logicalId, after }) => (
    { stack, type, logicalId, name: after?.name })));
  const lines = await Promise.all(added.map(async ({ stack, type, logicalId, name }) => {
    const question = QUESTIONS[type];
    if (!question || name === undefined || hasSymbol(name)) return [];
    return await exists(question, name, regionOf(stack), clientOf) ? [`${type} ${logicalId} of ${stack} would be made over ${name}, which is there already`] : [];
  }));
  return lines.flat();
}

async function exists({ ask, none }: Question, name: string, region: string, clientOf: ClientOf): Promise<boolean> {
  try {
    await ask(name, region, clientOf);
    return true;
  } catch (error) {
    if (error instanceof Error && none.includes(error.name)) return false;
    throw error;
  }
}
