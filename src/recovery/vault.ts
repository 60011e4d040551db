import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ListBackupVaultLock } from './vault-lock';
import { claimLogicalId, claimPhysicalName, resourceTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';

export interface VaultProps {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly name: string;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
  readonly lock?: ListBackupVaultLock;
}

/** A vault of the stage, which holds nothing of another stage: restore tests take whatever is in it. */
export function createVault(scope: Construct, logicalId: string, props: VaultProps): CfnBackupVault {
  claimPhysicalName(scope, 'backup vault', props.name);
  const vault = claimLogicalId(new CfnBackupVault(scope, logicalId, {
    backupVaultName: props.name,
    encryptionKeyArn: props.encryptionKey?.keyArn,
    lockConfiguration: props.lock?._render(),
    backupVaultTags: tagMap(resourceTags(props.stage, props.service)),
  }), logicalId);
  vault.applyRemovalPolicy(props.removalPolicy);
  return vault;
}
