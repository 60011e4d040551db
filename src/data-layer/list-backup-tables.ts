import { Stack } from 'aws-cdk-lib';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { tablesKey } from './data-keys';
import { ImportedTables } from './imported-tables';
import { ListBackupTable } from './list-backup-table';
import { requireRestoredStreams } from './require-restored-streams';
import { standbyTables } from './standby-tables';
import { ListBackupTableCapacity } from './table-capacity';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from './table-catalogue';
import { ListBackupTablesFromStageProps } from './table-from-stage';
import { IListBackupTable } from './table-handle';
import { ListBackupTableIndex } from './table-index';
import { ListBackupTableOptions } from './table-options';
import { schemaOf } from './table-schema';
import { ListBackupTablesBase } from './tables-base';
import { IListBackupTables } from './tables-handle';
import { makesCatalogue, removalPolicyFor, requireStandbyRegion } from '../conventions';
import { encryptionKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';
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

  /**
   * In a standby, the ARNs of the streams of restored tables, by table name: DynamoDB restores a table without its stream, and the one
   * that is switched on afterwards has another ARN.
   *
   * @default - none: whoever asks for a stream is told so at synthesis
   */
  readonly restoredStreams?: { [table: string]: string };
}

/** The catalogue's tables. */
export interface ListBackupTablesProps extends ListBackupTablesOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The 23 DynamoDB tables of a stage, usable alone or as part of `ListBackupDataLayer`.
 *
 * In a standby (`stage.asStandbyFor`) no table is made, since AWS Backup restores into new tables only: handles and outputs name those that
 * it restores under the stage's names, and what the options say of how tables are made does not count.
 *
 * @throws at synthesis when an option names a table that the catalogue does not have.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.html
 *
 * @example
 * const tables = new ListBackupTables(this, 'Tables', { stage: ListBackupStage.DEV });
 * tables.users.tableName;
 */
export class ListBackupTables extends ListBackupTablesBase {
  /**
   * The tables of a stage that another app or stack deployed. Only what is used stands in the consumer's template.
   *
   * @param scope where the handles stand.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   * @throws when the stage or an option is invalid; what `lookup` cannot find is refused when it is used.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupTablesFromStageProps): IListBackupTables {
    return new ImportedTables(scope, id, props);
  }

  private readonly created: Readonly<Record<TableKey, IListBackupTable>>;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupTablesProps) {
    const stage = requireStage(props);
    super(scope, id);
    makesCatalogue(this);
    requireKnownKeys('capacity', props.capacity, TABLE_KEYS);
    requireKnownKeys('indexes', props.indexes, TABLE_KEYS);
    requireKnownKeys('resourcePolicies', props.resourcePolicies, TABLE_KEYS);
    requireRestoredStreams(props.restoredStreams);
    // Here as well as in each table, so that it is warned of once.
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = encryptionKeyFor(this, props, tablesKey(stage, SERVICES.dynamodb, removalPolicy));
    if (stage.standbyFor !== undefined) {
      requireStandbyRegion(Stack.of(this).region, stage.standbyFor);
      this.created = standbyTables(this, { ...props, encryptionKey });
      return;
    }

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
        encryptionKey,
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
