import { Duration } from 'aws-cdk-lib';
import { ListBackupMessagingOptions } from './messaging-options';

/** What holds for a queue and its dead-letter queue, and for all of the catalogue's. */
export interface ListBackupQueueOptions extends ListBackupMessagingOptions {
  /**
   * Whether throughput and deduplication are counted by message group rather than by queue: up to thousands of messages a second,
   * and the same content counts as new in another group.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
   */
  readonly highThroughput?: boolean;
}

/**
 * The figures of one queue. For a queue of the catalogue, each overrides the catalogue's.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export interface ListBackupQueueSettings {
  /**
   * For how long a received message is hidden from other consumers: 0 seconds to 12 hours. A consumer may take no longer.
   *
   * @default - the catalogue's; 5 minutes for a queue of your own
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
   */
  readonly visibilityTimeout?: Duration;

  /**
   * How often a message is received before it goes to the dead-letter queue: 1 to 1000.
   *
   * @default - the catalogue's; 3 for a queue of your own
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
   */
  readonly maxReceiveCount?: number;

  /**
   * For how long a receive call waits for a message (long polling): 0 to 20 seconds.
   *
   * @default - the catalogue's; 20 seconds for a queue of your own
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
   */
  readonly receiveMessageWaitTime?: Duration;

  /**
   * For how long the queue and its dead-letter queue keep a message: 60 seconds to 14 days.
   *
   * @default - the catalogue's; 14 days for a queue of your own
   */
  readonly retentionPeriod?: Duration;

  /**
   * How many functions consume the queue at once, at the most: 2 to 1000. The queue only carries this to whoever attaches a function.
   *
   * @default - the catalogue's; 10 for a queue of your own
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly maxConcurrency?: number;

  /**
   * How many messages a function is given at once, at the most: 1 to 10. The queue only carries this to whoever attaches a function.
   *
   * @default - the catalogue's; 1 for a queue of your own
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
   */
  readonly batchSize?: number;
}

/** The options of all of the catalogue's queues. */
export interface ListBackupQueuesOptions extends ListBackupQueueOptions {
  /**
   * The figures of single queues, by queue name: `{ Sync: { maxReceiveCount: 5 } }`.
   *
   * @default - the catalogue's figures
   */
  readonly queueSettings?: { [queue: string]: ListBackupQueueSettings };
}
