import { Duration } from 'aws-cdk-lib';
import { CfnCachePolicy, CfnDistribution, CfnOriginAccessControl, CfnResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CfnProtection } from 'aws-cdk-lib/aws-shield';
import { Construct } from 'constructs';
import { ListBackupEdgeProps } from './edge-options';
import { EDGE_HEADER } from '../catalogue/api';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { apiOriginDomainName, DEFAULT_DOMAIN_NAME, defaultWebOrigins, edgeName } from '../stage/naming';

/** For assets: what they show, and nothing that runs. */
const ASSETS_CONTENT_SECURITY_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For the API, whose answers are data. */
const API_CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HSTS_MAX_AGE = Duration.days(730);
const CORS_MAX_AGE = Duration.hours(1);

export interface SecurityHeadersProps {
  readonly stage: ListBackupStage;
  /** `Assets` or `Api`. */
  readonly prefix: string;
  readonly contentSecurityPolicy: string;
  readonly referrerPolicy: string;
  /** Left out where the origin answers for itself. */
  readonly corsOrigins?: readonly string[];
}

/**
 * Creates the policy of response headers that the edge sets in each response, overriding the origin's. Returns the policy's ID.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
function createSecurityHeaders(scope: Construct, props: SecurityHeadersProps): string {
  const { stage, prefix, contentSecurityPolicy, referrerPolicy, corsOrigins } = props;
  const logicalId = `Edge${prefix}ResponseHeadersPolicy`;
  return claimLogicalId(new CfnResponseHeadersPolicy(scope, logicalId, {
    responseHeadersPolicyConfig: {
      name: accountWideName(scope, stage, edgeName(stage, `${prefix.toLowerCase()}-security-headers`)),
      securityHeadersConfig: {
        strictTransportSecurity: { accessControlMaxAgeSec: HSTS_MAX_AGE.toSeconds(), includeSubdomains: true, preload: false, override: true },
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy, override: true },
      },
      corsConfig: corsOrigins && {
        accessControlAllowOrigins: { items: [...corsOrigins] },
        accessControlAllowMethods: { items: ['GET', 'HEAD', 'OPTIONS'] },
        accessControlAllowHeaders: { items: ['*'] },
        accessControlAllowCredentials: false,
        accessControlMaxAgeSec: CORS_MAX_AGE.toSeconds(),
        originOverride: true,
      },
    },
  }), logicalId).ref;
}

/** The zone of all CloudFront distributions, as Route 53 knows it. */
const CLOUDFRONT_ZONE_ID = 'Z2FDTNDATAQYW2';

/** The types of address, each with the end of its record's logical ID. */
const RECORDS = { A: 'DomainRecord', AAAA: 'DomainRecordIPv6' } as const;

/** The hosts of a distribution. */
export interface EdgeDistributionHosts {
  readonly zoneId: string;
  readonly names: readonly string[];
  readonly certificateArn: string;
  /** True if the DNS records of the hosts are created. */
  readonly records: boolean;
}

/** Properties that all distributions share. */
export interface EdgeDistributionProps {
  readonly stage: ListBackupStage;
  /** `Assets` or `Api`. */
  readonly prefix: string;
  readonly comment: string;
  readonly origin: CfnDistribution.OriginProperty;
  readonly defaultCacheBehavior: CfnDistribution.DefaultCacheBehaviorProperty;
  readonly cacheBehaviors?: CfnDistribution.CacheBehaviorProperty[];
  readonly webAclArn?: string;
  readonly tls13Only: boolean;
  readonly shieldAdvanced: boolean;

  /** Left out without a zone. */
  readonly hosts?: EdgeDistributionHosts;
}

/** A distribution with its hosts. */
function createDistribution(scope: Construct, props: EdgeDistributionProps): CfnDistribution {
  const { stage, prefix, hosts } = props;
  const distribution = claimLogicalId(new CfnDistribution(scope, `Edge${prefix}Distribution`, {
    distributionConfig: {
      enabled: true,
      comment: props.comment,
      httpVersion: 'http2and3',
      ipv6Enabled: true,
      origins: [props.origin],
      defaultCacheBehavior: props.defaultCacheBehavior,
      cacheBehaviors: props.cacheBehaviors?.length ? props.cacheBehaviors : undefined,
      aliases: hosts && [...hosts.names],
      viewerCertificate: hosts
        ? { acmCertificateArn: hosts.certificateArn, sslSupportMethod: 'sni-only', minimumProtocolVersion: props.tls13Only ? 'TLSv1.3_2025' : 'TLSv1.2_2021' }
        : { cloudFrontDefaultCertificate: true },
      webAclId: props.webAclArn,
    },
    tags: resourceTags(stage, SERVICES.edge),
  }), `Edge${prefix}Distribution`);

  if (hosts?.records) createRecords(scope, prefix, hosts, distribution);
  if (props.shieldAdvanced) {
    claimLogicalId(new CfnProtection(scope, `Edge${prefix}Protection`, {
      name: accountWideName(scope, stage, edgeName(stage, prefix.toLowerCase())),
      resourceArn: distributionArn(distribution),
      tags: resourceTags(stage, SERVICES.edge),
    }), `Edge${prefix}Protection`);
  }
  return distribution;
}

function createRecords(scope: Construct, prefix: string, { names, zoneId }: EdgeDistributionHosts, distribution: CfnDistribution): void {
  names.forEach((host, at) => {
    for (const [type, suffix] of Object.entries(RECORDS)) {
      const logicalId = `Edge${prefix}${at === 0 ? '' : 'Apex'}${suffix}`;
      claimLogicalId(new CfnRecordSet(scope, logicalId, {
        hostedZoneId: zoneId,
        name: host,
        type,
        aliasTarget: { dnsName: distribution.attrDomainName, hostedZoneId: CLOUDFRONT_ZONE_ID, evaluateTargetHealth: false },
      }), logicalId);
    }
  });
}

/** CloudFormation says no distribution's ARN. It has no region. */
export function distributionArn(distribution: CfnDistribution): string {
  return distribution.stack.formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: distribution.attrId });
}

/** AWS's own `CachingOptimized`: by path alone, compressed. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

const ASSETS_ORIGIN = 'assets';

/** Settings that the layer chooses for a distribution. */
export type DistributionSettings = Pick<EdgeDistributionProps, 'hosts' | 'webAclArn' | 'tls13Only' | 'shieldAdvanced'>;

/** The assets bucket, which CloudFront alone reads. */
export function createAssetsDistribution(scope: Construct, props: ListBackupEdgeProps, settings: DistributionSettings): CfnDistribution {
  const { stage } = props;
  const access = claimLogicalId(new CfnOriginAccessControl(scope, 'EdgeAssetsOriginAccessControl', {
    originAccessControlConfig: {
      name: accountWideName(scope, stage, edgeName(stage, 'assets')),
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    },
  }), 'EdgeAssetsOriginAccessControl');
  return createDistribution(scope, {
    ...settings,
    stage,
    prefix: 'Assets',
    comment: `ListBackup assets, ${stage.stageName}`,
    origin: {
      id: ASSETS_ORIGIN,
      domainName: props.assetsBucket.bucketRegionalDomainName,
      originAccessControlId: access.attrId,
      // Empty, or CloudFront takes the bucket for a website.
      s3OriginConfig: { originAccessIdentity: '' },
    },
    defaultCacheBehavior: {
      targetOriginId: ASSETS_ORIGIN,
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: ['GET', 'HEAD'],
      cachedMethods: ['GET', 'HEAD'],
      compress: true,
      cachePolicyId: CACHING_OPTIMIZED,
      responseHeadersPolicyId: createSecurityHeaders(scope, {
        stage,
        prefix: 'Assets',
        contentSecurityPolicy: props.contentSecurityPolicy ?? ASSETS_CONTENT_SECURITY_POLICY,
        referrerPolicy: 'strict-origin-when-cross-origin',
        corsOrigins: props.corsOrigins ?? defaultWebOrigins(stage, props.hostedZone?.zoneName ?? DEFAULT_DOMAIN_NAME),
      }),
    },
  });
}

/** AWS's own policies. The API must not see the viewer's `Host`: it would not know it. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const API_ORIGIN = 'api';
const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** Longer than the 30 seconds that API Gateway waits for a function, so that its answer, also a 503, arrives. */
const READ_TIMEOUT_SECONDS = 35;

/**
 * CloudFront repeats a `GET` or `HEAD` whose answer is late as often as it may connect, and other methods never. A route for `GET` may change
 * something, such as one that takes an OAuth code, so requests are sent once.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout
 */
const CONNECTION_ATTEMPTS = 1;

/** The API, for whose hosts the edge now answers. */
export function createApiDistribution(
  scope: Construct, props: ListBackupEdgeProps, zoneName: string, cacheSeconds: number, settings: DistributionSettings,
): CfnDistribution {
  const { stage, edgeSecret, edgeSecretVersion, cachedPaths = [] } = props;
  const behavior: Omit<CfnDistribution.DefaultCacheBehaviorProperty, 'cachePolicyId'> = {
    targetOriginId: API_ORIGIN,
    // A redirect would come after the token has been sent in the clear.
    viewerProtocolPolicy: 'https-only',
    allowedMethods: ALL_METHODS,
    cachedMethods: ['GET', 'HEAD'],
    compress: true,
    originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
    responseHeadersPolicyId: createSecurityHeaders(scope, {
      stage, prefix: 'Api', contentSecurityPolicy: API_CONTENT_SECURITY_POLICY, referrerPolicy: 'no-referrer',
    }),
  };
  const cachePolicyId = cachedPaths.length > 0 ? createCachePolicy(scope, props, cacheSeconds) : CACHING_DISABLED;
  return createDistribution(scope, {
    ...settings,
    stage,
    prefix: 'Api',
    // CloudFormation resolves a secret again only when something else in the resource changes.
    comment: `ListBackup API, ${stage.stageName}${edgeSecretVersion === undefined ? '' : `, edge secret ${edgeSecretVersion}`}`,
    origin: {
      id: API_ORIGIN,
      connectionAttempts: CONNECTION_ATTEMPTS,
      domainName: apiOriginDomainName(stage, zoneName),
      customOriginConfig: { originProtocolPolicy: 'https-only', originSslProtocols: ['TLSv1.2'], originReadTimeout: READ_TIMEOUT_SECONDS },
      // A dynamic reference: CloudFormation reads the value when it deploys.
      originCustomHeaders: edgeSecret && [{ headerName: EDGE_HEADER, headerValue: edgeSecret.secretValue.unsafeUnwrap() }],
    },
    defaultCacheBehavior: { ...behavior, cachePolicyId: CACHING_DISABLED },
    cacheBehaviors: cachedPaths.map((pathPattern) => ({ ...behavior, pathPattern, cachePolicyId })),
  });
}

/** By token, origin and query: an answer is remembered for who asked, and for the page that asked. */
function createCachePolicy(scope: Construct, { stage }: ListBackupEdgeProps, cacheSeconds: number): string {
  return claimLogicalId(new CfnCachePolicy(scope, 'EdgeApiCachePolicy', {
    cachePolicyConfig: {
      name: accountWideName(scope, stage, edgeName(stage, 'api')),
      comment: `Answers of the API, ${stage.stageName}`,
      minTtl: 0,
      defaultTtl: cacheSeconds,
      maxTtl: cacheSeconds,
      parametersInCacheKeyAndForwardedToOrigin: {
        cookiesConfig: { cookieBehavior: 'none' },
        headersConfig: { headerBehavior: 'whitelist', headers: ['Authorization', 'Origin'] },
        queryStringsConfig: { queryStringBehavior: 'all' },
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      },
    },
  }), 'EdgeApiCachePolicy').ref;
}
