import { Duration } from 'aws-cdk-lib';
import { AccountRecovery, CfnUserPool, CfnUserPoolProps, FeaturePlan, Mfa, StandardThreatProtectionMode } from 'aws-cdk-lib/aws-cognito';
import { ListBackupUserPoolEmailOptions, ListBackupUserPoolOptions } from './user-pool-options';
import { invalid, requireInteger, requireKnownKeys } from '../validation/invalid';
import { requireBoolean, requireDuration, requireOneOf } from '../validation/values';

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
    invalid(what, value, `requires feature plan ${needed}, but the pool has ${plan}`, `Set featurePlan: FeaturePlan.${needed}, or remove ${what}.`);
  }
}

const [EMAIL, PHONE, ADMIN] = ['verified_email', 'verified_phone_number', 'admin_only'];

/** The mechanisms of each choice, the preferred one first. Without the property Cognito takes phone or e-mail, whatever the second factor is. */
const MECHANISMS = new Map<AccountRecovery, readonly string[] | undefined>([
  [AccountRecovery.EMAIL_ONLY, [EMAIL]],
  [AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA, [EMAIL, PHONE]],
  [AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL, [PHONE, EMAIL]],
  [AccountRecovery.PHONE_ONLY_WITHOUT_MFA, [PHONE]],
  [AccountRecovery.PHONE_AND_EMAIL, undefined],
  [AccountRecovery.NONE, [ADMIN]],
]);

export function accountRecoverySetting({ accountRecovery }: ListBackupUserPoolOptions): CfnUserPool.AccountRecoverySettingProperty | undefined {
  if (accountRecovery === undefined) return undefined;
  if (!MECHANISMS.has(accountRecovery)) invalid('accountRecovery', accountRecovery, 'must be a member of AccountRecovery', 'For example: AccountRecovery.EMAIL_ONLY.');
  const mechanisms = MECHANISMS.get(accountRecovery);
  return mechanisms && { recoveryMechanisms: mechanisms.map((name, index) => ({ name, priority: index + 1 })) };
}

/** Cognito fixes the setting at creation, and takes none as `true`. */
export function usernameConfiguration({ signInCaseSensitive }: ListBackupUserPoolOptions): CfnUserPool.UsernameConfigurationProperty | undefined {
  requireBoolean('signInCaseSensitive', signInCaseSensitive);
  return signInCaseSensitive === undefined ? undefined : { caseSensitive: signInCaseSensitive };
}

/** A new address counts once its owner has entered the code that Cognito sends there. */
export function attributeUpdates({ keepEmailUntilVerified }: ListBackupUserPoolOptions): CfnUserPool.UserAttributeUpdateSettingsProperty | undefined {
  requireBoolean('keepEmailUntilVerified', keepEmailUntilVerified);
  return keepEmailUntilVerified ? { attributesRequireVerificationBeforeUpdate: ['email'] } : undefined;
}

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

/** CDK's names for the factors, and Cognito's. */
const FACTORS = { sms: 'SMS_MFA', otp: 'SOFTWARE_TOKEN_MFA', email: 'EMAIL_OTP' } as const;
const FACTOR_KEYS = Object.keys(FACTORS) as (keyof typeof FACTORS)[];

export function secondFactor(options: ListBackupUserPoolOptions & ListBackupUserPoolEmailOptions): Pick<CfnUserPoolProps, 'mfaConfiguration' | 'enabledMfas'> {
  requireOneOf('mfa', options.mfa, Object.values(Mfa));
  const mfa = options.mfa ?? Mfa.OPTIONAL;
  const asked = options.mfaSecondFactor;
  if (mfa === Mfa.OFF) {
    if (asked !== undefined) invalid('mfaSecondFactor', asked, 'can\'t be combined with mfa: Mfa.OFF', 'Set mfa to OPTIONAL or REQUIRED, or remove mfaSecondFactor.');
    return { mfaConfiguration: mfa };
  }

  requireKnownKeys('mfaSecondFactor', asked as { readonly [key: string]: unknown } | undefined, FACTOR_KEYS);
  FACTOR_KEYS.forEach((key) => requireBoolean(`mfaSecondFactor.${key}`, asked?.[key]));
  const factors = asked ?? { sms: true, otp: true };
  const enabled = FACTOR_KEYS.filter((key) => factors[key]);
  if (enabled.length === 0) invalid('mfaSecondFactor', asked, 'must have at least one factor on', 'For example: { sms: false, otp: true }.');
  if (factors.email) {
    requirePlan('mfaSecondFactor', asked, featurePlanOf(options), FeaturePlan.ESSENTIALS);
    if (options.emailIdentityArn === undefined) {
      invalid('mfaSecondFactor', asked, 'requires an SES identity when email is on', 'For example: emailIdentityArn: "arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai".');
    }
  }
  return { mfaConfiguration: mfa, enabledMfas: enabled.map((key) => FACTORS[key]) };
}

/** Threat protection is a part of one plan. Where it is paid for, it at least watches: it is what the authentication logs tell of. */
export function threatProtection(options: ListBackupUserPoolOptions): CfnUserPool.UserPoolAddOnsProperty | undefined {
  const asked = options.threatProtection;
  const plan = featurePlanOf(options);
  requireOneOf('threatProtection', asked, Object.values(StandardThreatProtectionMode));
  if (asked !== undefined) requirePlan('threatProtection', asked, plan, FeaturePlan.PLUS);
  if (!planIncludes(plan, FeaturePlan.PLUS)) return undefined;
  return { advancedSecurityMode: asked ?? StandardThreatProtectionMode.AUDIT_ONLY };
}
