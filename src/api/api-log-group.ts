import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags, retentionInDays } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** How the API's logs are kept. */
export interface ApiLogSettings {
  readonly stage: ListBackupStage;
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** A log group under its logical ID; without a name CloudFormation gives it one. */
export function createLogGroup(scope: Construct, logicalId: string, name: string | undefined, settings: ApiLogSettings): CfnLogGroup {
  const group = claimLogicalId(new CfnLogGroup(scope, logicalId, {
    logGroupName: name,
    retentionInDays: retentionInDays(settings.retention),
    kmsKeyId: settings.encryptionKey?.keyArn,
    tags: resourceTags(settings.stage, SERVICES.apiGateway),
  }), logicalId);
  group.applyRemovalPolicy(settings.removalPolicy);
  return group;
}

/** What keys admit already: statements of one `Sid` must not repeat, and each stack with routes asks. */
const ADMITTED = new WeakMap<IKey, Set<string>>();

/**
 * Lets CloudWatch Logs use the key for log groups of this account and region. A key that belongs to another app has to allow it itself.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitLogs(scope: Construct, key: IKey | undefined): void {
  if (key === undefined) return;
  const stack = Stack.of(scope);
  const admitted = ADMITTED.get(key) ?? new Set<string>();
  ADMITTED.set(key, admitted);
  if (admitted.has(stack.environment)) return;
  admitted.add(stack.environment);
  const groups = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  key.addToResourcePolicy(new PolicyStatement({
    sid: 'ApiLogGroups',
    principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    // In a key's own policy the key can only be called `*`.
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
  }), true);
}
