import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ImportedTables } from './imported-tables';
import { ListBackupTable } from './list-backup-table';
import { ListBackupTableCapacity } from './table-capacity';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from './table-catalogue';
import { ListBackupTablesFromStageProps } from './table-from-stage';
import { IListBackupTable } from './table-handle';
import { ListBackupTableIndex } from './table-index';
import { ListBackupTableOptions } from './table-options';
import { schemaOf } from './table-schema';
import { ListBackupTablesBase } from './tables-base';
import { IListBackupTables } from './tables-handle';
import { makesCatalogue, removalPolicyFor } from '../conventions';
import { ListBackupStage } from '../stage';
import { requireKnownKeys } from '../stage/refuse';
import { requireList } from '../stage/require';
import { requireStage } from '../stage/require-stage';

/** What can be chosen for the catalogue's tables. What is not given by table name holds for all of them. */
export interface ListBackupTablesOptions extends ListBackupTableOptions {
  /**
   * How capacity is bought, by table name: `{ Jobs: ListBackupTableCapacity.provisioned(…) }`.
   *
   * @default - on demand, without a limit
   */
  readonly capacity?: { [table: string]: ListBackupTableCapacity };

  /**
   * Further global secondary indexes, by table name. One index of a table is created a deployment.
   *
   * @default - the catalogue's indexes
   */
  readonly indexes?: { [table: string]: ListBackupTableIndex[] };

  /**
   * Resource policies, by table name.
   *
   * @default - none
   */
  readonly resourcePolicies?: { [table: string]: PolicyDocument };
}

/** The catalogue's tables. */
export interface ListBackupTablesProps extends ListBackupTablesOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The 23 DynamoDB tables of a stage, usable alone or as part of `ListBackupDataLayer`.
 *
 * @throws at synthesis when an option names a table that the catalogue does not have.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.html
 */
export class ListBackupTables extends ListBackupTablesBase {
  /**
   * The tables of a stage that another app or stack deployed. Only what is used stands in the consumer's template.
   *
   * @param scope where the handles stand.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupTablesFromStageProps): IListBackupTables {
    return new ImportedTables(scope, id, props);
  }

  private readonly created: Readonly<Record<TableKey, IListBackupTable>>;

  public constructor(scope: Construct, id: string, props: ListBackupTablesProps) {
    const stage = requireStage(props);
    super(scope, id);
    makesCatalogue(this);
    requireKnownKeys('capacity', props.capacity, TABLE_KEYS);
    requireKnownKeys('indexes', props.indexes, TABLE_KEYS);
    requireKnownKeys('resourcePolicies', props.resourcePolicies, TABLE_KEYS);
    // Here as well as in each table, so that it is warned of once.
    removalPolicyFor(this, stage, props.removalPolicy);

    for (const [key, indexes] of Object.entries(props.indexes ?? {})) requireList(`indexes of ${key}`, indexes, '[{ indexName: "ByUrl", partitionKey }]');

    const create = (key: TableKey): IListBackupTable => {
      const row: TableRow = TABLES[key];
      const schema = schemaOf(row);
      return new ListBackupTable(this, key, {
        stage,
        name: row.name,
        partitionKey: schema.partitionKey,
        sortKey: schema.sortKey,
        indexes: [...schema.indexes, ...props.indexes?.[key] ?? []],
        timeToLiveAttribute: row.timeToLive,
        stream: row.stream && StreamViewType[row.stream],
        capacity: props.capacity?.[key],
        resourcePolicy: props.resourcePolicies?.[key],
        removalPolicy: props.removalPolicy,
        deletionProtection: props.deletionProtection,
        pointInTimeRecovery: props.pointInTimeRecovery,
        pointInTimeRecoveryDays: props.pointInTimeRecoveryDays,
        encryptionKey: props.encryptionKey,
        contributorInsights: props.contributorInsights,
      });
    };
    this.created = Object.fromEntries(TABLE_KEYS.map((key) => [key, create(key)])) as Record<TableKey, IListBackupTable>;
  }

  /** @internal */
  protected _table(key: TableKey): IListBackupTable {
    return this.created[key];
  }
}
