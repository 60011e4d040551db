import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnLogDeliveryConfiguration, FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { featurePlanOf, planIncludes } from './sign-in';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, logRetentionFor, resourceTags, retentionInDays } from '../conventions';
import { ListBackupStage } from '../stage';
import { authLogGroupName } from '../stage/naming';

/** Cognito's log sources, each with its log level and the lowest plan that includes it. */
const SOURCES = [
  { eventSource: 'userNotification', logLevel: 'ERROR', plan: FeaturePlan.ESSENTIALS },
  { eventSource: 'userAuthEvents', logLevel: 'INFO', plan: FeaturePlan.PLUS },
];

/** Properties of log delivery, from its layer. */
export interface LogDeliveryProps {
  readonly stage: ListBackupStage;
  readonly userPoolId: string;
  readonly featurePlan?: FeaturePlan;
  readonly logRetention?: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** Creates a log group and delivers the user pool's logs to it, if the plan includes them. */
export function deliverLogs(scope: Construct, props: LogDeliveryProps): void {
  const retention = logRetentionFor(props.stage, props.logRetention);
  const sources = SOURCES.filter((source) => planIncludes(featurePlanOf(props), source.plan));
  if (sources.length === 0) return;

  const logGroup = claimLogicalId(new CfnLogGroup(scope, 'LogGroup', {
    logGroupName: authLogGroupName(props.stage),
    retentionInDays: retentionInDays(retention),
    kmsKeyId: props.encryptionKey?.keyArn,
    tags: resourceTags(props.stage, SERVICES.cognito),
  }), 'CognitoLogGroup');
  logGroup.applyRemovalPolicy(props.removalPolicy);

  // Not `attrArn`: it ends with `:*`, which Cognito refuses.
  const logGroupArn = Stack.of(scope).formatArn({
    service: 'logs', resource: 'log-group', resourceName: logGroup.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  claimLogicalId(new CfnLogDeliveryConfiguration(scope, 'LogDelivery', {
    userPoolId: props.userPoolId,
    logConfigurations: sources.map(({ eventSource, logLevel }) => ({
      eventSource, logLevel, cloudWatchLogsConfiguration: { logGroupArn },
    })),
  }), 'CognitoLogDelivery');
}
