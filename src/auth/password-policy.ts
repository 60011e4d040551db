import { Duration } from 'aws-cdk-lib';
import { CfnUserPool, FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { featurePlanOf, requirePlan } from './feature-plan';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { requireInteger } from '../stage/refuse';
import { requireDuration } from '../stage/require-duration';

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
  return validity === undefined
    ? TEMPORARY_PASSWORD_DAYS
    : requireDuration('temporaryPasswordValidity', validity, 'days', 1, 365, TEMPORARY_PASSWORD_DAYS);
}
