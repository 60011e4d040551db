import { Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EDGE_REGION } from './edge-environment';
import { ListBackupEdgeProps } from './edge-options';
import { refuse } from '../stage/refuse';
import { requireAttribute, requireBoolean, requireList, requireText } from '../stage/require';
import { requireDuration } from '../stage/require-duration';

/** CloudFront's quota of cache behaviours, less the default one. */
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
  requireText('contentSecurityPolicy', props.contentSecurityPolicy, /^[\x20-\x7e]{1,4096}$/, 'It is one line of text.', "\"default-src 'none'; img-src 'self'\"");
  requireText('webAclArn', props.webAclArn, /^arn:[^:]+:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/,
    'It is the ARN of a web ACL of scope CLOUDFRONT, which stands in us-east-1.', '"arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/0a1b2c3d"');
  requireCachedPaths(props.cachedPaths);
  cacheSeconds(props);

  if (!props.frontsApi) {
    for (const [prop, value] of Object.entries({ edgeSecret: props.edgeSecret?.node.path, cachedPaths: props.cachedPaths })) {
      if (value !== undefined) refuse(prop, value, 'It is for the API, in front of which the edge does not stand.', 'frontsApi: true');
    }
  }
  if (props.tls13Only && props.hostedZone === undefined) {
    refuse('tls13Only', true, 'It needs a hosted zone: CloudFront\'s own hosts take older versions.', 'a hostedZone');
  }
}

/** For how long answers of the API are remembered. */
export function cacheSeconds({ cacheTtl, cachedPaths }: ListBackupEdgeProps): number {
  if (cacheTtl === undefined) return DEFAULT_CACHE_SECONDS;
  const seconds = requireDuration('cacheTtl', cacheTtl, 'seconds', 1, MAX_CACHE_SECONDS, DEFAULT_CACHE_SECONDS);
  if (cachedPaths === undefined) refuse('cacheTtl', cacheTtl.toHumanString(), 'It is for paths that are remembered, and there are none.', 'cachedPaths: ["/plans"]');
  return seconds;
}

/** Returns the ARN of a certificate that a host needs. */
export function requireEdgeCertificate(what: string, certificate: ICertificate | undefined, host: string): string {
  const works = `Certificate.fromCertificateArn(…) of a certificate for ${host} in ${EDGE_REGION}`;
  if (certificate === undefined) refuse(what, undefined, `The host ${host} needs one.`, works);
  requireAttribute(what, certificate, 'certificateArn', 'a certificate', works);
  const { certificateArn } = certificate;
  if (!Token.isUnresolved(certificateArn) && !new RegExp(`^arn:[^:]+:acm:${EDGE_REGION}:`).test(certificateArn)) {
    refuse(what, certificateArn, `CloudFront takes certificates of ${EDGE_REGION} only.`, works);
  }
  return certificateArn;
}

function requireCachedPaths(paths: readonly string[] | undefined): void {
  const works = '["/plans", "/platforms/*"]';
  requireList('cachedPaths', paths, works);
  if (paths === undefined) return;
  if (paths.length === 0 || paths.length > MAX_CACHED_PATHS) refuse('cachedPaths', paths.length, `There are 1 to ${MAX_CACHED_PATHS} of them.`, works);
  for (const path of paths) {
    if (typeof path !== 'string' || !/^\/[A-Za-z0-9_\-.*$/~"'@:+&?]{0,254}$/.test(path)) {
      refuse('cachedPaths', path, 'A pattern begins with a slash and has 255 characters at the most; a star stands for any text, also for {id}.', works);
    }
  }
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== undefined) refuse('cachedPaths', twice, 'It stands twice.', works);
}
