import { ITable } from 'aws-cdk-lib/aws-dynamodb';

/** A table under the ListBackup conventions, whether this app made it or another did. */
export interface IListBackupTable extends ITable {
  /**
   * The environment variable in which the services read this table's name, for example `USER_ACCOUNTS_TABLE`.
   */
  readonly environmentVariable: string;

  /** The names of its global secondary indexes, in the catalogue's order. */
  readonly indexNames: string[];

  /**
   * The number attribute after whose time (in seconds since 1970) DynamoDB removes an item.
   *
   * @default - items do not expire
   */
  readonly timeToLiveAttribute?: string;
}
