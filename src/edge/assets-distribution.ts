import { CfnDistribution, CfnOriginAccessControl } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { createDistribution, EdgeDistributionProps } from './distribution';
import { ListBackupEdgeProps } from './edge-options';
import { ASSETS_CONTENT_SECURITY_POLICY, createSecurityHeaders } from './security-headers';
import { accountWideName, claimLogicalId } from '../conventions';
import { edgeName } from '../stage/naming';

/** AWS's own `CachingOptimized`: by path alone, compressed. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

const ORIGIN = 'assets';

/** What the layer has decided for a distribution. */
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
      id: ORIGIN,
      domainName: props.assetsBucket.bucketRegionalDomainName,
      originAccessControlId: access.attrId,
      // Empty, or CloudFront takes the bucket for a website.
      s3OriginConfig: { originAccessIdentity: '' },
    },
    defaultCacheBehavior: {
      targetOriginId: ORIGIN,
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
      }),
    },
  });
}
