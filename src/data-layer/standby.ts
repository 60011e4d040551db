import { CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ImportedBucket } from './bucket-import';
import { ImportedTable } from './table-import';
import { ListBackupTableIndex } from './table-options';
import { BUCKETS } from '../catalogue/buckets';
import { SERVICES } from '../catalogue/services';
import { TABLE_KEYS, TableKey, TableRow, TABLES } from '../catalogue/tables';
import { claimLogicalId, requireStandbyRegion } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { importedValue } from '../exports/published-value';
import { IListBackupBucket, IListBackupTable } from '../handles';
import { ListBackupStage } from '../stage';
import { bucketName, environmentVariable, tableName } from '../stage/naming';
import { invalid, requireKnownKeys } from '../validation/invalid';
import { requireText } from '../validation/values';

const EXAMPLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000';

/** Refuses what is no stream's ARN, and a table that has no stream. A primary ignores the option: both are made by the same app. */
export function requireRestoredStreams(streams: { readonly [table: string]: string } | undefined): void {
  const withStream = TABLE_KEYS.filter((key: TableKey) => (TABLES[key] as TableRow).stream !== undefined);
  requireKnownKeys('restoredStreams', streams, withStream);
  for (const [table, arn] of Object.entries(streams ?? {})) {
    const rule = 'must be the ARN of the stream of a restored table';
    if (typeof arn !== 'string') invalid(`restoredStreams.${table}`, arn, rule, `For example: "${EXAMPLE}".`);
    requireText(`restoredStreams.${table}`, arn, /^arn:[^:]+:dynamodb:[^:]+:\d{12}:table\/[^/]+\/stream\/.+$/, rule, `For example: "${EXAMPLE}".`);
  }
}

const byRule = (key: string, rule?: () => string): string => (
  rule ? rule() : invalid(key, undefined, 'requires tables.restoredStreams: a restored table has a new stream, whose ARN is known only after the restore', 'For example: restoredStreams: { Jobs: "arn:aws:dynamodb:us-east-1:123456789012:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000" }.')
);

/** Lookup by naming rule: the resources that backup and replication create in a standby's region have the names that the stage gives them. */
const STANDBY_LOOKUP: ServiceLookup = { name: byRule, derived: byRule };

/** The replica of the data bucket, as the standby's own, under the outputs that the services read. */
export function standbyDataBucket(scope: Construct, stage: ListBackupStage, standbyFor: string): IListBackupBucket {
  const { account } = Stack.of(scope);
  const region = requireStandbyRegion(Stack.of(scope).region, standbyFor);
  const bucket = new ImportedBucket(scope, 'Data', {
    lookup: STANDBY_LOOKUP,
    logicalId: 'DataBucket',
    physicalName: bucketName(stage, BUCKETS.Data.name, account, region),
    environmentVariable: environmentVariable(BUCKETS.Data.name, 'BUCKET_NAME'),
    // Its ID is known to the recovery stack of the same region alone.
    encryptionKey: Key.fromKeyArn(scope, 'RecoveryKey', importedValue(stage, SERVICES.recovery, 'RecoveryKeyArn')),
  });
  publish(scope, stage, SERVICES.s3, {
    DataBucketName: bucket.bucketName,
    DataBucketArn: bucket.bucketArn,
    DataBucketDomainName: bucket.bucketDomainName,
    DataBucketRegionalDomainName: bucket.bucketRegionalDomainName,
  });
  return bucket;
}

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
