import { Duration } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  ICustomAttribute,
  LambdaVersion,
  Mfa,
  MfaSecondFactor,
  StandardThreatProtectionMode,
  UserPoolTriggers,
} from 'aws-cdk-lib/aws-cognito';
import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * Options of the user pool: sign-up, attributes, passwords and protection.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html
 */
export interface ListBackupUserPoolOptions {
  /**
   * Makes Cognito refuse to delete the user pool.
   *
   * @default - on in production and staging, off in development
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Feature plan of the user pool. It decides the pool's features and the price per monthly active user. The template always contains it,
   * because Cognito resets a plan that an update omits. If you take over a pool, pass its current plan.
   *
   * @default - ESSENTIALS, which is what Cognito gives a new pool; with `security` HARDENED it is PLUS
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
   */
  readonly featurePlan?: FeaturePlan;

  /**
   * Threat protection: detects stolen passwords and unusual sign-ins, and can block them. Requires `FeaturePlan.PLUS`.
   *
   * @default - `AUDIT_ONLY` with PLUS, which detects but doesn't block; `FULL_FUNCTION` with PLUS and `security` HARDENED; none with other plans
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
   */
  readonly threatProtection?: StandardThreatProtectionMode;

  /**
   * Lets people sign themselves up. Otherwise only administrators create users.
   *
   * @default true
   */
  readonly selfSignUp?: boolean;

  /**
   * Minimum length of a password: 8 to 99 characters. A password always needs a lower-case and an upper-case letter, a digit and a symbol.
   *
   * @default - 8; with `security` HARDENED 14
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
   */
  readonly passwordMinLength?: number;

  /**
   * Number of a user's last passwords that can't be used again: 0 to 24. Not available with `FeaturePlan.LITE`.
   *
   * @default - any can be used again; with `security` HARDENED none of the last 24
   */
  readonly passwordHistorySize?: number;

  /**
   * Validity of a temporary password set by an administrator, in whole days: 1 to 365.
   *
   * @default - 7 days; with `security` HARDENED 1 day
   */
  readonly temporaryPasswordValidity?: Duration;

  /**
   * Ways in which a user who forgot the password gets a code for a new one. Cognito never sends that code by the user's second factor,
   * except with `AccountRecovery.PHONE_AND_EMAIL`. If e-mail is a second factor, keep the phone as another way. Cognito resets values that
   * an update omits: if you take over a pool, pass its current value.
   *
   * @default - left to Cognito, as with `AccountRecovery.PHONE_AND_EMAIL`: the phone if its number is verified, otherwise e-mail. With `security`
   *   HARDENED `AccountRecovery.EMAIL_ONLY`, unless e-mail is a second factor
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
   */
  readonly accountRecovery?: AccountRecovery;

  /**
   * Keeps a user's old e-mail address until the user has verified the new one with a code. Otherwise Cognito replaces the address at once, so that
   * anyone who holds a session can take over the recovery of the account. Cognito resets values that an update omits: if you take over a pool,
   * pass its current value.
   *
   * @default false; with `security` HARDENED true
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
   */
  readonly keepEmailUntilVerified?: boolean;

  /**
   * Distinguishes upper case and lower case in the e-mail address that a user signs in with: `Ann@example.com` and `ann@example.com` are then two
   * users. Set it to `false` for a new stage. Cognito fixes the setting when it creates the pool, so leave it out for a pool that you take over:
   * AWS refuses to change it, and `listbackup plan` refuses the update.
   *
   * @default - left to Cognito: true
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpool-usernameconfiguration.html
   */
  readonly signInCaseSensitive?: boolean;

  /**
   * Requirement of a second factor (MFA): off, optional or required.
   *
   * @default - optional; with `security` HARDENED required
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
   */
  readonly mfa?: Mfa;

  /**
   * Types of second factors: at least one. E-mail requires `emailIdentityArn` and isn't available with `FeaturePlan.LITE`. Can't be
   * combined with `Mfa.OFF`.
   *
   * @default - text messages and authenticator apps
   */
  readonly mfaSecondFactor?: MfaSecondFactor;

  /**
   * Adds the attributes `custom:accountId`, `custom:role` and `custom:tier`. Apps can read them, but only administrators and triggers can
   * write them, so that no user can move to another tenant. This also applies to clients of `userPool.addClient`, unless they set
   * `writeAttributes`. A separate `cognito.UserPoolClient` must set its own. Cognito never removes an attribute.
   *
   * @default false
   */
  readonly tenantAttributes?: boolean;

  /**
   * More attributes, by name without `custom:`: at most 50 including those of `tenantAttributes`. Apps can read them, and write those that
   * `clientWritableAttributes` lists. Cognito never removes or changes an attribute.
   *
   * @default - none beyond `name`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
   */
  readonly customAttributes?: { [name: string]: ICustomAttribute };
}

/**
 * E-mail options of the user pool.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export interface ListBackupUserPoolEmailOptions {
  /**
   * ARN of a verified SES identity through which Cognito sends, for example `arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai`.
   *
   * @default - Cognito sends from its own address, at most 50 messages a day
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  readonly emailIdentityArn?: string;

  /**
   * The sender: an address, or a name and an address (`ListBackup.ai <no-reply@listbackup.ai>`). Only with `emailIdentityArn`, whose
   * address it is or whose domain it is in.
   *
   * @default - `no-reply@` and the zone of `domainName`, where `emailIdentityArn` is given
   */
  readonly emailFrom?: string;

  /**
   * Reply-to address. Requires `emailIdentityArn`.
   *
   * @default - to the sender
   */
  readonly emailReplyTo?: string;

  /**
   * The SES configuration set that counts and reports what becomes of messages. Only with `emailIdentityArn`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html
   */
  readonly emailConfigurationSetName?: string;
}

/**
 * Functions that Cognito calls as triggers.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export interface ListBackupUserPoolTriggerOptions {
  /**
   * Functions that Cognito calls. Only this user pool can call them. A function in the same stack can't have the pool's ID in its
   * environment, because that would create a circular dependency: it can read the ID from the event.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html
   */
  readonly triggers?: UserPoolTriggers;

  /**
   * The version of the event that `triggers.preTokenGeneration` receives. From V2_0 it can also change access tokens, which
   * `FeaturePlan.LITE` does not include.
   *
   * @default LambdaVersion.V1_0
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
   */
  readonly preTokenGenerationVersion?: LambdaVersion;

  /**
   * The key with which Cognito encrypts codes for `triggers.customEmailSender` and `triggers.customSmsSender`. Those need it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html
   */
  readonly customSenderKey?: IKey;
}
