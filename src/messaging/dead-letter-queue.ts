import { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueBase, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { createQueue, QueueSpec, requireTls } from './queue-resource';

/**
 * A queue for what could not be handled or delivered.
 *
 * @internal
 */
export class DeadLetterQueue extends QueueBase {
  public readonly queueArn: string;
  public readonly queueUrl: string;
  public readonly queueName: string;
  public readonly encryptionMasterKey?: IKey;
  public readonly encryptionType?: QueueEncryption;
  public readonly fifo: boolean;

  protected readonly autoCreatePolicy: boolean = true;

  public constructor(scope: Construct, id: string, spec: QueueSpec) {
    super(scope, id);
    const names = createQueue(this, spec);
    this.queueArn = names.queueArn;
    this.queueUrl = names.queueUrl;
    this.queueName = names.queueName;
    this.encryptionMasterKey = spec.encryptionKey;
    this.encryptionType = encryptionType(spec.encryptionKey);
    this.fifo = spec.properties.fifoQueue === true;
    requireTls(this, spec.logicalId);
  }
}

export function encryptionType(key: IKey | undefined): QueueEncryption {
  return key ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED;
}
