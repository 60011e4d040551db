import { Stack } from 'aws-cdk-lib';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { requireRestoredStreams, standbyTables } from './standby';
import { ListBackupTable, tablesKey } from './table';
import { ListBackupTableCapacity } from './table-capacity';
import { ImportedTable } from './table-import';
import { ListBackupTableIndex, ListBackupTableOptions, ListBackupTablesFromStageProps } from './table-options';
import { schemaOf } from './table-schema';
import { SERVICES } from '../catalogue/services';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from '../catalogue/tables';
import { makesCatalogue, removalPolicyFor, requireStandbyRegion } from '../conventions';
import { Members } from '../conventions/members';
import { lookupOf } from '../exports/lookup';
import { IListBackupTable, IListBackupTables } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { environmentVariable, tableName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireTexts } from '../validation/constructs';
import { requireKnownKeys } from '../validation/invalid';
import { located } from '../validation/located';
import { requireList } from '../validation/values';

/**
 * Gives each table its property; where the tables come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupTablesBase extends Construct implements IListBackupTables {
  /** @internal */
  protected abstract readonly _members: Members<TableKey, IListBackupTable>;

  public get users(): IListBackupTable { return this._members.of('Users'); }
  public get accounts(): IListBackupTable { return this._members.of('Accounts'); }
  public get userAccounts(): IListBackupTable { return this._members.of('UserAccounts'); }
  public get activity(): IListBackupTable { return this._members.of('Activity'); }
  public get platforms(): IListBackupTable { return this._members.of('Platforms'); }
  public get platformConnections(): IListBackupTable { return this._members.of('PlatformConnections'); }
  public get platformSources(): IListBackupTable { return this._members.of('PlatformSources'); }
  public get sources(): IListBackupTable { return this._members.of('Sources'); }
  public get sourceGroups(): IListBackupTable { return this._members.of('SourceGroups'); }
  public get jobs(): IListBackupTable { return this._members.of('Jobs'); }
  public get jobLogs(): IListBackupTable { return this._members.of('JobLogs'); }
  public get teams(): IListBackupTable { return this._members.of('Teams'); }
  public get teamMembers(): IListBackupTable { return this._members.of('TeamMembers'); }
  public get notifications(): IListBackupTable { return this._members.of('Notifications'); }
  public get billing(): IListBackupTable { return this._members.of('Billing'); }
  public get billingUsage(): IListBackupTable { return this._members.of('BillingUsage'); }
  public get tags(): IListBackupTable { return this._members.of('Tags'); }
  public get files(): IListBackupTable { return this._members.of('Files'); }
  public get oauthStates(): IListBackupTable { return this._members.of('OAuthStates'); }
  public get apiKeys(): IListBackupTable { return this._members.of('ApiKeys'); }
  public get mfaCodes(): IListBackupTable { return this._members.of('MFACodes'); }
  public get rateLimits(): IListBackupTable { return this._members.of('RateLimits'); }
  public get accountLockout(): IListBackupTable { return this._members.of('AccountLockout'); }

  public get all(): IListBackupTable[] {
    return this._members.all;
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupTable {
    return this._members.byName(name);
  }
}

/** The tables of a stage that another stack deployed. Each handle is created when it is first used. */
@located
export class ImportedTables extends ListBackupTablesBase {
  /** @internal */
  protected readonly _members: Members<TableKey, IListBackupTable>;

  public constructor(scope: Construct, id: string, props: ListBackupTablesFromStageProps) {
    const lookup = lookupOf(props, SERVICES.dynamodb);
    requireKnownKeys('indexNames', props.indexNames, TABLE_KEYS);
    for (const [key, names] of Object.entries(props.indexNames ?? {})) requireTexts(`indexNames.${key}`, names, '["ByUrl"]');
    super(scope, id);
    const encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.dynamodb, lookup);
    this._members = new Members<TableKey, IListBackupTable>('tables', TABLE_KEYS, (key) => {
      const row: TableRow = TABLES[key];
      return new ImportedTable(this, key, {
        lookup,
        logicalId: `${key}Table`,
        physicalName: tableName(props.stage, row.name),
        environmentVariable: environmentVariable(row.name, 'TABLE'),
        indexNames: [...Object.keys(row.indexes ?? {}), ...props.indexNames?.[key] ?? []],
        timeToLiveAttribute: row.timeToLive,
        stream: row.stream ? 'stream' : 'no stream',
        encryptionKey,
      });
    });
  }
}

/** Options of the catalogue's tables. An option that isn't set by table name applies to all tables. */
export interface ListBackupTablesOptions extends ListBackupTableOptions {
  /**
   * Capacity mode by table name, for example `{ Jobs: ListBackupTableCapacity.provisioned(…) }`.
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
   * ARNs of the streams of restored tables in a standby, by table name. DynamoDB restores a table without its stream. The stream that you
   * turn on afterwards has another ARN.
   *
   * @default - none; using a restored table's stream then fails synthesis
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
 * In a standby (`stage.asStandbyFor`), no tables are created, because AWS Backup only restores into new tables. Handles and outputs refer
 * to the restored tables, which have the stage's names. Options for creating tables have no effect there.
 *
 * @throws at synthesis when an option names a table that the catalogue lacks.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.html
 *
 * @example
 * const tables = new ListBackupTables(this, 'Tables', { stage: ListBackupStage.DEV });
 * tables.users.tableName;
 */
@located
export class ListBackupTables extends ListBackupTablesBase {
  /**
   * The tables of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupTablesFromStageProps): IListBackupTables {
    return new ImportedTables(scope, id, props);
  }

  /** @internal */
  protected readonly _members: Members<TableKey, IListBackupTable>;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
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
      const standby = standbyTables(this, { ...props, encryptionKey });
      this._members = new Members('tables', TABLE_KEYS, (key) => standby[key]);
      return;
    }

    for (const [key, indexes] of Object.entries(props.indexes ?? {})) requireList(`indexes.${key}`, indexes, '[{ indexName: "ByUrl", partitionKey }]');

    this._members = new Members<TableKey, IListBackupTable>('tables', TABLE_KEYS, (key) => {
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
    });
    this._members.makeAll();
  }
}
