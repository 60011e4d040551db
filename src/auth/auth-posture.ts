import { Duration } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, StandardThreatProtectionMode } from 'aws-cdk-lib/aws-cognito';
import { ListBackupAuthOptions, ListBackupAuthProps } from './auth-props';
import { planIncludes } from './feature-plan';
import { HARDENED_LOGS } from '../conventions';
import { byPosture } from '../stage/posture';

/** What hardened authentication defaults to, whichever its feature plan. */
const HARDENED = {
  ...HARDENED_LOGS,
  featurePlan: FeaturePlan.PLUS,
  mfa: Mfa.REQUIRED,
  passwordMinLength: 14,
  temporaryPasswordValidity: Duration.days(1),
  implicitFlow: false,
  accessTokenValidity: Duration.hours(1),
  idTokenValidity: Duration.hours(1),
  refreshTokenValidity: Duration.days(1),
} satisfies ListBackupAuthOptions;

/** What only some plans include. */
const BY_PLAN: readonly { readonly plan: FeaturePlan; readonly options: ListBackupAuthOptions }[] = [
  { plan: FeaturePlan.ESSENTIALS, options: { passwordHistorySize: 24 } },
  { plan: FeaturePlan.PLUS, options: { threatProtection: StandardThreatProtectionMode.FULL_FUNCTION } },
];

/** The caller's options with the defaults of the posture; a plan that the caller names decides what can be among them. */
export function authByPosture(props: ListBackupAuthProps): ListBackupAuthProps {
  const plan = props.featurePlan ?? HARDENED.featurePlan;
  const options = BY_PLAN.filter((row) => planIncludes(plan, row.plan)).map((row) => row.options);
  return byPosture<ListBackupAuthProps>(props, Object.assign({}, HARDENED, ...options) as ListBackupAuthOptions);
}
