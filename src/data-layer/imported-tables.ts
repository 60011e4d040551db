import { Construct } from 'constructs';
import { ImportedTable } from './imported-table';
import { TableKey, TableRow, TABLES } from './table-catalogue';
import { IListBackupTable } from './table-handle';
import { ListBackupTablesBase } from './tables-base';
import { ListBackupFromStageProps, ListBackupLookup } from '../exports';
import { ServiceLookup } from '../exports/service-lookup';
import { environmentVariable, SERVICES, tableName } from '../stage/naming';
import { requireStage } from '../stage/require-stage';

/** The tables of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedTables extends ListBackupTablesBase {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupFromStageProps) {
    const stage = requireStage(props);
    super(scope, id);
    this.lookup = (props.lookup ?? ListBackupLookup.exports())._of(stage, SERVICES.dynamodb);
  }

  /** @internal */
  protected _table(key: TableKey): IListBackupTable {
    const made = this.node.tryFindChild(key);
    if (made) return made as ImportedTable;
    const row: TableRow = TABLES[key];
    return new ImportedTable(this, key, {
      lookup: this.lookup,
      logicalId: `${key}Table`,
      physicalName: tableName(this.props.stage, row.name),
      environmentVariable: environmentVariable(row.name, 'TABLE'),
      indexNames: Object.keys(row.indexes ?? {}),
      timeToLiveAttribute: row.timeToLive,
      stream: row.stream ? 'stream' : 'no stream',
      encryptionKey: this.props.encryptionKey,
    });
  }
}
