import { ListBackupQueueSettings } from './queue-options';
import { ListBackupEncryptedFromStageProps } from '../exports';

/** The catalogue's queues of a stage that were deployed. */
export interface ListBackupQueuesFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * The figures that single queues were deployed with, by queue name: `{ Sync: { visibilityTimeout: Duration.minutes(10) } }`. Whoever
   * attaches a function is told these.
   *
   * @default - the catalogue's figures
   */
  readonly queueSettings?: { [queue: string]: ListBackupQueueSettings };
}

/** A service's own queue that was deployed, with the figures that it was deployed with. */
export interface ListBackupQueueFromStageProps extends ListBackupEncryptedFromStageProps, ListBackupQueueSettings {
  /**
   * The service that owns the queue, as the queue was made with.
   *
   * @default 'listbackup-infrastructure-sqs'
   */
  readonly service?: string;

  /**
   * The middle of the queue's name, as the queue was made with.
   *
   * @default - the construct's id in kebab case: `WebhookCalls` becomes `webhook-calls`
   */
  readonly name?: string;

  /**
   * The environment variable in which a service reads the queue's URL.
   *
   * @default - the name in upper case, and `_QUEUE_URL`: `WEBHOOK_CALLS_QUEUE_URL`
   */
  readonly environmentVariable?: string;
}
