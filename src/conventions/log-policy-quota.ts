import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';

/** CloudWatch Logs' quota of resource policies for an account and region; it cannot be raised. */
const QUOTA = 10;

/** How many of the library's policies an app puts into each environment. */
const COUNTS = new WeakMap<IConstruct, Map<string, number>>();

/**
 * Warns of a log-group resource policy beyond CloudWatch Logs' quota. Only what this app makes is seen.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export function countLogPolicy(policy: CfnResourcePolicy): void {
  const { environment } = Stack.of(policy);
  const counts = COUNTS.get(policy.node.root) ?? new Map<string, number>();
  COUNTS.set(policy.node.root, counts);
  const count = (counts.get(environment) ?? 0) + 1;
  counts.set(environment, count);
  if (count > QUOTA) {
    Annotations.of(policy).addWarningV2('listbackup-infrastructure:logResourcePolicyQuota',
      `this is log-group resource policy ${count} that the app makes in ${environment}: an account holds ${QUOTA} in a region, so its deployment `
      + 'will fail there. Put some stages into another account or region, or switch off logging of the stages that do not need it.');
  }
}
