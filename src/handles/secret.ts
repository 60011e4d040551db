import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';

/** A secret under the ListBackup conventions, created by this app or by another one. */
export interface IListBackupSecret extends ISecret {
  /** The environment variable in which the services read this secret's name, for example `STRIPE_SECRET_NAME`. Never its value. */
  readonly environmentVariable: string;
}

/** The secrets of a stage, whether this app made them or another did. */
export interface IListBackupSecrets extends IConstruct {
  /** All of them, in the order in which they were given. */
  readonly all: IListBackupSecret[];

  /**
   * The secret of that name, for example `stripe`.
   *
   * @param name its name as it was given, such as `stripe`.
   * @throws when no member has that name; the message lists the names.
   */
  byName(name: string): IListBackupSecret;
}
