import { IConstruct } from 'constructs';
import { IListBackupSecret } from './secret-handle';

/** The secrets of a stage, whether this app made them or another did. */
export interface IListBackupSecrets extends IConstruct {
  /** All of them, in the order in which they were given. */
  readonly all: IListBackupSecret[];

  /**
   * The secret of that name, for example `stripe`.
   *
   * @param name its name as it was given, such as `stripe`.
   * @throws when there is none of that name; the message lists those there are.
   */
  byName(name: string): IListBackupSecret;
}
