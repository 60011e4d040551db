import { ListBackupEncryptedFromStageProps } from '../exports';

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
export interface ListBackupTableFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * The service that owns the table, as the table was made with.
   *
   * @default 'listbackup-infrastructure-dynamodb'
   */
  readonly service?: string;

  /**
   * The last part of the table's name, as the table was made with.
   *
   * @default - the construct's id in kebab case: `ApiTokens` becomes `api-tokens`
   */
  readonly name?: string;

  /**
   * The environment variable in which a service reads the table's name.
   *
   * @default - the name in upper case, and `_TABLE`: `API_TOKENS_TABLE`
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
   * Whether the table has a stream.
   *
   * @default false
   */
  readonly hasStream?: boolean;
}
