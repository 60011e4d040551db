import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { refuse } from '../stage/refuse';
import { requireOneOf } from '../stage/require';

/** Each plan includes what those before it do. */
const PLANS = [FeaturePlan.LITE, FeaturePlan.ESSENTIALS, FeaturePlan.PLUS];

/** The plan that Cognito itself gives a new pool; it resets an update that names none to that. */
export function featurePlanOf(options: { readonly featurePlan?: FeaturePlan }): FeaturePlan {
  requireOneOf('featurePlan', options.featurePlan, PLANS);
  return options.featurePlan ?? FeaturePlan.ESSENTIALS;
}

export function planIncludes(plan: FeaturePlan, needed: FeaturePlan): boolean {
  return PLANS.indexOf(plan) >= PLANS.indexOf(needed);
}

/** Refuses what the pool's plan does not include. */
export function requirePlan(what: string, value: unknown, plan: FeaturePlan, needed: FeaturePlan): void {
  if (!planIncludes(plan, needed)) {
    refuse(what, value, `It needs feature plan ${needed}, and the pool's is ${plan}.`, `featurePlan: FeaturePlan.${needed}, or leave ${what} out`);
  }
}
