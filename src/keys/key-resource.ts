import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';

/** How often KMS makes new key material, and for how long a removed key can be saved, where nobody says otherwise. */
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
