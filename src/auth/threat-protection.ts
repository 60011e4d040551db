import { CfnUserPool, FeaturePlan, StandardThreatProtectionMode } from 'aws-cdk-lib/aws-cognito';
import { featurePlanOf, planIncludes, requirePlan } from './feature-plan';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { requireOneOf } from '../stage/require';

/** Threat protection is a part of one plan. Where it is paid for, it at least watches: it is what the authentication logs tell of. */
export function threatProtection(options: ListBackupUserPoolOptions): CfnUserPool.UserPoolAddOnsProperty | undefined {
  const asked = options.threatProtection;
  const plan = featurePlanOf(options);
  requireOneOf('threatProtection', asked, Object.values(StandardThreatProtectionMode));
  if (asked !== undefined) requirePlan('threatProtection', asked, plan, FeaturePlan.PLUS);
  if (!planIncludes(plan, FeaturePlan.PLUS)) return undefined;
  return { advancedSecurityMode: asked ?? StandardThreatProtectionMode.AUDIT_ONLY };
}
