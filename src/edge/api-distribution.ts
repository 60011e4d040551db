import { CfnCachePolicy, CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { DistributionSettings } from './assets-distribution';
import { createDistribution } from './distribution';
import { ListBackupEdgeProps } from './edge-options';
import { API_CONTENT_SECURITY_POLICY, createSecurityHeaders } from './security-headers';
import { accountWideName, claimLogicalId } from '../conventions';
import { EDGE_HEADER } from '../stage/edge-header';
import { apiOriginDomainName, edgeName } from '../stage/naming';

/** AWS's own policies. The API must not see the viewer's `Host`: it would not know it. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const ORIGIN = 'api';
const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** As long as API Gateway waits for a function. */
const READ_TIMEOUT_SECONDS = 30;

/** The API, for whose hosts the edge now answers. */
export function createApiDistribution(
  scope: Construct, props: ListBackupEdgeProps, zoneName: string, cacheSeconds: number, settings: DistributionSettings,
): CfnDistribution {
  const { stage, edgeSecret, cachedPaths = [] } = props;
  const behavior: Omit<CfnDistribution.DefaultCacheBehaviorProperty, 'cachePolicyId'> = {
    targetOriginId: ORIGIN,
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
    comment: `ListBackup API, ${stage.stageName}`,
    origin: {
      id: ORIGIN,
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
