import { Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';

/**
 * Options to process a table's stream.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export interface ListBackupStreamOptions {
  /**
   * Starting position of a new mapping: the oldest record in the stream (`TRIM_HORIZON`, up to 24 hours old), or the next record
   * (`LATEST`). With `LATEST`, Lambda can miss records written while the mapping is created.
   *
   * @default StartingPosition.TRIM_HORIZON
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
   */
  readonly startingPosition?: StartingPosition;

  /**
   * The largest number of records in one call: 1 to 10000.
   *
   * @default 100
   */
  readonly batchSize?: number;

  /**
   * Time for which Lambda gathers records before a call: 0 seconds to 5 minutes.
   *
   * @default - Lambda calls as soon as there are records
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Number of times that Lambda retries a failed batch before it goes to `onFailure`: 0 to 10000. Until then, Lambda processes no further
   * records of the shard.
   *
   * @default 3
   */
  readonly retryAttempts?: number;

  /**
   * The age up to which records are handled: 60 seconds to 7 days.
   *
   * @default - as long as the stream holds them, 24 hours
   */
  readonly maxRecordAge?: Duration;

  /**
   * Splits a failed batch in two to find the record that fails.
   *
   * @default true
   */
  readonly bisectBatchOnError?: boolean;

  /**
   * Number of batches of one shard that are processed at once: 1 to 10. Records of one item keep their order.
   *
   * @default 1
   */
  readonly parallelizationFactor?: number;

  /**
   * The queue for batches that failed for good: a standard queue, since Lambda sends no message group. It gets where the records are, not
   * the records.
   *
   * @default - the stage's queue for undeliverable events
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
   */
  readonly onFailure?: IQueue;

  /**
   * Patterns of records, as JSON texts, any of which a record must match: `{"eventName":["INSERT"]}`.
   *
   * @default - all records
   * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
   */
  readonly filters?: string[];

  /**
   * Makes Lambda read the stream.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The part of the logical ID that names the stream's table, for a function with `fromServerless`.
   *
   * @default - the table's physical name: Serverless uses what the ARN in `serverless.yml` names
   */
  readonly sourceName?: string;
}
