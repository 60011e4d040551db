import { each, number, numberInAccount, rate, type Context, type Measure } from './row';
import { bytesOf } from './size';
import { numberOf, textOf, type Resource } from '../../inventory';
import { listOf, objectOf, type JsonObject } from '../../template';

const TABLE = 'AWS::DynamoDB::Table';
const BUCKET = 'AWS::S3::Bucket';

const indexesOf = ({ properties }: Resource): readonly JsonObject[] => listOf(properties.GlobalSecondaryIndexes).map(objectOf);
const isProvisioned = ({ properties }: Resource): boolean => textOf(properties, 'BillingMode') !== 'PAY_PER_REQUEST';

const reads = (table: Resource, { load }: Context): number | undefined => load.figure(table, 'readsPerSecond') ?? load.perSecond(table, 'reads');
const writes = (table: Resource, { load }: Context): number | undefined => load.figure(table, 'writesPerSecond') ?? load.perSecond(table, 'writes');

/** Units of a table and its indexes, which an account's quota counts together. */
function provisioned(table: Resource, unit: string): number | undefined {
  if (!isProvisioned(table)) return undefined;
  return [table.properties, ...indexesOf(table)]
    .reduce((sum, part) => sum + (numberOf(objectOf(part.ProvisionedThroughput), unit) ?? 0), 0);
}

/** Returns the table's own limit: its provisioned units, or the ceiling of an on-demand table. */
function ownLimit(table: Resource, unit: string, ceiling: string): number | undefined {
  const { properties } = table;
  return isProvisioned(table)
    ? numberOf(objectOf(properties.ProvisionedThroughput), unit)
    : numberOf(objectOf(properties.OnDemandThroughput), ceiling);
}

const ownReads = (table: Resource): number | undefined => ownLimit(table, 'ReadCapacityUnits', 'MaxReadRequestUnits');
const ownWrites = (table: Resource): number | undefined => ownLimit(table, 'WriteCapacityUnits', 'MaxWriteRequestUnits');

/** Part of a rate that the busiest key takes; unknown if the file doesn't give the share. */
function shared(all: number | undefined, table: Resource, key: string, { load }: Context): number | undefined {
  const share = load.figure(table, key);
  return all === undefined || share === undefined ? undefined : all * share;
}

/** Returns the ratio of a table's writes to those of its slowest index, which throttles the table if it is slower. */
function indexWrites(table: Resource): number | undefined {
  const own = isProvisioned(table) ? numberOf(objectOf(table.properties.ProvisionedThroughput), 'WriteCapacityUnits') : undefined;
  const indexes = indexesOf(table).flatMap((index) => numberOf(objectOf(index.ProvisionedThroughput), 'WriteCapacityUnits') ?? []);
  return own === undefined || indexes.length === 0 ? undefined : own / Math.min(...indexes);
}

export const DATA: readonly Measure[] = [
  number('DynamoDB.tables', TABLE),
  each('DynamoDB.indexes', TABLE, (table) => indexesOf(table).length),
  each('DynamoDB.projectedAttributes', TABLE, (table) => [...indexesOf(table), ...listOf(table.properties.LocalSecondaryIndexes).map(objectOf)]
    .reduce((sum, index) => sum + listOf(objectOf(index.Projection).NonKeyAttributes).length, 0)),
  each('DynamoDB.tableReads', TABLE, reads, { grows: true }),
  each('DynamoDB.tableWrites', TABLE, writes, { grows: true }),
  each('DynamoDB.ownReads', TABLE, (table, context) => ownReads(table) === undefined ? undefined : reads(table, context), { limit: ownReads, grows: true }),
  each('DynamoDB.ownWrites', TABLE, (table, context) => ownWrites(table) === undefined ? undefined : writes(table, context), { limit: ownWrites, grows: true }),
  { of: 'region', quota: 'DynamoDB.accountReads', types: [TABLE], used: (table) => provisioned(table, 'ReadCapacityUnits') },
  { of: 'region', quota: 'DynamoDB.accountWrites', types: [TABLE], used: (table) => provisioned(table, 'WriteCapacityUnits') },
  each('DynamoDB.partitionReads', TABLE, (table, context) => shared(reads(table, context), table, 'hottestKeyShare', context), { grows: true }),
  each('DynamoDB.partitionWrites', TABLE, (table, context) => shared(writes(table, context), table, 'hottestKeyShare', context), { grows: true }),
  each('DynamoDB.indexPartitionWrites', TABLE, (table, context) => shared(writes(table, context), table, 'hottestIndexKeyShare', context), { grows: true }),
  each('DynamoDB.indexWrites', TABLE, indexWrites),
  numberInAccount('S3.buckets', BUCKET),
  // Without a share, all requests are taken to go to one prefix.
  each('S3.prefixWrites', BUCKET, (bucket, context) => {
    const all = context.load.perSecond(bucket, 'writes');
    return all === undefined ? undefined : all * (context.load.figure(bucket, 'hottestPrefixShare') ?? 1);
  }, { grows: true }),
  each('S3.prefixReads', BUCKET, (bucket, context) => {
    const all = context.load.perSecond(bucket, 'reads');
    return all === undefined ? undefined : all * (context.load.figure(bucket, 'hottestPrefixShare') ?? 1);
  }, { grows: true }),
  each('S3.policyBytes', 'AWS::S3::BucketPolicy', ({ properties }) => bytesOf(properties.PolicyDocument)),
  each('S3.lifecycleRules', BUCKET, ({ properties }) => properties.LifecycleConfiguration === undefined ? undefined : listOf(objectOf(properties.LifecycleConfiguration).Rules).length),
  number('Backup.vaults', 'AWS::Backup::BackupVault'),
  number('Backup.plans', 'AWS::Backup::BackupPlan'),
  each('Backup.selections', 'AWS::Backup::BackupPlan', (plan) => [...plan.siblings.values()]
    .filter(({ type, properties }) => type === 'AWS::Backup::BackupSelection' && JSON.stringify(properties.BackupPlanId ?? '').includes(`"${plan.logicalId}"`)).length),
  number('Backup.restoreTestingPlans', 'AWS::Backup::RestoreTestingPlan'),
  rate('KMS.requests', 'AWS::KMS::Key', (key, { load }) => load.perSecond(key, 'requests')),
  each('KMS.policyBytes', 'AWS::KMS::Key', ({ properties }) => bytesOf(properties.KeyPolicy)),
  each('KMS.aliases', 'AWS::KMS::Key', (key) => [...key.siblings.values()]
    .filter(({ type, properties }) => type === 'AWS::KMS::Alias' && JSON.stringify(properties.TargetKeyId ?? '').includes(`"${key.logicalId}"`)).length),
  rate('Secrets Manager.requests', 'AWS::SecretsManager::Secret', (secret, { load }) => load.perSecond(secret, 'requests')),
  number('Systems Manager.parameters', 'AWS::SSM::Parameter'),
  each('Systems Manager.valueBytes', 'AWS::SSM::Parameter', ({ properties }) => properties.Tier === undefined || properties.Tier === 'Standard' ? bytesOf(properties.Value) : undefined),
];
