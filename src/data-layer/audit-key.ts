import { Annotations, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { isStageKey } from '../keys/stage-key';

/**
 * Lets CloudTrail encrypt with the caller's key what it writes to the data bucket; CloudTrail refuses a trail to a bucket that it cannot
 * write to. By pattern: a key that named the trail could not be deployed before it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function admitTrailToKey(scope: Construct, key: IKey): void {
  if (isStageKey(key)) return;
  const { account, region } = Stack.of(scope);
  const { statementAdded } = key.addToResourcePolicy(new PolicyStatement({
    sid: 'CloudTrailEncrypt',
    principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
    actions: ['kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudtrail:${region}:${account}:trail/*` } },
  }), true);
  if (statementAdded) return;
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:auditKeyPolicy',
    'The policy of encryptionKey is not this app\'s. It has to let cloudtrail.amazonaws.com use kms:GenerateDataKey*, or the trail of audit cannot be made.');
}
