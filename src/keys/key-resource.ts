import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Conditions, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';

/** KMS actions that a service needs to send to an encrypted queue or topic. */
const SEND = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** One service that uses the key in its own name, rather than in that of the role or user who calls it. */
interface Admission {
  readonly service: string;
  readonly actions: readonly string[];
  readonly condition: Conditions;
}

/** Services that come without a role, by the `Sid` of what admits them. */
export type KeyUser = 'LogGroups' | 'EventRulesSend' | 'TopicsSend' | 'BucketsSend' | 'AlarmsSend' | 'TrailsWriteToBuckets' | 'DistributionsRead';

/**
 * A key's policy. The account's own IAM policies decide who may use the key (grants write those); beside them stand the services that
 * come without a role, each for this account only. All by pattern: a key that named the resources could not be deployed before them.
 *
 * @param users who uses the key; everyone who ever does, where nothing is said
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function keyPolicy(scope: Construct, users?: readonly KeyUser[]): PolicyDocument {
  const { account, region } = Stack.of(scope);
  const known = admissions(account, region);
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ sid: 'AccountDecides', principals: [new AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] }),
      ...(users ?? Object.keys(known) as KeyUser[]).map((sid) => new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(known[sid].service)],
        actions: [...known[sid].actions],
        // In a key's own policy the key can only be called `*`.
        resources: ['*'],
        conditions: known[sid].condition,
      })),
    ],
  });
}

function admissions(account: string, region: string): Readonly<Record<KeyUser, Admission>> {
  const ofAccount = { StringEquals: { 'aws:SourceAccount': account } };
  return {
    LogGroups: {
      service: `logs.${region}.amazonaws.com`,
      actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${region}:${account}:log-group:*` } },
    },
    EventRulesSend: { service: 'events.amazonaws.com', actions: SEND, condition: ofAccount },
    TopicsSend: { service: 'sns.amazonaws.com', actions: SEND, condition: ofAccount },
    BucketsSend: { service: 's3.amazonaws.com', actions: SEND, condition: ofAccount },
    AlarmsSend: { service: 'cloudwatch.amazonaws.com', actions: SEND, condition: ofAccount },
    TrailsWriteToBuckets: {
      service: 'cloudtrail.amazonaws.com',
      actions: ['kms:GenerateDataKey*'],
      condition: { ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudtrail:*:${account}:trail/*` } },
    },
    DistributionsRead: {
      service: 'cloudfront.amazonaws.com',
      actions: ['kms:Decrypt'],
      condition: { ...ofAccount, ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${account}:distribution/*` } },
    },
  };
}

/** Defaults of rotation and deletion: days until KMS creates new key material, and days in which a key's deletion can be canceled. */
export const DEFAULT_ROTATION_DAYS = 365;
export const LONGEST_PENDING_DAYS = 30;

/** A key of the library, whichever it is. */
export interface KeyResourceProps {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly logicalId: string;
  readonly description: string;
  readonly policy: PolicyDocument;
  readonly removalPolicy: RemovalPolicy;
  readonly rotationPeriodInDays?: number;
  readonly pendingWindowInDays?: number;
}

/** L1: property injectors may switch off the rotation of `Key` (L2). */
export function createKey(scope: Construct, { stage, service, logicalId, ...props }: KeyResourceProps): CfnKey {
  const key = claimLogicalId(new CfnKey(scope, 'Resource', {
    description: props.description,
    enableKeyRotation: true,
    rotationPeriodInDays: props.rotationPeriodInDays ?? DEFAULT_ROTATION_DAYS,
    pendingWindowInDays: props.pendingWindowInDays ?? LONGEST_PENDING_DAYS,
    // As JSON: `Key.fromCfnKey` reads that.
    keyPolicy: props.policy.toJSON(),
    tags: resourceTags(stage, service),
  }), logicalId);
  key.applyRemovalPolicy(props.removalPolicy);
  return key;
}

/** Not retained: a key that is left behind must not hold the name that its successor needs. */
export function createAlias(scope: Construct, logicalId: string, aliasName: string, key: CfnKey): CfnAlias {
  return claimLogicalId(new CfnAlias(scope, 'AliasResource', { aliasName, targetKeyId: key.ref }), logicalId);
}
