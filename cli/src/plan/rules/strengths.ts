import { isOn, type KindRow } from './kinds';
import { canonical, isList, isObject, listOf, objectOf, type Json } from '../../template';

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const TYPES = `${REFERENCE}aws-template-resource-type-ref.html`;

/** Values of a property from the strongest to the weakest, by the property's name; an absent value is the last. */
const LADDERS: Readonly<Record<string, readonly string[]>> = {
  AdvancedSecurityMode: ['ENFORCED', 'AUDIT', 'OFF'],
  AuthType: ['AWS_IAM', 'NONE'],
  AuthorizationType: ['AWS_IAM CUSTOM JWT COGNITO_USER_POOLS', 'NONE'],
  ImageTagMutability: ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION', 'MUTABLE'],
  MfaConfiguration: ['ON', 'OPTIONAL', 'OFF'],
  UserPoolTier: ['PLUS', 'ESSENTIALS', 'LITE'],
};
/** Absent, and not the last of its ladder. */
const STANDARDS: Readonly<Record<string, string>> = { UserPoolTier: 'ESSENTIALS' };

/** Changes in place after which a setting is weaker than it was, whatever the type. */
export const STRENGTHS: readonly KindRow[] = [
  {
    rule: 'weakened',
    name: new RegExp(`^(${Object.keys(LADDERS).join('|')})$`),
    loss: (before, after, { path }) => {
      const name = path[path.length - 1] ?? '';
      return rank(name, before) < rank(name, after) ? `it is weaker than ${String(before as string)}` : undefined;
    },
    source: TYPES,
  },
  {
    rule: 'weakened',
    name: /^(PublicAccessBlockConfiguration|ApiKeyRequired|RequireSymbols|RequireNumbers|RequireUppercase|RequireLowercase|EnforceWorkGroupConfiguration)$/,
    loss: (before, after) => (everySwitch(before).some((name) => !everySwitch(after).includes(name)) ? 'it is open to more than before' : undefined),
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  },
  {
    rule: 'weakened',
    name: /^(PubliclyAccessible|AllowUnauthenticatedIdentities|AllowClassicFlow)$/,
    absent: true,
    loss: (before, after) => (!isOn(before) && isOn(after) ? 'it is open to more than before' : undefined),
    source: TYPES,
  },
  {
    rule: 'weakened',
    name: /^(BucketEncryption|SSESpecification|SqsManagedSseEnabled|StorageEncrypted|(Kms|KMS)(Master)?Key(Id|ID|Arn|Identifier)?)$/,
    structural: true,
    absent: true,
    loss: (before, after, { path }) => {
      const name = path[path.length - 1] ?? '';
      return hasOwnKey(name, before) && !hasOwnKey(name, after) ? 'what is written from then on is not encrypted with that key' : undefined;
    },
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html',
  },
  {
    rule: 'weakened',
    name: /^(KeyPolicy|PolicyDocument|ResourcePolicy|AccessPolicy|AccessPolicies|FileSystemPolicy|RepositoryPolicyText|ArchivePolicy)$/,
    structural: true,
    whole: true,
    loss: (before, after) => {
      if (after === undefined) return 'its statements no longer hold';
      if (isManaged(before) && !isManaged(after)) return 'the account can no longer manage it';
      return denials(after) < denials(before) ? 'a denial goes' : undefined;
    },
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  },
  {
    rule: 'weakened',
    name: /^(EventPattern|FilterCriteria|FilterPolicy)$/,
    absent: true,
    structural: true,
    loss: (before, after) => (isNarrower(before, after) ? 'events that got through before no longer do' : undefined),
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  },
  {
    rule: 'weakened',
    name: /^BackupSelection$/,
    structural: true,
    loss: (before, after) => {
      const [old, next] = [objectOf(before), objectOf(after)];
      const isFewer = lacks(old.Resources, next.Resources) || lacks(old.ListOfTags, next.ListOfTags) || lacks(next.NotResources, old.NotResources);
      return isFewer ? 'what it no longer selects is no longer backed up' : undefined;
    },
    source: `${REFERENCE}aws-resource-backup-backupselection.html`,
  },
  {
    rule: 'weakened',
    name: /^(ReservedConcurrentExecutions|DesiredCount|DesiredCapacity|MaxCapacity|MaxSize)$/,
    absent: true,
    loss: (before, after) => (before !== '0' && after === '0' ? 'nothing of it runs any more' : undefined),
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  },
  {
    rule: 'weakened',
    name: /^Disable(ExecuteApiEndpoint|SourceDestCheck)$/,
    absent: true,
    loss: (before, after) => (!isOn(before) && isOn(after) ? 'its own address no longer answers' : undefined),
    source: `${REFERENCE}aws-resource-apigatewayv2-api.html`,
  },
];

function rank(name: string, value: Json | undefined): number {
  const ladder = LADDERS[name] ?? [];
  const at = ladder.findIndex((step) => step.split(' ').includes(String((value ?? STANDARDS[name]) as string)));
  return at < 0 ? ladder.length - 1 : at;
}

function everySwitch(value: Json | undefined): readonly string[] {
  if (!isObject(value)) return isOn(value) ? ['it'] : [];
  return Object.entries(value).filter(([, inner]) => isOn(inner)).map(([name]) => name);
}

/**
 * Returns true for a key of the account's own, or for encryption that is off without the setting. DynamoDB and S3 encrypt by keys of AWS whatever
 * the setting, and SQS where it is absent.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
 */
function hasOwnKey(name: string, value: Json | undefined): boolean {
  if (name === 'SqsManagedSseEnabled') return value !== 'false';
  if (name === 'SSESpecification') return objectOf(value).KMSMasterKeyId !== undefined;
  if (name === 'BucketEncryption') return canonical(value ?? null).includes('aws:kms');
  return value !== undefined && value !== 'false' && value !== '';
}

function statementsIn(document: Json | undefined): readonly Json[] {
  const { Statement: statements = [] } = objectOf(isObject(objectOf(document).PolicyDocument) ? objectOf(document).PolicyDocument : document);
  return isList(statements) ? statements : [statements];
}

function denials(document: Json | undefined): number {
  return statementsIn(document).filter((statement) => objectOf(statement).Effect === 'Deny').length;
}

/** Returns true if a statement allows the account itself every action of the key. */
function isManaged(document: Json | undefined): boolean {
  return statementsIn(document).some((statement) => {
    const { Effect: effect, Action: action, Principal: principal } = objectOf(statement);
    return effect === 'Allow' && [action].flat().includes('kms:*') && canonical(principal ?? null).includes(':root');
  });
}

/** Returns true if a pattern requires another field, or allows fewer values of one. */
function isNarrower(before: Json | undefined, after: Json | undefined): boolean {
  if (after === undefined) return false;
  if (before === undefined) return true;
  if (isList(before) && isList(after)) return lacks(before, after);
  if (!isObject(before) || !isObject(after)) return typeof before !== typeof after || canonical(before) !== canonical(after);
  return Object.entries(after).some(([key, value]) => isNarrower(before[key], value));
}

function lacks(before: Json | undefined, after: Json | undefined): boolean {
  const there = listOf(after).map(canonical);
  return listOf(before).some((item) => !there.includes(canonical(item)));
}
