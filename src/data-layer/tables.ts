import { Stack } from 'aws-cdk-lib';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { requireRestoredStreams, standbyTables } from './standby';
import { ListBackupTable, tablesKey } from './table';
import { ListBackupTableCapacity } from './table-capacity';
import { ImportedTable } from './table-import';
import { ListBackupTableIndex, ListBackupTableOptions, ListBackupTablesFromStageProps } from './table-options';
import { schemaOf } from './table-schema';
import { SERVICES } from '../catalogue/services';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from '../catalogue/tables';
import { childOf, makesCatalogue, removalPolicyFor, requireStandbyRegion } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { IListBackupTable, IListBackupTables } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { environmentVariable, tableName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireTexts } from '../validation/constructs';
import { didYouMean, invalid, requireKnownKeys } from '../validation/invalid';
import { located } from '../validation/located';
import { requireList } from '../validation/values';

/**
 * Gives each table its property; where the tables come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupTablesBase extends Construct implements IListBackupTables {
  public get users(): IListBackupTable { return this.byName('Users'); }
  public get accounts(): IListBackupTable { return this.byName('Accounts'); }
  public get userAccounts(): IListBackupTable { return this.byName('UserAccounts'); }
  public get activity(): IListBackupTable { return this.byName('Activity'); }
  public get platforms(): IListBackupTable { return this.byName('Platforms'); }
  public get platformConnections(): IListBackupTable { return this.byName('PlatformConnections'); }
  public get platformSources(): IListBackupTable { return this.byName('PlatformSources'); }
  public get sources(): IListBackupTable { return this.byName('Sources'); }
  public get sourceGroups(): IListBackupTable { return this.byName('SourceGroups'); }
  public get jobs(): IListBackupTable { return this.byName('Jobs'); }
  public get jobLogs(): IListBackupTable { return this.byName('JobLogs'); }
  public get teams(): IListBackupTable { return this.byName('Teams'); }
  public get teamMembers(): IListBackupTable { return this.byName('TeamMembers'); }
  public get notifications(): IListBackupTable { return this.byName('Notifications'); }
  public get billing(): IListBackupTable { return this.byName('Billing'); }
  public get billingUsage(): IListBackupTable { return this.byName('BillingUsage'); }
  public get tags(): IListBackupTable { return this.byName('Tags'); }
  public get files(): IListBackupTable { return this.byName('Files'); }
  public get oauthStates(): IListBackupTable { return this.byName('OAuthStates'); }
  public get apiKeys(): IListBackupTable { return this.byName('ApiKeys'); }
  public get mfaCodes(): IListBackupTable { return this.byName('MFACodes'); }
  public get rateLimits(): IListBackupTable { return this.byName('RateLimits'); }
  public get accountLockout(): IListBackupTable { return this.byName('AccountLockout'); }

  public get all(): IListBackupTable[] {
    return TABLE_KEYS.map((key) => this.byName(key));
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupTable {
    if (!TABLE_KEYS.includes(name as TableKey)) {
      invalid('name', name, `must be one of the tables ${TABLE_KEYS.join(', ')}`, didYouMean(name, TABLE_KEYS));
    }
    return this._table(name as TableKey);
  }

  /** @internal */
  protected abstract _table(key: TableKey): IListBackupTable;
}

/** The tables of a stage that another stack deployed. Each handle is made when it is first asked for. */
@located
export class ImportedTables extends ListBackupTablesBase {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupTablesFromStageProps) {
    const lookup = lookupOf(props, SERVICES.dynamodb);
    requireKnownKeys('indexNames', props.indexNames, TABLE_KEYS);
    for (const [key, names] of Object.entries(props.indexNames ?? {})) requireTexts(`indexNames.${key}`, names, '["ByUrl"]');
    super(scope, id);
    this.lookup = lookup;
    this.encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.dynamodb, lookup);
  }

  /** @internal */
  protected _table(key: TableKey): IListBackupTable {
    const row: TableRow = TABLES[key];
    return childOf<IListBackupTable>(this, key, () => new ImportedTable(this, key, {
      lookup: this.lookup,
      logicalId: `${key}Table`,
      physicalName: tableName(this.props.stage, row.name),
      environmentVariable: environmentVariable(row.name, 'TABLE'),
      indexNames: [...Object.keys(row.indexes ?? {}), ...this.props.indexNames?.[key] ?? []],
      timeToLiveAttribute: row.timeToLive,
      stream: row.stream ? 'stream' : 'no stream',
      encryptionKey: this.encryptionKey,
    }));
  }
}

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
@located
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
    const encryptionKey = getOrCreateServiceKey(this, props, tablesKey(stage, SERVICES.dynamodb, removalPolicy));
    if (stage.standbyFor !== undefined) {
      requireStandbyRegion(Stack.of(this).region, stage.standbyFor);
      this.created = standbyTables(this, { ...props, encryptionKey });
      return;
    }

    for (const [key, indexes] of Object.entries(props.indexes ?? {})) requireList(`indexes.${key}`, indexes, '[{ indexName: "ByUrl", partitionKey }]');

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
