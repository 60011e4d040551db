import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ImportedTable } from './imported-table';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from './table-catalogue';
import { ListBackupTablesFromStageProps } from './table-from-stage';
import { IListBackupTable } from './table-handle';
import { ListBackupTablesBase } from './tables-base';
import { childOf } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { importedKeyFor } from '../keys/service-key';
import { environmentVariable, SERVICES, tableName } from '../stage/naming';
import { requireKnownKeys } from '../stage/refuse';
import { requireTexts } from '../stage/require-handles';

/** The tables of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedTables extends ListBackupTablesBase {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupTablesFromStageProps) {
    const lookup = lookupOf(props, SERVICES.dynamodb);
    requireKnownKeys('indexNames', props.indexNames, TABLE_KEYS);
    for (const [key, names] of Object.entries(props.indexNames ?? {})) requireTexts(`indexNames of ${key}`, names, '["ByUrl"]');
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
