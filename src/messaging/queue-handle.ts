import { Duration } from 'aws-cdk-lib';
import { IQueue } from 'aws-cdk-lib/aws-sqs';

/** A FIFO queue under the ListBackup conventions, whether this app made it or another did. */
export interface IListBackupQueue extends IQueue {
  /** Where a message goes that was received `maxReceiveCount` times and never deleted. A FIFO queue too. */
  readonly deadLetterQueue: IQueue;

  /** For how long a received message is hidden from other consumers. A consumer that takes longer sees its message again. */
  readonly visibilityTimeout: Duration;

  /** How often a message is received before it goes to the dead-letter queue. */
  readonly maxReceiveCount: number;

  /** How many functions consume the queue at once, at the most. */
  readonly maxConcurrency: number;

  /** How many messages a function is given at once, at the most. */
  readonly batchSize: number;

  /** The environment variable in which the services read this queue's URL, for example `SYNC_QUEUE_URL`. */
  readonly environmentVariable: string;
}
