import { isObject, listOf, objectOf, type Json, type JsonObject } from '../../template';

/** A change in place after which AWS deletes something sooner, or that throws something away. */
export interface LossRow {
  readonly type: string;
  readonly property: string;
  /** What would be lost; `undefined` where nothing is. */
  readonly loss: (before: JsonObject, after: JsonObject) => string | undefined;
  readonly source: string;
}

const DYNAMODB = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';
const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const FOREVER = Infinity;

/** Properties come normalized: every scalar is a text. */
export const LOSSES: readonly LossRow[] = [
  {
    type: 'AWS::DynamoDB::Table',
    property: 'PointInTimeRecoverySpecification',
    loss: (before, after) => {
      const [old, next] = [recoveryDays(before), recoveryDays(after)];
      if (next >= old) return undefined;
      return next === 0 ? `the recovery points of the last ${old} days are gone` : `recovery points older than ${next} days are gone`;
    },
    source: `${DYNAMODB}PointInTimeRecovery_Howitworks.html`,
  },
  {
    type: 'AWS::DynamoDB::Table',
    property: 'TimeToLiveSpecification',
    loss: (before, after) => {
      const [old, next] = [expiryAttribute(before), expiryAttribute(after)];
      return next === undefined || next === old ? undefined : `items whose ${next} has passed are deleted`;
    },
    source: `${DYNAMODB}TTL.html`,
  },
  {
    type: 'AWS::DynamoDB::Table',
    property: 'StreamSpecification',
    loss: (before, after) => {
      const [old, next] = [before, after].map((table) => objectOf(table.StreamSpecification).StreamViewType);
      return old === undefined || old === next ? undefined : 'the stream gets another ARN, and records that nobody has read are gone';
    },
    source: `${DYNAMODB}Streams.html`,
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    property: 'Replicas',
    loss: (before, after) => {
      const [old, next] = [before, after].map((table) => listOf(table.Replicas).map((replica) => String(objectOf(replica).Region as string)));
      const gone = (old ?? []).filter((region) => !next?.includes(region));
      return gone.length === 0 ? undefined : `the replica in ${gone.join(', ')} is deleted with its items`;
    },
    source: `${REFERENCE}aws-resource-dynamodb-globaltable.html`,
  },
  {
    type: 'AWS::S3::Bucket',
    property: 'VersioningConfiguration',
    loss: (before, after) => {
      const [old, next] = [before, after].map((bucket) => objectOf(bucket.VersioningConfiguration).Status);
      return old === 'Enabled' && next !== 'Enabled' ? 'what is overwritten or deleted from then on has no old version' : undefined;
    },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  },
  {
    type: 'AWS::S3::Bucket',
    property: 'LifecycleConfiguration',
    loss: (before, after) => {
      const old = expiringRules(before);
      const sooner = [...expiringRules(after)].filter(([filter, days]) => days < Math.min(old.get(filter) ?? FOREVER, old.get('') ?? FOREVER));
      const [first] = sooner;
      return first && `objects expire after ${first[1]} days`;
    },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  },
  {
    type: 'AWS::Logs::LogGroup',
    property: 'RetentionInDays',
    loss: (before, after) => shorter(before.RetentionInDays, after.RetentionInDays, FOREVER, 'log events', 'days'),
    source: `${REFERENCE}aws-resource-logs-loggroup.html`,
  },
  {
    type: 'AWS::SQS::Queue',
    property: 'MessageRetentionPeriod',
    loss: (before, after) => shorter(before.MessageRetentionPeriod, after.MessageRetentionPeriod, FOREVER, 'messages', 'seconds'),
    source: `${REFERENCE}aws-resource-sqs-queue.html`,
  },
  {
    type: 'AWS::Events::Archive',
    property: 'RetentionDays',
    loss: (before, after) => shorter(before.RetentionDays, after.RetentionDays, FOREVER, 'events', 'days'),
    source: `${REFERENCE}aws-resource-events-archive.html`,
  },
  {
    type: 'AWS::Kinesis::Stream',
    property: 'RetentionPeriodHours',
    loss: (before, after) => shorter(before.RetentionPeriodHours, after.RetentionPeriodHours, 24, 'records', 'hours'),
    source: `${REFERENCE}aws-resource-kinesis-stream.html`,
  },
  {
    type: 'AWS::SecretsManager::Secret',
    property: 'GenerateSecretString',
    loss: (before, after) =>
      JSON.stringify(before.GenerateSecretString) === JSON.stringify(after.GenerateSecretString) || after.GenerateSecretString === undefined
        ? undefined
        : 'a new value takes the place of the secret',
    source: `${REFERENCE}aws-resource-secretsmanager-secret.html`,
  },
  {
    type: 'AWS::KMS::Key',
    property: 'Enabled',
    loss: (before, after) => (before.Enabled !== 'false' && after.Enabled === 'false' ? 'nothing encrypted with the key can be read' : undefined),
    source: `${REFERENCE}aws-resource-kms-key.html`,
  },
];

function recoveryDays(table: JsonObject): number {
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = '35' } = objectOf(table.PointInTimeRecoverySpecification);
  return enabled === 'true' ? Number(days) : 0;
}

function expiryAttribute(table: JsonObject): string | undefined {
  const { Enabled: enabled, AttributeName: attribute } = objectOf(table.TimeToLiveSpecification);
  return enabled === 'true' ? String(attribute as string) : undefined;
}

/** The days after which objects or old versions go, by what a rule applies to; the empty text is a whole bucket. */
function expiringRules(bucket: JsonObject): ReadonlyMap<string, number> {
  const rules = new Map<string, number>();
  for (const rule of listOf(objectOf(bucket.LifecycleConfiguration).Rules).map(objectOf)) {
    if (rule.Status !== 'Enabled') continue;
    const { NoncurrentDays: old = rule.NoncurrentVersionExpirationInDays } = objectOf(rule.NoncurrentVersionExpiration);
    for (const [kind, days] of [
      ['', rule.ExpirationInDays],
      ['old versions of ', old],
      ['by date ', rule.ExpirationDate === undefined ? undefined : '0'],
    ] as const) {
      if (days === undefined) continue;
      const key = kind + scopeOf(rule);
      rules.set(key, Math.min(rules.get(key) ?? FOREVER, Number(days)));
    }
  }
  return rules;
}

function scopeOf(rule: JsonObject): string {
  const { Prefix: prefix = '', TagFilters: tags = [], ObjectSizeGreaterThan: above = '', ObjectSizeLessThan: below = '' } = rule;
  const parts: readonly Json[] = [prefix, tags, above, below];
  return parts.every((part) => part === '' || (Array.isArray(part) && part.length === 0)) ? '' : JSON.stringify(parts);
}

function shorter(before: Json | undefined, after: Json | undefined, absent: number, what: string, unit: string): string | undefined {
  const [old, next] = [before, after].map((value) => (value === undefined || isObject(value) || Number(value) === 0 ? absent : Number(value)));
  return next !== undefined && old !== undefined && next < old ? `${what} older than ${next} ${unit} are deleted` : undefined;
}
