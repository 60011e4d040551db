/**
 * How a function is given a queue's messages.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface ListBackupConsumeOptions {
  /**
   * How many messages the function is given at once, at the most: 1 to 10, which is what Lambda allows for a FIFO queue.
   *
   * @default - the queue's `batchSize`
   */
  readonly batchSize?: number;

  /**
   * How many copies of the function work on the queue at once, at the most: 2 to 1000.
   *
   * @default - the queue's `maxConcurrency`
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly maxConcurrency?: number;

  /**
   * Whether Lambda reads the queue. Switched off, messages wait in it.
   *
   * @default true
   */
  readonly enabled?: boolean;
}
