import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FunctionConventions } from './function-conventions';
import { claimLogicalId, logRetentionFor, resourceTags, retentionInDays } from '../conventions';
import { functionLogGroupName } from '../stage/naming';

/** What can be chosen for a function's log group. */
export interface FunctionLogGroupOptions {
  readonly removalPolicy: RemovalPolicy;
  readonly logRetention?: RetentionDays;
  readonly encryptionKey?: IKey;
}

/** Without a group of its own Lambda would make one that keeps everything for ever. */
export function createLogGroup(
  scope: Construct, { stage, service, name, logicalId }: FunctionConventions, { encryptionKey, ...options }: FunctionLogGroupOptions,
): CfnLogGroup {
  const logGroupName = functionLogGroupName(stage, name);
  const logGroup = claimLogicalId(new CfnLogGroup(scope, 'LogGroup', {
    logGroupName,
    retentionInDays: retentionInDays(logRetentionFor(stage, options.logRetention)),
    kmsKeyId: encryptionKey?.keyArn,
    tags: resourceTags(stage, service),
  }), `${logicalId}LogGroup`);
  logGroup.applyRemovalPolicy(options.removalPolicy);
  return logGroup;
}

/**
 * Lets CloudWatch Logs use a key for the log group. A key that belongs to another app has to allow it itself.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitLogs(scope: Construct, key: IKey, logGroupName: string): void {
  const stack = Stack.of(scope);
  const arn = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  key.addToResourcePolicy(new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    // In a key's own policy the key can only be called `*`.
    resources: ['*'],
    conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn } },
  }));
}
