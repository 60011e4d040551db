import { Duration, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { EDGE_REGION } from './edge-environment';
import { ListBackupFromStageProps } from '../exports';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { invalid, show } from '../validation/invalid';
import { requireOrigins } from '../validation/names';
import { requireAttribute, requireBoolean, requireDuration, requireList, requireText } from '../validation/values';

/** Options of a stage's edge. */
export interface ListBackupEdgeOptions extends ListBackupSecurityOptions {
  /**
   * Also puts the edge in front of the API: a second distribution serves the API's hosts and takes over their DNS records. Requires a
   * hosted zone, and an API with `behindEdge`.
   *
   * @default false
   */
  readonly frontsApi?: boolean;

  /**
   * Creates the DNS records of the API's hosts here. A record can exist only once, so the API must give it up first (`dnsRecords`). Only
   * applies with `frontsApi`. To prepare the distribution before the records move, set it to false.
   *
   * @default true
   */
  readonly apiDnsRecords?: boolean;

  /**
   * Also serves the API at `api.{zoneName}`. Only applies with `frontsApi`.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;

  /**
   * Secret that the edge sends to the API in the header `x-listbackup-edge`. CloudFormation reads it at deployment, and no template
   * contains it. After a rotation, change `edgeSecretVersion` and deploy: until then, the edge sends the previous version, which the
   * authorizer accepts. A second rotation before that deployment cuts the edge off.
   *
   * @default - the API doesn't check if a request came through the edge
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
   */
  readonly edgeSecret?: ISecret;

  /**
   * Text that you change after each rotation of the edge's secret, such as a number or a date: 1 to 64 letters, digits, dots, dashes and
   * underscores. It isn't a version ID: CloudFormation uses the current value of the secret. Without a change in the template,
   * CloudFormation would keep the value of the last deployment. Requires a secret.
   *
   * @default - none: a deployment renews the value only when something else of the API's distribution changes
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
   */
  readonly edgeSecretVersion?: string;

  /**
   * Paths of the API for which the edge caches responses to `GET`, as CloudFront's patterns: `/plans`, `/platforms/*`. Responses are cached
   * per `Authorization` header, origin and query, so that no user sees another's response. Requires `frontsApi`.
   *
   * @default - none: each request reaches the API
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
   */
  readonly cachedPaths?: string[];

  /**
   * Time for which responses are cached, unless their `Cache-Control` sets a shorter one: 1 second to 1 day.
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
   * Origins whose pages can load assets with CORS, such as fonts and modules. `*` means every origin.
   *
   * @default - the origins of the stage's front ends, as for the API
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
   */
  readonly corsOrigins?: string[];

  /**
   * Requires TLS 1.3 from clients. Requires a hosted zone, because CloudFront's own hosts accept older versions.
   *
   * @default - false: TLS 1.2 or newer, the policy `TLSv1.2_2021`; with `security` HARDENED and a hosted zone true
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
   */
  readonly tls13Only?: boolean;

  /**
   * Protects the distributions with Shield Advanced. The account needs the subscription, which has a high price. Shield Standard protects
   * the distributions in any case.
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

  /**
   * Bucket of the assets, in the account of the stack. Its policy must allow the account's distributions to read, as the policy of
   * `buckets.assets` does.
   */
  readonly assetsBucket: IBucket;

  /**
   * Route 53 zone of the stage's hosts. It must belong to the account of the stack.
   *
   * @default - distributions only have CloudFront's own hosts, and no DNS records are created
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * Certificate for `{stage}.assets.{zoneName}`, in us-east-1. Required with a hosted zone.
   *
   * @default - none
   */
  readonly assetsCertificate?: ICertificate;

  /**
   * Certificate for the API's hosts, in us-east-1. Required with `frontsApi`.
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

/** The edge of a stage that was deployed. */
export interface ListBackupEdgeFromStageProps extends ListBackupFromStageProps {
  /**
   * Set to true if the edge was deployed in front of the API, too.
   *
   * @default false
   */
  readonly frontsApi?: boolean;
}

/** CloudFront's quota of cache behaviors, minus the default one. */
const MAX_CACHED_PATHS = 74;
const MAX_CACHE_SECONDS = 86_400;
const DEFAULT_CACHE_SECONDS = 60;

/** Refuses options that could not be deployed, or that need another. */
export function requireEdge(props: ListBackupEdgeProps): void {
  requireAttribute('assetsBucket', props.assetsBucket ?? null, 'bucketRegionalDomainName', 'a bucket', 'buckets.assets');
  for (const certificate of ['assetsCertificate', 'apiCertificate'] as const) {
    requireAttribute(certificate, props[certificate], 'certificateArn', 'a certificate', 'certificates.assetsCertificate');
  }
  requireBoolean('apiDnsRecords', props.apiDnsRecords);
  requireBoolean('tls13Only', props.tls13Only);
  requireBoolean('shieldAdvanced', props.shieldAdvanced);
  requireAttribute('edgeSecret', props.edgeSecret, 'secretValue', 'a Secrets Manager secret',
    'secretsmanager.Secret.fromSecretNameV2(this, "Edge", "listbackup/main/edge")');
  requireText('edgeSecretVersion', props.edgeSecretVersion, /^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes and underscores', 'For example: "2".');
  if (props.edgeSecretVersion !== undefined && props.edgeSecret === undefined) {
    invalid('edgeSecretVersion', props.edgeSecretVersion, 'requires a secret that the edge sends', 'Set edgeSecret, or onlyThroughEdge of the infrastructure, or remove edgeSecretVersion.');
  }
  requireText('contentSecurityPolicy', props.contentSecurityPolicy, /^[\x20-\x7e]{1,4096}$/, 'must be one line of text', 'For example: "default-src \'none\'; img-src \'self\'".');
  requireText('webAclArn', props.webAclArn, /^arn:[^:]+:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/, 'must be the ARN of a web ACL of scope CLOUDFRONT, which is in us-east-1', 'For example: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/0a1b2c3d".');
  if (props.corsOrigins !== undefined) requireOrigins('corsOrigins', props.corsOrigins);
  requireCachedPaths(props.cachedPaths);
  cacheSeconds(props);

  if (!props.frontsApi) {
    for (const [prop, value] of Object.entries({ edgeSecret: props.edgeSecret?.node.path, cachedPaths: props.cachedPaths })) {
      if (value !== undefined) invalid(prop, value, 'requires frontsApi: it is for the API behind the edge', `Set frontsApi: true, or remove ${prop}.`);
    }
  }
  if (props.tls13Only && props.hostedZone === undefined) {
    invalid('tls13Only', true, 'requires a hosted zone: CloudFront\'s own hosts accept older versions', 'Set hostedZone, or remove tls13Only.');
  }
}

/** For how long answers of the API are remembered. */
export function cacheSeconds({ cacheTtl, cachedPaths }: ListBackupEdgeProps): number {
  if (cacheTtl === undefined) return DEFAULT_CACHE_SECONDS;
  const seconds = requireDuration('cacheTtl', cacheTtl, 'seconds', 1, MAX_CACHE_SECONDS, DEFAULT_CACHE_SECONDS);
  if (cachedPaths === undefined) invalid('cacheTtl', cacheTtl.toHumanString(), 'requires cachedPaths', 'For example: cachedPaths: ["/plans"].');
  return seconds;
}

/** Returns the ARN of a certificate that a host needs. */
export function requireEdgeCertificate(what: string, certificate: ICertificate | undefined, host: string): string {
  const works = `Certificate.fromCertificateArn(…) of a certificate for ${host} in ${EDGE_REGION}`;
  if (certificate === undefined) invalid(what, undefined, `must be a certificate for the host ${host}`, `For example: ${works}.`);
  requireAttribute(what, certificate, 'certificateArn', 'a certificate', works);
  const { certificateArn } = certificate;
  if (!Token.isUnresolved(certificateArn) && !new RegExp(`^arn:[^:]+:acm:${EDGE_REGION}:`).test(certificateArn)) {
    invalid(what, certificateArn, `must be a certificate in ${EDGE_REGION}, the only Region that CloudFront takes certificates from`, `For example: ${works}.`);
  }
  return certificateArn;
}

function requireCachedPaths(paths: readonly string[] | undefined): void {
  const works = '["/plans", "/platforms/*"]';
  requireList('cachedPaths', paths, works);
  if (paths === undefined) return;
  if (paths.length === 0 || paths.length > MAX_CACHED_PATHS) invalid('cachedPaths', paths.length, `must have 1 to ${MAX_CACHED_PATHS} paths`, `For example: ${works}.`);
  for (const path of paths) {
    if (typeof path !== 'string' || !/^\/[A-Za-z0-9_\-.*$/~"'@:+&?]{0,254}$/.test(path)) {
      invalid('cachedPaths', path, 'must have patterns that begin with a slash, of at most 255 characters; a star matches any text, also a path parameter', `For example: ${works}.`);
    }
  }
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== undefined) invalid('cachedPaths', twice, `can't list ${show(twice)} twice`, 'Remove one of them.');
}
