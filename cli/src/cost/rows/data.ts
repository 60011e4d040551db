import { HOURS, use, type Charge, type PaidRow } from './row';
import { isOn, numberOf, textOf, Undecided, type Resource } from '../../inventory';
import { listOf, objectOf, type JsonObject } from '../../template';

/** CloudFormation's own default is provisioned. */
const isByRequest = ({ properties }: Resource): boolean => textOf(properties, 'BillingMode') === 'PAY_PER_REQUEST';

const hasPointInTimeRecovery = ({ properties }: Resource): boolean => isOn(objectOf(properties.PointInTimeRecoverySpecification), 'PointInTimeRecoveryEnabled');

/** The capacity of a table and of its indexes: what is provisioned is paid, used or not. */
function capacityOf(table: Resource): readonly Charge[] {
  const tableClass = textOf(table.properties, 'TableClass') ?? 'STANDARD';
  if (tableClass !== 'STANDARD') throw new Undecided(`the table class ${tableClass} has no row`);
  if (isByRequest(table)) return [];
  const parts: JsonObject[] = [table.properties, ...listOf(table.properties.GlobalSecondaryIndexes).map(objectOf)];
  const total = (unit: string): number => parts
    .map((part) => numberOf(objectOf(part.ProvisionedThroughput), unit) ?? 0)
    .reduce((sum, units) => sum + units, 0);
  return [
    { price: 'DynamoDB.readCapacity', quantity: total('ReadCapacityUnits') * HOURS },
    { price: 'DynamoDB.writeCapacity', quantity: total('WriteCapacityUnits') * HOURS },
  ];
}

/** Target tracking of DynamoDB watches consumption and provision, each with an alarm above and one below. */
const ALARMS_OF_A_POLICY = 4;

export const DATA: readonly PaidRow[] = [
  {
    type: 'AWS::DynamoDB::Table',
    service: 'DynamoDB',
    variant: (table) => `${isByRequest(table) ? 'on demand' : 'provisioned'}${hasPointInTimeRecovery(table) ? '' : ' without recovery'}`,
    fixed: capacityOf,
    use: {
      reads: { counts: 'read request units; tables on demand', prices: (table) => isByRequest(table) ? ['DynamoDB.readRequests'] : undefined },
      writes: { counts: 'write request units; tables on demand', prices: (table) => isByRequest(table) ? ['DynamoDB.writeRequests'] : undefined },
      readCapacityHours: { counts: 'read capacity units × hours above the least; provisioned tables', prices: (table) => isByRequest(table) ? undefined : ['DynamoDB.readCapacity'] },
      writeCapacityHours: { counts: 'write capacity units × hours above the least; provisioned tables', prices: (table) => isByRequest(table) ? undefined : ['DynamoDB.writeCapacity'] },
      storageGb: {
        counts: 'GB of items and indexes; with point-in-time recovery, that too',
        prices: (table) => ['DynamoDB.storage', ...hasPointInTimeRecovery(table) ? ['DynamoDB.pointInTimeRecovery'] : []],
      },
      streamReads: { counts: 'requests to read the stream, those of Lambda left out', prices: ({ properties }) => properties.StreamSpecification === undefined ? undefined : ['DynamoDB.streamReads'] },
    },
  },
  {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    service: 'CloudWatch',
    fixed: (policy) => {
      const metric = textOf(objectOf(objectOf(policy.properties.TargetTrackingScalingPolicyConfiguration).PredefinedMetricSpecification), 'PredefinedMetricType');
      if (!metric?.startsWith('DynamoDB')) throw new Undecided('only target tracking of DynamoDB has a row');
      return [{ price: 'CloudWatch.alarm', quantity: ALARMS_OF_A_POLICY }];
    },
  },
  {
    type: 'AWS::S3::Bucket',
    service: 'S3',
    use: {
      storageGb: use('GB in the class Standard, and in the frequent tier of Intelligent-Tiering', 'S3.standard'),
      infrequentAccessGb: use('GB in Standard-IA, and in the infrequent tier of Intelligent-Tiering', 'S3.infrequentAccess'),
      glacierInstantGb: use('GB in Glacier Instant Retrieval', 'S3.glacierInstant'),
      glacierGb: use('GB in Glacier Flexible Retrieval', 'S3.glacier'),
      deepArchiveGb: use('GB in Glacier Deep Archive', 'S3.deepArchive'),
      intelligentTieringObjects: use('objects that Intelligent-Tiering watches', 'S3.intelligentTieringObjects'),
      writes: use('requests that put, copy, post or list', 'S3.writes'),
      reads: use('requests that get or select', 'S3.reads'),
      transferOutGb: use('GB that leave AWS, other than through CloudFront', 'DataTransfer.out'),
    },
  },
  {
    type: 'AWS::Backup::BackupVault',
    service: 'Backup',
    use: {
      tableGb: use('GB of tables in warm storage', 'Backup.tables'),
      bucketGb: use('GB of buckets in warm storage', 'Backup.buckets'),
    },
  },
  {
    type: 'AWS::Backup::RestoreTestingSelection',
    service: 'Backup',
    fixed: () => { throw new Undecided('each test is paid by the recovery points and GB that it restores, which have no row'); },
  },
];
