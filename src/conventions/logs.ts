import { Annotations, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';
import { ListBackupSecurity, ListBackupStage } from '../stage';
import { invalid } from '../validation/invalid';

/** CloudWatch Logs' quota of resource policies for an account and region; it cannot be raised. */
const QUOTA = 10;

/** Number of the library's log resource policies in each environment of an app. */
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

/** Log retention of a hardened stage of any kind. */
export const HARDENED_LOGS = { logRetention: RetentionDays.ONE_YEAR } as const;

/** The key of a log group that only a hardened stage encrypts. The key has to admit CloudWatch Logs. */
export function logKeyFor(security: ListBackupSecurity | undefined, encryptionKey: IKey | undefined): string | undefined {
  return security?.isHardened ? encryptionKey?.keyArn : undefined;
}

/** Returns the log retention: the caller's, or the stage's default. CloudWatch accepts only certain numbers of days. */
export function logRetentionFor(stage: ListBackupStage, asked: RetentionDays | undefined): RetentionDays {
  if (asked === undefined) return stage.logRetention;
  const possible = Object.values(RetentionDays).filter((days) => typeof days === 'number');
  if (!possible.includes(asked)) {
    invalid('logRetention', asked, `must be one of ${possible.filter((days) => days !== RetentionDays.INFINITE).join(', ')} days, or INFINITE`, 'For example: RetentionDays.ONE_MONTH.');
  }
  return asked;
}

/** The same as a number of days for what expires by it, or `undefined` for logs kept for ever. */
export function retentionInDays(retention: RetentionDays): number | undefined {
  return retention === RetentionDays.INFINITE ? undefined : retention;
}
