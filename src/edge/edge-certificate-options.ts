import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/**
 * What can be chosen for the edge's firewall.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html
 */
export interface ListBackupFirewallOptions extends ListBackupSecurityOptions {
  /**
   * Whether a web application firewall (AWS WAF) stands in front: AWS's managed rules against common attacks, known bad input, addresses of
   * ill repute and SQL injection, and a rate limit.
   *
   * @default - on in production and staging, off in development
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  readonly firewall?: boolean;

  /**
   * How many requests one address may make in five minutes: 10 to 2000000000. Needs the firewall.
   *
   * @default 2000
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
   */
  readonly rateLimit?: number;

  /**
   * For how long the firewall's log is kept.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   */
  readonly logRetention?: RetentionDays;
}

/** What can be chosen for the edge's certificates and its firewall. */
export interface ListBackupEdgeCertificateOptions extends ListBackupFirewallOptions {
  /**
   * Whether the edge also stands in front of the API, so that a certificate for the API's hosts is needed.
   *
   * @default false
   */
  readonly frontsApi?: boolean;

  /**
   * Whether the API is also reached at `api.{zoneName}` itself. Counts with `frontsApi` and a hosted zone.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;

  /**
   * What becomes of certificates and log group when they leave the stack.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A customer-managed key of us-east-1 for the firewall's log. Its policy has to admit CloudWatch Logs.
   *
   * @default - none; with `security` HARDENED a key of the service's own
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly encryptionKey?: IKey;
}

/** The edge's certificates and its firewall. */
export interface ListBackupEdgeCertificateProps extends ListBackupEdgeCertificateOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * The Route 53 zone below which the stage's hosts stand, and in which certificates are validated.
   *
   * @default - no certificate: distributions are reached at CloudFront's own hosts
   */
  readonly hostedZone?: HostedZoneAttributes;
}
