import { Duration } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/** What can be chosen for the edge of a stage. */
export interface ListBackupEdgeOptions extends ListBackupSecurityOptions {
  /**
   * Whether the edge also stands in front of the API: a second distribution at the API's hosts, whose DNS records it takes over. Needs a
   * hosted zone, and an API with `behindEdge`.
   *
   * @default false
   */
  readonly frontsApi?: boolean;

  /**
   * Whether the DNS records of the API's hosts are made here. A record stands once: the API has to give them up first (`dnsRecords`). Counts
   * with `frontsApi`; `false` lets the distribution stand ready before the records move.
   *
   * @default true
   */
  readonly apiDnsRecords?: boolean;

  /**
   * Whether the API is also reached at `api.{zoneName}` itself. Counts with `frontsApi`.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;

  /**
   * The secret that the edge sends to the API in the header `x-listbackup-edge`. CloudFormation reads it when the stack is deployed, and
   * no template holds it. After a rotation deploy the stack again: the authorizer takes the version before it until then.
   *
   * @default - the API does not ask whether a request came through the edge
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
   */
  readonly edgeSecret?: ISecret;

  /**
   * Paths of the API whose answers to `GET` the edge remembers, as CloudFront's patterns: `/plans`, `/platforms/*`. For each `Authorization`
   * header, origin and query by itself, so that no user sees another's answer. Needs `frontsApi`.
   *
   * @default - none: each request reaches the API
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
   */
  readonly cachedPaths?: string[];

  /**
   * For how long, unless the answer's `Cache-Control` says less: 1 second to 1 day.
   *
   * @default Duration.minutes(1)
   */
  readonly cacheTtl?: Duration;

  /**
   * The `Content-Security-Policy` of assets.
   *
   * @default - images, fonts and styles of the assets themselves, no scripts, no frames
   * @see https://developer.mozilla.org/docs/Web/HTTP/CSP
   */
  readonly contentSecurityPolicy?: string;

  /**
   * Whether clients need TLS 1.3. Needs a hosted zone: CloudFront's own hosts take older versions.
   *
   * @default - false: TLS 1.2 or newer, the policy `TLSv1.2_2021`; with `security` HARDENED and a hosted zone true
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
   */
  readonly tls13Only?: boolean;

  /**
   * Whether Shield Advanced protects the distributions. The account needs the subscription, at a considerable price; Shield Standard
   * protects them anyway.
   *
   * @default false
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html
   */
  readonly shieldAdvanced?: boolean;
}

/** The edge of a stage. */
export interface ListBackupEdgeProps extends ListBackupEdgeOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** The bucket of the assets, in the account of the stack. Its policy admits the account's distributions, as that of `buckets.assets` does. */
  readonly assetsBucket: IBucket;

  /**
   * The Route 53 zone below which the stage's hosts stand. It belongs to the account of the stack.
   *
   * @default - distributions are reached at CloudFront's own hosts, and no DNS record is made
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * The certificate for `{stage}.assets.{zoneName}`, in us-east-1. A hosted zone needs it.
   *
   * @default - none
   */
  readonly assetsCertificate?: ICertificate;

  /**
   * The certificate for the API's hosts, in us-east-1. `frontsApi` needs it.
   *
   * @default - none
   */
  readonly apiCertificate?: ICertificate;

  /**
   * The web ACL of the firewall: of scope CLOUDFRONT, in us-east-1.
   *
   * @default - no firewall
   */
  readonly webAclArn?: string;
}
