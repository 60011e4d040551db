import { IConstruct } from 'constructs';
import { IListBackupEventRule } from './event-rule-handle';

/**
 * The rules of a stage's bus, whether this app made them or another did.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
 */
export interface IListBackupEventRules extends IConstruct {
  /** `data-sync`: Synchronizations of customers' data: started, completed, failed. */
  readonly dataSync: IListBackupEventRule;

  /** `job`: Runs of backups, syncs and exports. */
  readonly job: IListBackupEventRule;

  /** `user`: People: registered, signed in and out, password reset. */
  readonly user: IListBackupEventRule;

  /** `billing`: Usage, bills, payments and invoices. */
  readonly billing: IListBackupEventRule;

  /** `platform`: Connections to the SaaS platforms and their errors. */
  readonly platform: IListBackupEventRule;

  /** `system`: The services themselves: started, failed, healthy, in maintenance. */
  readonly system: IListBackupEventRule;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupEventRule[];

  /**
   * The rule of that name in the catalogue, for example `DataSync`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has none of that name; the message lists those it has.
   */
  byName(name: string): IListBackupEventRule;
}
