import { Attribute } from 'aws-cdk-lib/aws-dynamodb';

/**
 * A global secondary index.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export interface ListBackupTableIndex {
  /** The index's name, unique within the table: 3 to 255 letters, digits, `_`, `.` and `-`. */
  readonly indexName: string;

  /** The partition key. */
  readonly partitionKey: Attribute;

  /**
   * The sort key.
   *
   * @default - the index has no sort key
   */
  readonly sortKey?: Attribute;

  /**
   * The attributes that are copied into the index besides its own and the table's keys.
   *
   * @default - every attribute of the item (projection `ALL`)
   */
  readonly nonKeyAttributes?: string[];
}
