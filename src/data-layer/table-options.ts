import { RemovalPolicy } from 'aws-cdk-lib';
import { Attribute, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupTableCapacity } from './table-capacity';
import { ListBackupEncryptedFromStageProps, ListBackupExportNamesOptions } from '../exports';
import { ListBackupSecurityOptions } from '../stage';
import { requireKey, requireTexts } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { requireVariable } from '../validation/names';
import { requireAttribute, requireBoolean, requireList, requireOneOf, requireText } from '../validation/values';

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

/** Options that set a table's protection and cost. */
export interface ListBackupTableOptions extends ListBackupSecurityOptions {
  /**
   * Removal policy of the table when it leaves the stack. To destroy a production stage's data, you must set `DESTROY` here. Synthesis then warns
   * (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Makes DynamoDB refuse to delete the table.
   *
   * @default - on in production and staging, off in development
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Turns on point-in-time recovery: the table can be restored to any second of the last days.
   *
   * @default - on in production and staging, off in development; on wherever `pointInTimeRecoveryDays` is given
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
   */
  readonly pointInTimeRecovery?: boolean;

  /**
   * Number of days back to which the table can be restored: 1 to 35.
   *
   * @default - 35 in production and wherever recovery is switched on by `pointInTimeRecovery`, 7 in staging
   */
  readonly pointInTimeRecoveryDays?: number;

  /**
   * A customer-managed key for the items. Grants on the table include the key.
   *
   * @default - the key that DynamoDB owns, at no cost; with `security` HARDENED the service's own key
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
   */
  readonly encryptionKey?: IKey;

  /**
   * Turns on CloudWatch Contributor Insights, which shows the most used keys, at a price per event.
   *
   * @default false
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights.html
   */
  readonly contributorInsights?: boolean;
}

/** The catalogue's tables of a stage that were deployed. */
export interface ListBackupTablesFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * The names of further indexes that the tables were deployed with (`indexes`), by table name: `{ RateLimits: ['CallerIndex'] }`.
   * Grants reach the indexes of a table that has any.
   *
   * @default - the catalogue's indexes
   */
  readonly indexNames?: { [table: string]: string[] };
}

/** A service's own table that was deployed. */
export interface ListBackupTableFromStageProps extends ListBackupEncryptedFromStageProps, ListBackupExportNamesOptions {
  /**
   * Service that owns the table, as in the table's own props.
   *
   * @default 'listbackup-infrastructure-dynamodb'
   */
  readonly service?: string;

  /**
   * Last part of the table's name, as in the table's own props.
   *
   * @default - the construct's id in kebab case: `ApiTokens` becomes `api-tokens`
   */
  readonly name?: string;

  /**
   * The whole name of the table, if it was created with one.
   *
   * @default - `listbackup-{stage}-{name}`
   */
  readonly tableName?: string;

  /**
   * Set to true if the table was created with `awsManagedKey`. Can't be combined with `encryptionKey`.
   *
   * @default false
   */
  readonly awsManagedKey?: boolean;

  /**
   * The environment variable in which a service reads the table's name.
   *
   * @default - the name in upper case, and `_TABLE`: `API_TOKENS_TABLE`. With `tableName`, the construct's id takes the place of the name
   */
  readonly environmentVariable?: string;

  /**
   * The names of its global secondary indexes. Grants reach the indexes of a table that has any.
   *
   * @default - the table has none
   */
  readonly indexNames?: string[];

  /**
   * The attribute by which its items expire.
   *
   * @default - items do not expire
   */
  readonly timeToLiveAttribute?: string;

  /**
   * Set to true if the table has a stream.
   *
   * @default false
   */
  readonly hasStream?: boolean;
}

/** The options that decide a table's name. */
export interface OwnTableNaming {
  readonly name?: string;
  readonly tableName?: string;
}

/** Refuses two keys for one table. */
export function requireAwsManagedKey({ awsManagedKey, encryptionKey }: { readonly awsManagedKey?: boolean; readonly encryptionKey?: IKey }): void {
  requireBoolean('awsManagedKey', awsManagedKey);
  if (awsManagedKey && encryptionKey !== undefined) invalid('awsManagedKey', true, 'can\'t be combined with encryptionKey', 'Remove one of them.');
}

/** Table options other than keys. */
export interface TableWishes extends ListBackupTableOptions {
  readonly capacity?: ListBackupTableCapacity;
  readonly environmentVariable?: string;
  readonly indexes?: ListBackupTableIndex[];
  readonly resourcePolicy?: PolicyDocument;
  readonly stream?: StreamViewType;
  readonly timeToLiveAttribute?: string;
}

/** Refuses what DynamoDB would refuse at deployment, or CDK with a message about its own insides. */
export function requireTable(wishes: TableWishes): void {
  for (const name of ['contributorInsights', 'deletionProtection', 'pointInTimeRecovery'] as const) requireBoolean(name, wishes[name]);
  requireKey('encryptionKey', wishes.encryptionKey);
  requireVariable(wishes.environmentVariable, 'HOOKS_TABLE');
  requireTimeToLive(wishes.timeToLiveAttribute);
  requireOneOf('stream', wishes.stream, Object.values(StreamViewType));
  requireAttribute('capacity', wishes.capacity, '_provisioned', 'a ListBackupTableCapacity', 'ListBackupTableCapacity.onDemand()');
  requireAttribute('resourcePolicy', wishes.resourcePolicy, 'addStatements', 'a policy document', 'new iam.PolicyDocument(…)');
  requireList('indexes', wishes.indexes, '[{ indexName: "ByUrl", partitionKey: { name: "url", type: AttributeType.STRING } }]');
  for (const index of wishes.indexes ?? []) requireTexts('indexes.nonKeyAttributes', index?.nonKeyAttributes, '["at"]');
}

/** Refuses what is no name of an attribute. Accepts `undefined`. */
export function requireTimeToLive(attribute: string | undefined): void {
  requireText('timeToLiveAttribute', attribute, /^[^]{1,255}$/, 'must have 1 to 255 characters', 'For example: "expiresAt".');
}
