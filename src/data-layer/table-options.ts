import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupSecurityOptions } from '../stage';

/** What protects a table, and what it costs. */
export interface ListBackupTableOptions extends ListBackupSecurityOptions {
  /**
   * What becomes of the table when it leaves the stack. Destroying a production stage's data is possible only by saying so here,
   * and synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether DynamoDB refuses to delete the table.
   *
   * @default - on in production and staging, off in development
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether the table can be restored to any second of the last days.
   *
   * @default - on in production and staging, off in development; on wherever `pointInTimeRecoveryDays` is given
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
   */
  readonly pointInTimeRecovery?: boolean;

  /**
   * How many days back the table can be restored: 1 to 35.
   *
   * @default - 35 in production and wherever recovery is switched on by `pointInTimeRecovery`, 7 in staging
   */
  readonly pointInTimeRecoveryDays?: number;

  /**
   * A customer-managed key for the items. Grants on the table include the key.
   *
   * @default - the key that DynamoDB owns, at no cost; with `security` HARDENED a key of the service's own
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether CloudWatch Contributor Insights shows the most used keys, at a price per event.
   *
   * @default false
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights.html
   */
  readonly contributorInsights?: boolean;
}
