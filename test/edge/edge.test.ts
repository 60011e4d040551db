import { App, Duration, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { API_ARN, ASSETS_ARN, assetsBucket, certificate, edgeIn, edgeOf, EdgeOptions, fronting, stackIn, WEB_ACL_ARN, ZONE, zoned } from './edge.facts';
import { ListBackupBuckets, ListBackupEdge, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal, refusalWithin } from '../support/refusal';
import { exportsOf, tagsOf, TemplateJson, templateOf } from '../support/synth';

const types = ({ Resources }: TemplateJson) => Object.fromEntries(Object.entries(Resources).map(([id, { Type }]) => [id, Type]));

/** A certificate of another region than CloudFront's. */
const ELSEWHERE_ARN = 'arn:aws:acm:us-west-2:123456789012:certificate/33333333-3333-3333-3333-333333333333';

const DISTRIBUTION = {
  EdgeAssetsDistribution: 'AWS::CloudFront::Distribution',
  EdgeAssetsOriginAccessControl: 'AWS::CloudFront::OriginAccessControl',
  EdgeAssetsResponseHeadersPolicy: 'AWS::CloudFront::ResponseHeadersPolicy',
};
const RECORDS = { EdgeAssetsDomainRecord: 'AWS::Route53::RecordSet', EdgeAssetsDomainRecordIPv6: 'AWS::Route53::RecordSet' };

interface DistributionConfig {
  readonly Comment: string;
  readonly Origins: Record<string, unknown>[];
  readonly DefaultCacheBehavior: Record<string, unknown>;
  readonly CacheBehaviors?: Record<string, unknown>[];
  readonly Aliases?: string[];
  readonly ViewerCertificate: Record<string, unknown>;
  readonly WebACLId?: unknown;
}

function distribution({ Resources }: TemplateJson, prefix = 'Assets'): DistributionConfig {
  return Resources[`Edge${prefix}Distribution`].Properties.DistributionConfig as unknown as DistributionConfig;
}

function securityHeaders({ Resources }: TemplateJson, prefix = 'Assets') {
  const { Name, SecurityHeadersConfig } = Resources[`Edge${prefix}ResponseHeadersPolicy`].Properties.ResponseHeadersPolicyConfig as Record<string, unknown>;
  return { name: Name, headers: SecurityHeadersConfig as Record<string, Record<string, unknown>> };
}

function expectRecords({ Resources }: TemplateJson, ids: string, host: string, of: string) {
  for (const [id, type] of [[ids, 'A'], [`${ids}IPv6`, 'AAAA']]) {
    expect(Resources[id].Properties).toEqual({
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      Name: host,
      Type: type,
      // CloudFront's own zone, the same for every distribution.
      AliasTarget: { DNSName: { 'Fn::GetAtt': [of, 'DomainName'] }, HostedZoneId: 'Z2FDTNDATAQYW2', EvaluateTargetHealth: false },
    });
  }
}

describe('the edge of main', () => {
  const template = edgeOf(zoned());

  test('serves assets only', () => {
    expect(types(template)).toEqual({ ...DISTRIBUTION, ...RECORDS });
  });

  test('reads the bucket through origin access control', () => {
    const { Origins, DefaultCacheBehavior } = distribution(template);
    expect(Origins).toEqual([{
      Id: 'assets',
      DomainName: 'listbackup-assets-main-123456789012-us-west-2.s3.us-west-2.amazonaws.com',
      OriginAccessControlId: { 'Fn::GetAtt': ['EdgeAssetsOriginAccessControl', 'Id'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    }]);
    expect(template.Resources.EdgeAssetsOriginAccessControl.Properties).toEqual({
      OriginAccessControlConfig: { Name: 'listbackup-main-assets', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
    expect(DefaultCacheBehavior).toMatchObject({
      TargetOriginId: 'assets',
      ViewerProtocolPolicy: 'redirect-to-https',
      AllowedMethods: ['GET', 'HEAD'],
      Compress: true,
      // CachingOptimized, as AWS's documentation lists it.
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      ResponseHeadersPolicyId: { Ref: 'EdgeAssetsResponseHeadersPolicy' },
    });
  });

  test('speaks HTTP/3, IPv6 and TLS 1.2_2021 or newer', () => {
    expect(distribution(template)).toMatchObject({
      Enabled: true,
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      ViewerCertificate: { AcmCertificateArn: ASSETS_ARN, MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
  });

  test('stands behind the firewall, at the stage\'s host', () => {
    expect(distribution(template)).toMatchObject({ WebACLId: WEB_ACL_ARN, Aliases: ['main.assets.listbackup.ai'] });
    expectRecords(template, 'EdgeAssetsDomainRecord', 'main.assets.listbackup.ai', 'EdgeAssetsDistribution');
  });

  test('has no legacy logs, which would need bucket ACLs', () => {
    expect(distribution(template)).not.toHaveProperty('Logging');
  });

  test('publishes and tags', () => {
    const arn = ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', { 'Fn::GetAtt': ['EdgeAssetsDistribution', 'Id'] }];
    expect(template.Outputs).toEqual({
      AssetsDistributionId: { Value: { 'Fn::GetAtt': ['EdgeAssetsDistribution', 'Id'] }, Export: { Name: 'listbackup-infrastructure-edge-main-AssetsDistributionId' } },
      AssetsDistributionArn: { Value: { 'Fn::Join': ['', arn] }, Export: { Name: 'listbackup-infrastructure-edge-main-AssetsDistributionArn' } },
      AssetsDistributionDomainName: {
        Value: { 'Fn::GetAtt': ['EdgeAssetsDistribution', 'DomainName'] }, Export: { Name: 'listbackup-infrastructure-edge-main-AssetsDistributionDomainName' },
      },
      AssetsEndpoint: { Value: 'https://main.assets.listbackup.ai', Export: { Name: 'listbackup-infrastructure-edge-main-AssetsEndpoint' } },
    });
    expect(tagsOf(template.Resources.EdgeAssetsDistribution)).toEqual({ Service: 'listbackup-infrastructure-edge', Stage: 'main', ManagedBy: 'CDK' });
  });
});

describe('security headers', () => {
  test('of assets, whatever the bucket says', () => {
    const { name, headers } = securityHeaders(edgeOf(zoned()));
    expect(name).toBe('listbackup-main-assets-security-headers');
    expect(headers).toEqual({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63072000, IncludeSubdomains: true, Preload: false, Override: true },
      ContentSecurityPolicy: { ContentSecurityPolicy: expect.any(String), Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
    });
  });

  test.each(['Assets', 'Api'])('no script runs and no frame shows what comes from %s', (prefix) => {
    const policy = securityHeaders(edgeOf(fronting()), prefix).headers.ContentSecurityPolicy.ContentSecurityPolicy as string;
    const directives = Object.fromEntries(policy.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name, sources];
    }));
    expect(directives).toMatchObject({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"] });
    expect(directives).not.toHaveProperty('script-src');
    expect(policy).not.toMatch(/unsafe-eval|\*/);
  });

  test('a content security policy of the caller\'s', () => {
    expect(securityHeaders(edgeOf(zoned({ contentSecurityPolicy: "default-src 'self'" }))).headers.ContentSecurityPolicy)
      .toEqual({ ContentSecurityPolicy: "default-src 'self'", Override: true });
  });
});

describe('TLS', () => {
  test.each([[undefined, 'TLSv1.2_2021'], [false, 'TLSv1.2_2021'], [true, 'TLSv1.3_2025']])('tls13Only %p', (tls13Only, policy) => {
    const template = edgeOf(fronting({ tls13Only }));
    for (const prefix of ['Assets', 'Api']) expect(distribution(template, prefix).ViewerCertificate.MinimumProtocolVersion).toBe(policy);
  });

  test('the API is reached by TLS only, from the viewer and from the edge', () => {
    const { Origins, DefaultCacheBehavior } = distribution(edgeOf(fronting()), 'Api');
    expect(DefaultCacheBehavior.ViewerProtocolPolicy).toBe('https-only');
    expect(Origins[0].CustomOriginConfig).toEqual({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'], OriginReadTimeout: 35 });
  });
});

describe('without a hosted zone', () => {
  const stack = stackIn('us-west-2');
  const edge = edgeIn(stack, () => ({}), ListBackupStage.DEV);
  const template = templateOf(stack);

  test('there are no hosts, no records and no certificate; everything else stands', () => {
    expect(types(template)).toEqual(DISTRIBUTION);
    expect(distribution(template)).not.toHaveProperty('Aliases');
    expect(distribution(template)).not.toHaveProperty('WebACLId');
    expect(distribution(template).ViewerCertificate).toEqual({ CloudFrontDefaultCertificate: true });
    expect(template.Outputs.AssetsEndpoint.Value).toEqual({ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['EdgeAssetsDistribution', 'DomainName'] }]] });
    expect(edge.apiDistribution).toBeUndefined();
  });
});

describe('in front of the API', () => {
  const template = edgeOf(fronting());

  test('a second distribution takes over the API\'s hosts', () => {
    expect(types(template)).toEqual({
      ...DISTRIBUTION,
      ...RECORDS,
      EdgeApiDistribution: 'AWS::CloudFront::Distribution',
      EdgeApiResponseHeadersPolicy: 'AWS::CloudFront::ResponseHeadersPolicy',
      EdgeApiDomainRecord: 'AWS::Route53::RecordSet',
      EdgeApiDomainRecordIPv6: 'AWS::Route53::RecordSet',
      EdgeApiApexDomainRecord: 'AWS::Route53::RecordSet',
      EdgeApiApexDomainRecordIPv6: 'AWS::Route53::RecordSet',
    });
    expect(distribution(template, 'Api')).toMatchObject({
      Aliases: ['main.api.listbackup.ai', 'api.listbackup.ai'], WebACLId: WEB_ACL_ARN, ViewerCertificate: { AcmCertificateArn: API_ARN }, HttpVersion: 'http2and3',
    });
    expectRecords(template, 'EdgeApiDomainRecord', 'main.api.listbackup.ai', 'EdgeApiDistribution');
    expectRecords(template, 'EdgeApiApexDomainRecord', 'api.listbackup.ai', 'EdgeApiDistribution');
    expect(Object.keys(exportsOf(template))).toEqual(expect.arrayContaining(['ApiDistributionId', 'ApiDistributionArn', 'ApiDistributionDomainName']));
  });

  test('the distribution stands ready before the records move', () => {
    const ready = edgeOf(fronting({ apiDnsRecords: false }));
    expect(distribution(ready, 'Api').Aliases).toEqual(['main.api.listbackup.ai', 'api.listbackup.ai']);
    expect(Object.keys(ready.Resources).filter((id) => id.includes('Record'))).toEqual(Object.keys(RECORDS));
  });

  test('staging has no apex', () => {
    const { Resources } = edgeOf(fronting(), ListBackupStage.of('staging'));
    expect(Object.keys(Resources).filter((id) => id.includes('Apex'))).toEqual([]);
  });

  test('every request reaches the API at its origin host with all but the viewer\'s host, and nothing is remembered', () => {
    const { Origins, DefaultCacheBehavior, CacheBehaviors } = distribution(template, 'Api');
    expect(Origins).toMatchObject([{
      DomainName: 'main-origin.api.listbackup.ai',
      // Once, as a late answer would be asked for again, and later than API Gateway's own 30 seconds.
      ConnectionAttempts: 1,
      CustomOriginConfig: { OriginReadTimeout: 35 },
    }]);
    expect(DefaultCacheBehavior).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      // CachingDisabled and AllViewerExceptHostHeader, as AWS's documentation lists them.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ResponseHeadersPolicyId: { Ref: 'EdgeApiResponseHeadersPolicy' },
    });
    expect(CacheBehaviors).toBeUndefined();
    expect(Origins[0]).not.toHaveProperty('OriginCustomHeaders');
  });

  test('the edge\'s secret is a reference, never a value', () => {
    const { Origins } = distribution(edgeOf((stack) => fronting({ edgeSecret: Secret.fromSecretNameV2(stack, 'EdgeSecret', 'listbackup/main/edge') })(stack)), 'Api');
    expect(Origins[0].OriginCustomHeaders).toEqual([{
      HeaderName: 'x-listbackup-edge',
      HeaderValue: {
        'Fn::Join': ['', [
          '{{resolve:secretsmanager:arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:us-west-2:123456789012:secret:listbackup/main/edge:SecretString:::}}',
        ]],
      },
    }]);
  });

  test('after a rotation, a version changes the distribution, so that CloudFormation resolves the secret again', () => {
    const withVersion = (edgeSecretVersion?: string) => distribution(edgeOf((stack) => (
      fronting({ edgeSecret: Secret.fromSecretNameV2(stack, 'EdgeSecret', 'listbackup/main/edge'), edgeSecretVersion })(stack)
    )), 'Api');
    expect(withVersion().Comment).toBe('ListBackup API, main');
    expect(withVersion('2').Comment).toBe('ListBackup API, main, edge secret 2');
    expect(withVersion('2').Origins).toEqual(withVersion().Origins);
  });

  test('chosen paths are remembered for each token, origin and query by itself', () => {
    const cached = edgeOf(fronting({ cachedPaths: ['/plans', '/platforms/*'], cacheTtl: Duration.minutes(5) }));
    expect(distribution(cached, 'Api').CacheBehaviors).toMatchObject(['/plans', '/platforms/*'].map((PathPattern) => ({
      PathPattern,
      TargetOriginId: 'api',
      CachedMethods: ['GET', 'HEAD'],
      CachePolicyId: { Ref: 'EdgeApiCachePolicy' },
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    })));
    expect(distribution(cached, 'Api').DefaultCacheBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(cached.Resources.EdgeApiCachePolicy.Properties.CachePolicyConfig).toMatchObject({
      Name: 'listbackup-main-api',
      MinTTL: 0,
      DefaultTTL: 300,
      MaxTTL: 300,
      ParametersInCacheKeyAndForwardedToOrigin: {
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Authorization', 'Origin'] },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
        CookiesConfig: { CookieBehavior: 'none' },
      },
    });
  });

  test('by default for a minute', () => {
    expect(edgeOf(fronting({ cachedPaths: ['/plans'] })).Resources.EdgeApiCachePolicy.Properties.CachePolicyConfig).toMatchObject({ DefaultTTL: 60, MaxTTL: 60 });
  });
});

test('Shield Advanced protects each distribution where asked', () => {
  const { Resources } = edgeOf(fronting({ shieldAdvanced: true }));
  for (const prefix of ['Assets', 'Api']) {
    expect(Resources[`Edge${prefix}Protection`]).toMatchObject({
      Type: 'AWS::Shield::Protection',
      Properties: {
        Name: `listbackup-main-${prefix.toLowerCase()}`,
        ResourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', { 'Fn::GetAtt': [`Edge${prefix}Distribution`, 'Id'] }]] },
      },
    });
  }
});

test('the library\'s own assets bucket is read by name, and its stack does not know the edge', () => {
  const app = new App();
  const [s3, stack] = ['S3', 'Edge'].map((id) => stackIn('us-west-2', id, app));
  const buckets = new ListBackupBuckets(s3, 'Buckets', { stage: ListBackupStage.MAIN });
  edgeIn(stack, () => ({ assetsBucket: buckets.assets }));
  expect(distribution(templateOf(stack)).Origins[0].DomainName)
    .toEqual({ 'Fn::Join': ['', ['listbackup-assets-main-123456789012-us-west-2.s3.us-west-2.', { Ref: 'AWS::URLSuffix' }]] });
  expect(stack.dependencies).toEqual([s3]);
  expect(JSON.stringify(templateOf(s3))).not.toContain('ExportsOutput');
  const statements = JSON.stringify(templateOf(s3).Resources.AssetsBucketPolicy);
  expect(statements).toContain('cloudfront.amazonaws.com');
});

describe('refused', () => {
  test.each([{}, { account: '123456789012' }, { region: 'us-west-2' }])('a stack of environment %j', (env) => {
    const stack = new Stack(new App(), 'Edge', { env });
    expect(() => edgeIn(stack)).toThrow(refusal('edge', /"aws:\/\/.*/));
  });

  test.each<[string, (stack: Stack) => EdgeOptions, RegExp]>([
    ['frontsApi', () => ({ frontsApi: true }), /requires a hosted zone/],
    ['assetsCertificate', () => ({ hostedZone: ZONE }), refusal('assetsCertificate', /undefined/, 'must be a certificate for the host main.assets.listbackup.ai')],
    ['apiCertificate', zoned({ frontsApi: true }), refusal('apiCertificate', /undefined/, 'must be a certificate for the host main.api.listbackup.ai')],
    ['assetsCertificate', (stack) => zoned({ assetsCertificate: certificate(stack, ELSEWHERE_ARN) })(stack), refusal('assetsCertificate', 'arn:aws:acm:us-west-2:123456789012:certificate/33333333-3333-3333-3333-333333333333', 'must be a certificate in us-east-1, the only Region that CloudFront takes certificates from')],
    ['webAclArn', zoned({ webAclArn: WEB_ACL_ARN.replace('us-east-1', 'us-west-2') }), /scope CLOUDFRONT/],
    ['webAclArn', zoned({ webAclArn: WEB_ACL_ARN.replace('global', 'regional') }), /scope CLOUDFRONT/],
    ['edgeSecret', (stack) => zoned({ edgeSecret: Secret.fromSecretNameV2(stack, 'S', 'x') })(stack), /requires frontsApi/],
    ['edgeSecretVersion', fronting({ edgeSecretVersion: '2' }), /requires a secret that the edge sends/],
    ['edgeSecretVersion', fronting({ edgeSecretVersion: 'a b' }), /must be 1 to 64 letters/],
    ['cachedPaths', zoned({ cachedPaths: ['/x'] }), /requires frontsApi/],
    ['cachedPaths', fronting({ cachedPaths: [] }), /must have 1 to 74 paths/],
    ['cachedPaths', fronting({ cachedPaths: Array.from({ length: 75 }, (_, at) => `/p${at}`) }), /must have 1 to 74 paths/],
    ['cachedPaths', fronting({ cachedPaths: ['plans'] }), refusal('cachedPaths', 'plans', 'must have patterns that begin with a slash, of at most 255 characters; a star matches any text, also a path parameter')],
    ['cachedPaths', fronting({ cachedPaths: ['/plans/{id}'] }), refusal('cachedPaths', '/plans/{id}', 'must have patterns that begin with a slash, of at most 255 characters; a star matches any text, also a path parameter')],
    ['cachedPaths', fronting({ cachedPaths: ['/a', '/b', '/a'] }), refusal('cachedPaths', ANY_VALUE, 'can\'t list "/a" twice')],
    ['cacheTtl', fronting({ cacheTtl: Duration.minutes(1) }), refusal('cacheTtl', ANY_VALUE, 'requires cachedPaths')],
    ['cacheTtl', fronting({ cachedPaths: ['/x'], cacheTtl: Duration.days(2) }), /1 to 86400 whole seconds/],
    ['tls13Only', () => ({ tls13Only: true }), refusal('tls13Only', ANY_VALUE, 'requires a hosted zone: CloudFront\'s own hosts accept older versions')],
    ['hostedZone.zoneName', zoned({ hostedZone: { ...ZONE, zoneName: 'listbackup' } }), /lower-case labels/],
    ['contentSecurityPolicy', zoned({ contentSecurityPolicy: '' }), /one line of text/],
    ['contentSecurityPolicy', zoned({ contentSecurityPolicy: "default-src 'self'\nX: y" }), /one line of text/],
  ])('%s', (prop, options, message) => {
    expect(() => edgeOf(options)).toThrow(message);
    expect(() => edgeOf(options)).toThrow(refusal(prop));
  });

  test.each([
    'apex', 'apiCertificate', 'apiDnsRecords', 'assetsBucket', 'assetsCertificate', 'cachedPaths', 'cacheTtl', 'contentSecurityPolicy', 'edgeSecret', 'edgeSecretVersion', 'frontsApi', 'hostedZone',
    'shieldAdvanced', 'tls13Only', 'webAclArn',
  ])('a %s of another kind', (prop) => {
    for (const value of [Symbol('x'), () => 1, 1n, -7, ['\u0000'], '\u0000\n', { '\u0000': 1 }]) {
      expect(() => edgeOf((stack) => fronting({ cachedPaths: ['/x'], [prop]: value } as never)(stack))).toThrow(refusalWithin(prop));
    }
  });

  test.each([undefined, {}, { stage: 'main' }])('the props %p', (props) => {
    expect(() => new ListBackupEdge(stackIn('us-west-2'), 'X', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });

  test('no bucket', () => {
    const stack = stackIn('us-west-2');
    expect(() => new ListBackupEdge(stack, 'X', { stage: ListBackupStage.MAIN } as never)).toThrow(refusal('assetsBucket', null, 'must be a bucket'));
    expect(() => new ListBackupEdge(stack, 'Y', { stage: ListBackupStage.MAIN, assetsBucket: assetsBucket(stack) })).not.toThrow();
  });
});
