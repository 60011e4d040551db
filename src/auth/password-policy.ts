import { Duration } from 'aws-cdk-lib';
import { CfnUserPool, FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { featurePlanOf, requirePlan } from './feature-plan';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { refuse, requireInteger } from '../stage/refuse';
import { requireDuration } from '../stage/require';

const SHORTEST = 8;
const LONGEST_MINIMUM = 99;
const LONGEST_HISTORY = 24;
const TEMPORARY_PASSWORD_DAYS = 7;

/** Everything is said, since Cognito resets what an update leaves out. */
export function passwordPolicy(options: ListBackupUserPoolOptions): CfnUserPool.PasswordPolicyProperty {
  requireInteger('passwordMinLength', options.passwordMinLength, SHORTEST, LONGEST_MINIMUM, SHORTEST);
  requireInteger('passwordHistorySize', options.passwordHistorySize, 0, LONGEST_HISTORY, 5);
  if (options.passwordHistorySize !== undefined) {
    requirePlan('passwordHistorySize', options.passwordHistorySize, featurePlanOf(options), FeaturePlan.ESSENTIALS);
  }
  return {
    minimumLength: options.passwordMinLength ?? SHORTEST,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: temporaryPasswordDays(options.temporaryPasswordValidity),
    passwordHistorySize: options.passwordHistorySize,
  };
}

function temporaryPasswordDays(validity: Duration | undefined): number {
  if (validity === undefined) return TEMPORARY_PASSWORD_DAYS;
  requireDuration('temporaryPasswordValidity', validity, Duration.days(1), Duration.days(365));
  const days = validity.toDays({ integral: false });
  if (!Number.isInteger(days)) refuse('temporaryPasswordValidity', validity.toHumanString(), 'It is in whole days.', 'Duration.days(7)');
  return days;
}
