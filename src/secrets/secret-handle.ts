import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** A secret under the ListBackup conventions, whether this app made it or another did. */
export interface IListBackupSecret extends ISecret {
  /** The environment variable in which the services read this secret's name, for example `STRIPE_SECRET_NAME`. Never its value. */
  readonly environmentVariable: string;
}
