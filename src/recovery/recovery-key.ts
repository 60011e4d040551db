import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { recoveryKeyAliasName } from '../stage/naming';

const ROTATION_DAYS = 365;
const PENDING_DAYS = 30;

/** The key of copies and replicas, under an alias by which the primary's region knows it. */
export function createRecoveryKey(scope: Construct, stage: ListBackupStage, removalPolicy: RemovalPolicy): CfnKey {
  const alias = recoveryKeyAliasName(stage);
  claimPhysicalName(scope, 'key alias', alias);
  const key = claimLogicalId(new CfnKey(scope, 'Key', {
    description: `Copies of backups and replicas of stage ${stage.stageName} of ListBackup`,
    enableKeyRotation: true,
    rotationPeriodInDays: ROTATION_DAYS,
    pendingWindowInDays: PENDING_DAYS,
    // As JSON: the handle of the key reads that.
    keyPolicy: keyPolicy(Stack.of(scope).account).toJSON(),
    tags: resourceTags(stage, SERVICES.recovery),
  }), 'RecoveryKey');
  key.applyRemovalPolicy(removalPolicy);
  // Not retained: a key that is left behind must not hold the name that its successor needs.
  claimLogicalId(new CfnAlias(scope, 'KeyAlias', { aliasName: alias, targetKeyId: key.ref }), 'RecoveryKeyAlias');
  return key;
}

/** The account's IAM policies decide; beside them stand the services that come without a role of ours, each for this account only. */
function keyPolicy(account: string): PolicyDocument {
  const backup = new ServicePrincipal('backup.amazonaws.com');
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ sid: 'AccountDecides', principals: [new AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] }),
      new PolicyStatement({
        sid: 'CopiesAreWritten',
        principals: [backup],
        actions: ['kms:DescribeKey', 'kms:GenerateDataKey*', 'kms:Decrypt', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      new PolicyStatement({
        sid: 'CopiesAreGranted',
        principals: [backup],
        actions: ['kms:CreateGrant'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account }, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
      new PolicyStatement({
        sid: 'TrailsWriteToBuckets',
        principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
        actions: ['kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudtrail:*:${account}:trail/*` } },
      }),
    ],
  });
}
