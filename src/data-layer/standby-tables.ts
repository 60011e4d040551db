import { CfnWaitConditionHandle } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ImportedTable } from './imported-table';
import { STANDBY_LOOKUP } from './standby-lookup';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from './table-catalogue';
import { IListBackupTable } from './table-handle';
import { ListBackupTableIndex } from './table-index';
import { claimLogicalId } from '../conventions';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { environmentVariable, SERVICES, tableName } from '../stage/naming';

export interface StandbyTablesProps {
  readonly stage: ListBackupStage;
  readonly encryptionKey?: IKey;
  readonly indexes?: { readonly [table: string]: ListBackupTableIndex[] };
  readonly restoredStreams?: { readonly [table: string]: string };
}

/** The tables that AWS Backup restores in a standby's region, under the outputs that the services read. */
export function standbyTables(scope: Construct, props: StandbyTablesProps): Record<TableKey, IListBackupTable> {
  // CloudFormation deploys no stack without a resource, and this one makes nothing.
  claimLogicalId(new CfnWaitConditionHandle(scope, 'Restored'), 'RestoredTables');
  return Object.fromEntries(TABLE_KEYS.map((key) => [key, standbyTable(scope, key, props)])) as Record<TableKey, IListBackupTable>;
}

function standbyTable(scope: Construct, key: TableKey, { stage, encryptionKey, indexes, restoredStreams }: StandbyTablesProps): IListBackupTable {
  const row: TableRow = TABLES[key];
  const stream = restoredStreams?.[key];
  const table = new ImportedTable(scope, key, {
    lookup: stream === undefined ? STANDBY_LOOKUP : { ...STANDBY_LOOKUP, name: (_, rule) => rule?.() ?? stream },
    logicalId: `${key}Table`,
    physicalName: tableName(stage, row.name),
    environmentVariable: environmentVariable(row.name, 'TABLE'),
    indexNames: [...Object.keys(row.indexes ?? {}), ...(indexes?.[key] ?? []).map(({ indexName }) => indexName)],
    timeToLiveAttribute: row.timeToLive,
    stream: row.stream ? 'stream' : 'no stream',
    encryptionKey,
  });
  publish(scope, stage, SERVICES.dynamodb, {
    [`${key}TableName`]: table.tableName,
    [`${key}TableArn`]: table.tableArn,
    ...stream === undefined ? {} : { [`${key}TableStreamArn`]: stream },
  });
  return table;
}
