import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, StandardThreatProtectionMode } from 'aws-cdk-lib/aws-cognito';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupAppClientOptions } from './app-client-options';
import { ListBackupHostedUiOptions } from './hosted-ui';
import { planIncludes } from './sign-in';
import { ListBackupUserPoolEmailOptions, ListBackupUserPoolOptions, ListBackupUserPoolTriggerOptions } from './user-pool-options';
import { HARDENED_LOGS } from '../conventions';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { withSecurityDefaults } from '../stage/security';

/** Options of a stage's authentication. */
export interface ListBackupAuthOptions extends ListBackupUserPoolOptions, ListBackupUserPoolTriggerOptions,
  ListBackupUserPoolEmailOptions, ListBackupAppClientOptions, ListBackupHostedUiOptions, ListBackupSecurityOptions {
  /**
   * The zone of the stage's web origin, `https://{stage}.{domainName}`.
   *
   * @default 'listbackup.ai'
   */
  readonly domainName?: string;

  /**
   * Removal policy of user pool, client, groups, identity pool and log group when they leave the stack. To destroy a production stage's
   * users, you must set `DESTROY` here. Synthesis then warns (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Retention of Cognito's logs: messages that it couldn't send and, with `FeaturePlan.PLUS`, the users' activity. With `FeaturePlan.LITE`
   * there are no logs.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/exporting-quotas-and-usage.html
   */
  readonly logRetention?: RetentionDays;

  /**
   * Customer-managed key for those logs. Its policy must allow CloudWatch Logs to use it.
   *
   * @default - none; with `security` HARDENED the service's own key
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly encryptionKey?: IKey;

  /**
   * Makes the identity pool give credentials to users who haven't signed in. Their role has no permissions until you grant it some.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
   */
  readonly unauthenticatedIdentities?: boolean;

  /**
   * Permissions boundary of the roles created here.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Authentication of a stage. */
export interface ListBackupAuthProps extends ListBackupAuthOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/** Defaults of hardened authentication, for every feature plan. */
const HARDENED = {
  ...HARDENED_LOGS,
  featurePlan: FeaturePlan.PLUS,
  mfa: Mfa.REQUIRED,
  keepEmailUntilVerified: true,
  passwordMinLength: 14,
  temporaryPasswordValidity: Duration.days(1),
  implicitFlow: false,
  accessTokenValidity: Duration.hours(1),
  idTokenValidity: Duration.hours(1),
  refreshTokenValidity: Duration.days(1),
} satisfies ListBackupAuthOptions;

/** Options that only some plans include. */
const BY_PLAN: readonly { readonly plan: FeaturePlan; readonly options: ListBackupAuthOptions }[] = [
  { plan: FeaturePlan.ESSENTIALS, options: { passwordHistorySize: 24 } },
  { plan: FeaturePlan.PLUS, options: { threatProtection: StandardThreatProtectionMode.FULL_FUNCTION } },
];

/** The caller's options with the defaults of the security level; a plan that the caller names decides what can be among them. */
export function withAuthSecurityDefaults(props: ListBackupAuthProps): ListBackupAuthProps {
  const plan = props.featurePlan ?? HARDENED.featurePlan;
  const options = BY_PLAN.filter((row) => planIncludes(plan, row.plan)).map((row) => row.options);
  // Cognito sends no code for a new password to an address that is a second factor.
  const recovery = props.mfaSecondFactor?.email ? {} : { accountRecovery: AccountRecovery.EMAIL_ONLY };
  return withSecurityDefaults<ListBackupAuthProps>(props, Object.assign({}, HARDENED, recovery, ...options) as ListBackupAuthOptions);
}
