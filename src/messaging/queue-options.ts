import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueRow } from '../catalogue/queues';
import { ListBackupEncryptedFromStageProps, ListBackupExportNamesOptions } from '../exports';
import { ListBackupSecurityOptions } from '../stage';
import { requireInteger } from '../validation/invalid';
import { requireDuration, requireObject } from '../validation/values';

/** Options that queues, buses and topics share. */
export interface ListBackupMessagingOptions extends ListBackupSecurityOptions {
  /**
   * Removal policy of queues, bus, archive and log group when they leave the stack. To destroy those of a production stage, you must set
   * `DESTROY` here. Synthesis then warns (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Customer-managed key for messages and events. Grants on a queue include the key. If this app owns the key, its policy allows
   * EventBridge and CloudWatch Logs to use it.
   *
   * @default - the keys that SQS, EventBridge and CloudWatch Logs own, at no cost; with `security` HARDENED one key for the queues and
   *   one for the bus, its archive and its logs
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption.html
   */
  readonly encryptionKey?: IKey;
}

/** Options of a queue and its dead-letter queue, and of all of the catalogue's queues. */
export interface ListBackupQueueOptions extends ListBackupMessagingOptions {
  /**
   * Turns on high throughput for FIFO queues: throughput and deduplication count per message group instead of per queue. This allows thousands of
   * messages per second. The same content in another group counts as a new message.
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
   * Time for which a received message is hidden from other consumers: 0 seconds to 12 hours. A consumer must finish within it.
   *
   * @default - the catalogue's; 5 minutes for a queue of your own
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
   */
  readonly visibilityTimeout?: Duration;

  /**
   * Number of times that a message is received before it moves to the dead-letter queue: 1 to 1000.
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
   * Maximum number of concurrent function instances that consume the queue: 2 to 1000. The queue itself doesn't enforce this value; the event
   * source mapping of an attached function does.
   *
   * @default - the catalogue's; 10 for a queue of your own
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly maxConcurrency?: number;

  /**
   * Maximum number of messages that a function gets per call: 1 to 10. The queue itself doesn't enforce this value; the event source
   * mapping of an attached function does.
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

/** The catalogue's queues of a stage that were deployed. */
export interface ListBackupQueuesFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * Settings with which single queues were deployed, by queue name: `{ Sync: { visibilityTimeout: Duration.minutes(10) } }`. Functions that
   * you attach use these settings.
   *
   * @default - the catalogue's settings
   */
  readonly queueSettings?: { [queue: string]: ListBackupQueueSettings };
}

/** A service's own queue that was deployed, with the figures that it was deployed with. */
export interface ListBackupQueueFromStageProps extends ListBackupEncryptedFromStageProps, ListBackupQueueSettings, ListBackupExportNamesOptions {
  /**
   * Service that owns the queue, as in the queue's own props.
   *
   * @default 'listbackup-infrastructure-sqs'
   */
  readonly service?: string;

  /**
   * Type of the queue, as in the queue's own props: FIFO, or standard if false.
   *
   * @default true
   */
  readonly fifo?: boolean;

  /**
   * Middle part of the queue's name, as in the queue's own props.
   *
   * @default - the construct's id in kebab case: `WebhookCalls` becomes `webhook-calls`
   */
  readonly name?: string;

  /**
   * The whole name of the queue, if it was created with one.
   *
   * @default - `listbackup-{name}-queue-{stage}.fifo`
   */
  readonly queueName?: string;

  /**
   * The whole name of the dead-letter queue. Required with `queueName`, and only then.
   *
   * @default - `listbackup-{name}-dlq-{stage}.fifo`
   */
  readonly deadLetterQueueName?: string;

  /**
   * The environment variable in which a service reads the queue's URL.
   *
   * @default - the name in upper case, and `_QUEUE_URL`: `WEBHOOK_CALLS_QUEUE_URL`. With `queueName`, the construct's id takes the place
   *   of the name
   */
  readonly environmentVariable?: string;
}

const TWELVE_HOURS = 43_200;
const FOURTEEN_DAYS = 1_209_600;

/** Default settings of a queue that isn't in the catalogue: short waits, and three attempts per message. */
const OWN_QUEUE: Required<ListBackupQueueSettings> = {
  visibilityTimeout: Duration.minutes(5),
  maxReceiveCount: 3,
  receiveMessageWaitTime: Duration.seconds(20),
  retentionPeriod: Duration.days(14),
  maxConcurrency: 10,
  batchSize: 1,
};

/** A queue's figures, in SQS's units. */
export interface QueueFigures {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly waitSeconds: number;
  readonly retentionSeconds: number;
  readonly maxConcurrency: number;
  readonly batchSize: number;
}

/** The figures of a queue of the catalogue: the caller's where given, the row's otherwise. */
export function settingsOf(key: string, row: QueueRow, given?: ListBackupQueueSettings): ListBackupQueueSettings {
  const asked = given ?? {};
  requireObject(`queueSettings.${key}`, given, 'must be an options object', 'For example: { maxReceiveCount: 5 }.');
  return orElse(asked, {
    visibilityTimeout: Duration.seconds(row.visibilitySeconds),
    maxReceiveCount: row.maxReceiveCount,
    receiveMessageWaitTime: Duration.seconds(row.waitSeconds),
    retentionPeriod: Duration.days(row.retentionDays),
    maxConcurrency: row.maxConcurrency,
    batchSize: row.batchSize,
  });
}

/** Refuses what SQS, or Lambda on its behalf, would refuse at deployment. @param within the option that holds the settings, with a dot after it. */
export function requireFigures(asked: ListBackupQueueSettings, within: string = ''): QueueFigures {
  const settings = orElse(asked, OWN_QUEUE);
  requireInteger(`${within}maxReceiveCount`, settings.maxReceiveCount, 1, 1000, 3);
  requireInteger(`${within}maxConcurrency`, settings.maxConcurrency, 2, 1000, 10);
  requireInteger(`${within}batchSize`, settings.batchSize, 1, 10, 1);
  return {
    visibilitySeconds: requireDuration(`${within}visibilityTimeout`, settings.visibilityTimeout, 'seconds', 0, TWELVE_HOURS, 300),
    maxReceiveCount: settings.maxReceiveCount,
    waitSeconds: requireDuration(`${within}receiveMessageWaitTime`, settings.receiveMessageWaitTime, 'seconds', 0, 20, 20),
    retentionSeconds: requireDuration(`${within}retentionPeriod`, settings.retentionPeriod, 'seconds', 60, FOURTEEN_DAYS, FOURTEEN_DAYS),
    maxConcurrency: settings.maxConcurrency,
    batchSize: settings.batchSize,
  };
}

/** A setting that is there but `undefined` was left out too. */
function orElse(asked: ListBackupQueueSettings, otherwise: Required<ListBackupQueueSettings>): Required<ListBackupQueueSettings> {
  return {
    visibilityTimeout: asked.visibilityTimeout ?? otherwise.visibilityTimeout,
    maxReceiveCount: asked.maxReceiveCount ?? otherwise.maxReceiveCount,
    receiveMessageWaitTime: asked.receiveMessageWaitTime ?? otherwise.receiveMessageWaitTime,
    retentionPeriod: asked.retentionPeriod ?? otherwise.retentionPeriod,
    maxConcurrency: asked.maxConcurrency ?? otherwise.maxConcurrency,
    batchSize: asked.batchSize ?? otherwise.batchSize,
  };
}
