import { CfnUserPoolProps, FeaturePlan, Mfa } from 'aws-cdk-lib/aws-cognito';
import { ListBackupUserPoolEmailOptions } from './email-options';
import { featurePlanOf, requirePlan } from './feature-plan';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { refuse, requireKnownKeys } from '../stage/refuse';
import { requireBoolean, requireOneOf } from '../stage/require';

/** CDK's names for the factors, and Cognito's. */
const FACTORS = { sms: 'SMS_MFA', otp: 'SOFTWARE_TOKEN_MFA', email: 'EMAIL_OTP' } as const;
const FACTOR_KEYS = Object.keys(FACTORS) as (keyof typeof FACTORS)[];

export function secondFactor(options: ListBackupUserPoolOptions & ListBackupUserPoolEmailOptions): Pick<CfnUserPoolProps, 'mfaConfiguration' | 'enabledMfas'> {
  requireOneOf('mfa', options.mfa, Object.values(Mfa));
  const mfa = options.mfa ?? Mfa.OPTIONAL;
  const asked = options.mfaSecondFactor;
  if (mfa === Mfa.OFF) {
    if (asked !== undefined) refuse('mfaSecondFactor', asked, 'It excludes mfa: Mfa.OFF.', 'mfa: Mfa.OPTIONAL, or leave mfaSecondFactor out');
    return { mfaConfiguration: mfa };
  }

  requireKnownKeys('mfaSecondFactor', asked as { readonly [key: string]: unknown } | undefined, FACTOR_KEYS);
  FACTOR_KEYS.forEach((key) => requireBoolean(`mfaSecondFactor.${key}`, asked?.[key]));
  const factors = asked ?? { sms: true, otp: true };
  const enabled = FACTOR_KEYS.filter((key) => factors[key]);
  if (enabled.length === 0) refuse('mfaSecondFactor', asked, 'At least one factor is on.', '{ sms: false, otp: true }');
  if (factors.email) {
    requirePlan('mfaSecondFactor', asked, featurePlanOf(options), FeaturePlan.ESSENTIALS);
    if (options.emailIdentityArn === undefined) {
      refuse('mfaSecondFactor', asked, 'E-mail as a second factor needs an SES identity to send through.', 'emailIdentityArn: "arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai"');
    }
  }
  return { mfaConfiguration: mfa, enabledMfas: enabled.map((key) => FACTORS[key]) };
}
