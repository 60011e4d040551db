import { IConstruct } from 'constructs';
import { IListBackupQueue } from './queue-handle';

/** The queues of a stage, whether this app made them or another did. */
export interface IListBackupQueues extends IConstruct {
  /** `sync`, high priority: Synchronizations of a source with its platform. */
  readonly sync: IListBackupQueue;

  /** `backup`, high priority: Backups of a source. */
  readonly backup: IListBackupQueue;

  /** `export`, medium priority: Exports that a user asked for. */
  readonly export: IListBackupQueue;

  /** `analytics`, low priority: Figures that are worked out in the background. */
  readonly analytics: IListBackupQueue;

  /** `maintenance`, low priority: Housekeeping in the background. */
  readonly maintenance: IListBackupQueue;

  /** `alert`, critical: Alerts that someone has to see at once. */
  readonly alert: IListBackupQueue;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupQueue[];

  /**
   * The queue of that name in the catalogue, for example `Sync`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has none of that name; the message lists those it has.
   */
  byName(name: string): IListBackupQueue;
}
