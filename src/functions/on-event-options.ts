import { IListBackupEventBus } from '../messaging/event-bus-handle';

/**
 * Which of a rule's events a function is called for.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface ListBackupOnEventOptions {
  /**
   * Some of the rule's detail types, such as `ListBackupDetailType.JOB_COMPLETED`.
   *
   * @default - all that the rule matches
   */
  readonly detailTypes?: string[];

  /**
   * The bus that the events come over. Needed where its queue for undeliverable events has a key, which the function then may use.
   *
   * @default - the stage's bus, by its name
   */
  readonly eventBus?: IListBackupEventBus;
}
