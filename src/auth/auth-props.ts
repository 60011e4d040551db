import { RemovalPolicy } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupAppClientOptions } from './app-client-options';
import { ListBackupUserPoolEmailOptions } from './email-options';
import { ListBackupHostedUiOptions } from './hosted-ui-options';
import { ListBackupUserPoolTriggerOptions } from './trigger-options';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/** What can be chosen for the authentication of a stage. */
export interface ListBackupAuthOptions extends ListBackupUserPoolOptions, ListBackupUserPoolTriggerOptions,
  ListBackupUserPoolEmailOptions, ListBackupAppClientOptions, ListBackupHostedUiOptions, ListBackupSecurityOptions {
  /**
   * The zone of the stage's web origin, `https://{stage}.{domainName}`.
   *
   * @default 'listbackup.ai'
   */
  readonly domainName?: string;

  /**
   * What becomes of user pool, client, groups, identity pool and log group when they leave the stack. Destroying a production stage's
   * users is possible only by saying so here, and synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * For how long Cognito's logs are kept: messages that could not be sent, and with `FeaturePlan.PLUS` what users did. With
   * `FeaturePlan.LITE` there are none.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/exporting-quotas-and-usage.html
   */
  readonly logRetention?: RetentionDays;

  /**
   * A customer-managed key for those logs. Its policy has to admit CloudWatch Logs.
   *
   * @default - none; with `security` HARDENED a key of the service's own
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether the identity pool gives credentials to people who have not signed in. Their role allows nothing until you grant it something.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
   */
  readonly unauthenticatedIdentities?: boolean;

  /**
   * A policy that bounds what the roles made here may ever be allowed.
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
