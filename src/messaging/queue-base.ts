import { Duration } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue, QueueBase, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { IListBackupQueue } from './queue-handle';

/**
 * What created and imported queues share.
 *
 * @internal
 */
export abstract class ListBackupQueueBase extends QueueBase implements IListBackupQueue {
  public abstract override readonly queueArn: string;
  public abstract override readonly queueUrl: string;
  public abstract override readonly queueName: string;
  public abstract override readonly encryptionMasterKey?: IKey;
  public abstract override readonly encryptionType?: QueueEncryption;
  public abstract readonly deadLetterQueue: IQueue;
  public abstract readonly visibilityTimeout: Duration;
  public abstract readonly maxReceiveCount: number;
  public abstract readonly maxConcurrency: number;
  public abstract readonly batchSize: number;
  public abstract readonly environmentVariable: string;

  /** The conventions know FIFO queues only. */
  public override readonly fifo: boolean = true;
}
