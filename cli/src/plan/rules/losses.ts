import { isOn, type KindRow, type Spot } from './kinds';
import { soonerExpiry } from './lifecycle';
import { rowOf } from './registry';
import { listOf, objectOf, type Json } from '../../template';

const DYNAMODB = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';
const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const FOREVER = Infinity;

/** Retention that AWS assumes if the property is absent, by type and property. For other properties, the kind decides. */
export const ABSENT_RETENTION: Readonly<Record<string, { readonly value: number; readonly source: string }>> = {
  'AWS::Kinesis::Stream.RetentionPeriodHours': { value: 24, source: `${REFERENCE}aws-resource-kinesis-stream.html` },
  'AWS::KinesisVideo::Stream.DataRetentionInHours': { value: 0, source: `${REFERENCE}aws-resource-kinesisvideo-stream.html` },
  'AWS::RDS::DBInstance.BackupRetentionPeriod': { value: 1, source: `${REFERENCE}aws-resource-rds-dbinstance.html` },
  'AWS::RDS::DBCluster.BackupRetentionPeriod': { value: 1, source: `${REFERENCE}aws-resource-rds-dbcluster.html` },
  'AWS::DocDB::DBCluster.BackupRetentionPeriod': { value: 1, source: `${REFERENCE}aws-resource-docdb-dbcluster.html` },
  'AWS::Neptune::DBCluster.BackupRetentionPeriod': { value: 1, source: `${REFERENCE}aws-resource-neptune-dbcluster.html` },
  'AWS::Redshift::Cluster.AutomatedSnapshotRetentionPeriod': { value: 1, source: `${REFERENCE}aws-resource-redshift-cluster.html` },
  'AWS::Redshift::Cluster.ManualSnapshotRetentionPeriod': { value: FOREVER, source: `${REFERENCE}aws-resource-redshift-cluster.html` },
  'AWS::CloudTrail::EventDataStore.RetentionPeriod': { value: 366, source: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html' },
  'AWS::SQS::Queue.MessageRetentionPeriod': { value: 345600, source: `${REFERENCE}aws-resource-sqs-queue.html` },
  'AWS::DynamoDB::Table.RecoveryPeriodInDays': { value: 35, source: `${DYNAMODB}PointInTimeRecovery_Howitworks.html` },
  'AWS::DynamoDB::GlobalTable.RecoveryPeriodInDays': { value: 35, source: `${DYNAMODB}PointInTimeRecovery_Howitworks.html` },
  'AWS::KMS::Key.PendingWindowInDays': { value: 30, source: `${REFERENCE}aws-resource-kms-key.html` },
  'AWS::KMS::ReplicaKey.PendingWindowInDays': { value: 30, source: `${REFERENCE}aws-resource-kms-replicakey.html` },
};

/** Changes in place after which AWS deletes something sooner, or that throw something away. */
export const LOSSES: readonly KindRow[] = [
  {
    rule: 'data-expiry',
    name: /^PointInTimeRecoverySpecification$/,
    loss: (before, after, at) => {
      const [old, next] = [recoveryDays(before, at), recoveryDays(after, at)];
      if (next >= old) return undefined;
      return next === 0 ? `the recovery points of the last ${old} days are gone` : `recovery points older than ${next} days are gone`;
    },
    source: `${DYNAMODB}PointInTimeRecovery_Howitworks.html`,
  },
  {
    rule: 'data-expiry',
    name: /^(PointInTimeRecoveryEnabled|EnableContinuousBackup|SnapshotsEnabled|PointInTimeRecovery)$/,
    loss: (before, after) => (isOn(before) && !isOn(after) ? 'the recovery points are gone' : undefined),
    source: `${DYNAMODB}PointInTimeRecovery_Howitworks.html`,
  },
  {
    rule: 'data-expiry',
    name: /^TimeToLiveSpecification$/,
    loss: (before, after) => {
      const [old, next] = [expiryAttribute(before), expiryAttribute(after)];
      return next === undefined || next === old ? undefined : `items whose ${next} has passed are deleted`;
    },
    source: `${DYNAMODB}TTL.html`,
  },
  {
    rule: 'data-expiry',
    name: /^StreamSpecification$/,
    loss: (before, after) => {
      const [old, next] = [before, after].map((stream) => objectOf(stream).StreamViewType);
      return old === undefined || old === next ? undefined : 'the stream gets another ARN, and records that nobody has read are gone';
    },
    source: `${DYNAMODB}Streams.html`,
  },
  {
    rule: 'data-expiry',
    name: /^(Replicas|ReplicaRegions)$/,
    loss: (before, after, at) => replicas(before, after, at),
    source: `${REFERENCE}aws-resource-dynamodb-globaltable.html`,
  },
  {
    rule: 'data-expiry',
    name: /^(VersioningConfiguration|ObjectVersioning)$/,
    loss: (before, after) => (versioned(before) && !versioned(after) ? 'objects that are overwritten or deleted from then on have no old version' : undefined),
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  },
  {
    rule: 'data-expiry',
    name: /^LifecycleConfiguration$/,
    types: ['AWS::S3::Bucket', 'AWS::S3Express::DirectoryBucket', 'AWS::S3Outposts::Bucket'],
    loss: soonerExpiry,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  },
  {
    rule: 'data-expiry',
    name: /^(LifecyclePolicyText|LifecyclePolicy)$/,
    types: ['AWS::ECR::Repository', 'AWS::MediaStore::Container', 'AWS::OpenSearchServerless::LifecyclePolicy'],
    loss: (_, after) => (after === undefined ? undefined : 'the new rules may delete what the old ones kept; compare them'),
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  },
  {
    // A table's automatic deletion of items, and every period after which a service deletes what it holds.
    rule: 'data-expiry',
    name: /(Retention(Period)?(InDays|InHours|InSeconds|Days|Hours|Count|Limit|Duration|Policy)?|Expir(ation|y)(Days|InDays|Duration|DurationDays)|^Expiration|DeleteAfterDays|^DefaultTimeToLive|SnapshotsTo(Keep|Retain)|SnapshotAgeHours|RecoveryPeriodInDays|PendingWindowInDays|^RetainRule)$/,
    except: ['AWS::ACMPCA::CertificateAuthority', 'AWS::Batch::JobDefinition', 'AWS::Lambda::Function', 'AWS::S3::StorageLens'],
    loss: (before, after, at) => shorter(before, after, at),
    source: `${REFERENCE}aws-template-resource-type-ref.html`,
  },
  {
    rule: 'data-expiry',
    name: /^(DeleteAutomatedBackups|CleanExpiredFiles|DisableAutomatedBackup|EmptyOnDelete|DeleteReports)$/,
    loss: (before, after) => (!isOn(before) && isOn(after) ? 'AWS deletes from then on what it kept' : undefined),
    source: `${REFERENCE}aws-template-resource-type-ref.html`,
  },
  {
    rule: 'data-expiry',
    name: /^(BackupPlanRule|CopyActions|SnapshotCopyConfigurations|BackupPolicy|SnapshotPolicy)$/,
    loss: (before, after) => fewer(before, after, 'backups'),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html',
  },
  {
    rule: 'data-expiry',
    name: /^GenerateSecretString$/,
    loss: (_, after) => (after === undefined ? undefined : 'a new value takes the place of the secret'),
    source: `${REFERENCE}aws-resource-secretsmanager-secret.html`,
  },
  {
    rule: 'data-expiry',
    name: /^SecretString$/,
    types: ['AWS::SecretsManager::Secret'],
    loss: (_, after) => (after === undefined ? undefined : 'a new value takes the place of the secret'),
    source: `${REFERENCE}aws-resource-secretsmanager-secret.html`,
  },
  {
    rule: 'data-expiry',
    name: /^Enabled$/,
    types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::PaymentCryptography::Key'],
    loss: (before, after) => (before !== 'false' && after === 'false' ? 'nothing encrypted with the key can be read' : undefined),
    source: `${REFERENCE}aws-resource-kms-key.html`,
  },
];

function recoveryDays(specification: Json | undefined, { type }: Spot): number {
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } = objectOf(specification);
  return isOn(enabled) ? Number(days ?? ABSENT_RETENTION[`${type}.RecoveryPeriodInDays`]?.value ?? 35) : 0;
}

function expiryAttribute(specification: Json | undefined): string | undefined {
  const { Enabled: enabled, AttributeName: attribute } = objectOf(specification);
  return isOn(enabled) ? String(attribute as string) : undefined;
}

function versioned(value: Json | undefined): boolean {
  return isOn(typeof value === 'object' ? objectOf(value).Status : value);
}

function replicas(before: Json | undefined, after: Json | undefined, { type }: Spot): string | undefined {
  const [old = [], next = []] = [before, after].map((list) => listOf(list).map((replica) => String(objectOf(replica).Region as string)));
  const gone = old.filter((region) => !next.includes(region));
  if (gone.length > 0) return `the replica in ${gone.join(', ')} is deleted with what it holds`;
  const days = (list: Json | undefined, region: string): number => recoveryDays(recoveryIn(list, region), { type, path: [] });
  const weaker = old.find((region) => days(before, region) > days(after, region));
  return weaker === undefined ? undefined : `recovery points of the replica in ${weaker} are gone`;
}

function recoveryIn(list: Json | undefined, region: string): Json | undefined {
  return listOf(list).map(objectOf).find((replica) => replica.Region === region)?.PointInTimeRecoverySpecification;
}

function fewer(before: Json | undefined, after: Json | undefined, what: string): string | undefined {
  if (before === undefined || listOf(after).length > 0 && listOf(after).length >= listOf(before).length && listOf(before).length > 0) {
    const old = listOf(before).map((item) => JSON.stringify(item));
    const kept = old.filter((item) => listOf(after).some((one) => JSON.stringify(one) === item));
    return before === undefined || kept.length === old.length ? undefined : `${what} may be made or kept less often; compare the rules`;
  }
  return `${what} are made or kept less often`;
}

/** Returns the data that a shorter period deletes. Periods of different forms can't be compared. */
function shorter(before: Json | undefined, after: Json | undefined, at: Spot): string | undefined {
  const [old, next] = [periodOf(before, at), periodOf(after, at)];
  if (old === undefined || next === undefined) return `whether ${at.path.join('.')} keeps as much as before cannot be told`;
  return next < old ? `${thingsIn(at)} older than ${next} ${unitOf(at)} are deleted` : undefined;
}

function periodOf(value: Json | undefined, { type, path }: Spot): number | undefined {
  const name = path[path.length - 1] ?? '';
  const keepsBackups = /Backup|Snapshot|Recovery|Retain/.test(name);
  const standard = rowOf(type)?.defaults?.[name];
  const absent = ABSENT_RETENTION[`${type}.${name}`]?.value ?? (standard === undefined ? keepsBackups ? 0 : FOREVER : Number(standard));
  if (value === undefined) return absent;
  if (typeof value === 'object') {
    const { NumberOfDays: days, Unlimited: unlimited, Days: also, Count: count } = objectOf(value);
    const number = days ?? also ?? count;
    return isOn(unlimited) ? FOREVER : number === undefined ? undefined : Number(number);
  }
  const number = Number(value);
  if (Number.isNaN(number)) return undefined;
  return number === 0 && !keepsBackups ? absent : number;
}

const THINGS: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'log events', 'AWS::SQS::Queue': 'messages', 'AWS::Events::Archive': 'events', 'AWS::Kinesis::Stream': 'records',
};

function thingsIn({ type, path }: Spot): string {
  const name = path[path.length - 1] ?? '';
  return THINGS[type] ?? (/Backup|Snapshot|Recovery/.test(name) ? 'backups' : 'data');
}

function unitOf({ path, type }: Spot): string {
  const name = path[path.length - 1] ?? '';
  if (/Hours$/.test(name)) return 'hours';
  return type === 'AWS::SQS::Queue' || /Seconds$|TimeToLive$/.test(name) ? 'seconds' : /Count|Limit|SnapshotsTo/.test(name) ? 'of them' : 'days';
}
