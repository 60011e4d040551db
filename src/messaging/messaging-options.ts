import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupSecurityOptions } from '../stage';

/** What holds for everything that carries a message. */
export interface ListBackupMessagingOptions extends ListBackupSecurityOptions {
  /**
   * What becomes of queues, bus, archive and log group when they leave the stack. Destroying a production stage's data is possible
   * only by saying so here, and synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A customer-managed key for messages and events. Grants on a queue include the key; the key's policy admits EventBridge and
   * CloudWatch Logs where the key belongs to this app.
   *
   * @default - the keys that SQS, EventBridge and CloudWatch Logs own, at no cost; with `security` HARDENED a key for the queues and one
   * for the bus with what belongs to it
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption.html
   */
  readonly encryptionKey?: IKey;
}
