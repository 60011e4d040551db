import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CertificateOptions, certificateOf, stackIn, ZONE } from './edge.facts';
import { ListBackupEdgeCertificate, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal, refusalWithin } from '../support/refusal';
import { exportsOf, tagsOf, TemplateJson } from '../support/synth';

const types = ({ Resources }: TemplateJson) => Object.fromEntries(Object.entries(Resources).map(([id, { Type }]) => [id, Type]));

const FIREWALL = {
  EdgeWebAcl: 'AWS::WAFv2::WebACL', EdgeWebAclLogGroup: 'AWS::Logs::LogGroup', EdgeWebAclLogging: 'AWS::WAFv2::LoggingConfiguration',
};
const ASSETS = { EdgeAssetsCertificate: 'AWS::CertificateManager::Certificate' };
const API = { EdgeApiCertificate: 'AWS::CertificateManager::Certificate' };

describe('main', () => {
  const template = certificateOf();
  const { Resources } = template;

  test('is these resources, and no other', () => {
    expect(types(template)).toEqual({ ...FIREWALL, ...ASSETS });
  });

  test('has a certificate for the assets, validated in the zone', () => {
    expect(Resources.EdgeAssetsCertificate).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(Resources.EdgeAssetsCertificate.Properties).toEqual({
      DomainName: 'main.assets.listbackup.ai',
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: 'main.assets.listbackup.ai', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
      Tags: expect.arrayContaining([{ Key: 'Stage', Value: 'main' }]),
    });
  });

  test('has a firewall for CloudFront with AWS\'s rules and a rate limit', () => {
    interface WebAcl { readonly Scope: string; readonly DefaultAction: object; readonly Rules: Record<string, never>[] }
    const { Scope, DefaultAction, Rules } = Resources.EdgeWebAcl.Properties as unknown as WebAcl;
    expect([Scope, DefaultAction]).toEqual(['CLOUDFRONT', { Allow: {} }]);
    expect(Rules.map(({ Name, Priority }) => [Priority, Name])).toEqual([
      [0, 'AWSManagedRulesAmazonIpReputationList'],
      [1, 'RateLimit'],
      [2, 'AWSManagedRulesKnownBadInputsRuleSet'],
      [3, 'AWSManagedRulesCommonRuleSet'],
      [4, 'AWSManagedRulesSQLiRuleSet'],
    ]);
    for (const rule of Rules.filter(({ Name }) => Name !== 'RateLimit')) {
      expect(rule).toMatchObject({ OverrideAction: { None: {} }, Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: rule.Name } } });
    }
    expect(Rules[1]).toMatchObject({
      Action: { Block: {} }, Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000, EvaluationWindowSec: 300 } },
    });
  });

  test('lets bodies of the API\'s size through, and nothing else', () => {
    interface Rule { readonly Statement: { readonly ManagedRuleGroupStatement?: { readonly RuleActionOverrides?: object } } }
    const { Rules } = Resources.EdgeWebAcl.Properties as unknown as { Rules: Rule[] };
    expect(Rules.flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? []))
      .toEqual([{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]);
  });

  test('logs what the firewall did, without tokens', () => {
    expect(Resources.EdgeWebAclLogGroup.Properties).toMatchObject({ LogGroupName: 'aws-waf-logs-listbackup-main', RetentionInDays: 365 });
    expect(Resources.EdgeWebAclLogging.Properties).toEqual({
      ResourceArn: { 'Fn::GetAtt': ['EdgeWebAcl', 'Arn'] },
      LogDestinationConfigs: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:123456789012:log-group:', { Ref: 'EdgeWebAclLogGroup' }]] }],
      RedactedFields: ['authorization', 'cookie', 'x-listbackup-edge'].map((Name) => ({ SingleHeader: { Name } })),
    });
  });

  test('publishes what others need, and tags all of it', () => {
    expect(exportsOf(template)).toEqual({
      EdgeAssetsCertificateArn: 'listbackup-infrastructure-edge-certificate-main-EdgeAssetsCertificateArn',
      EdgeWebAclArn: 'listbackup-infrastructure-edge-certificate-main-EdgeWebAclArn',
      EdgeWebAclLogGroupName: 'listbackup-infrastructure-edge-certificate-main-EdgeWebAclLogGroupName',
    });
    for (const id of ['EdgeAssetsCertificate', 'EdgeWebAcl', 'EdgeWebAclLogGroup']) {
      expect([id, tagsOf(Resources[id])]).toEqual([id, { Service: 'listbackup-infrastructure-edge-certificate', Stage: 'main', ManagedBy: 'CDK' }]);
    }
  });
});

describe('what the stage decides', () => {
  test('staging has a firewall, development none unless asked', () => {
    expect(types(certificateOf({}, ListBackupStage.of('staging')))).toEqual({ ...FIREWALL, ...ASSETS });
    expect(types(certificateOf({}, ListBackupStage.DEV))).toEqual(ASSETS);
    expect(types(certificateOf({ firewall: true }, ListBackupStage.DEV))).toEqual({ ...FIREWALL, ...ASSETS });
    expect(types(certificateOf({ firewall: false }))).toEqual(ASSETS);
  });

  test('without a zone there is the firewall alone', () => {
    expect(types(certificateOf({ hostedZone: undefined }))).toEqual(FIREWALL);
  });

  test.each([['staging', 'RetainExceptOnCreate', 90], ['dev', 'Delete', 30]])('%s', (name, policy, days) => {
    const { Resources } = certificateOf({ firewall: true }, ListBackupStage.of(name));
    expect([Resources.EdgeAssetsCertificate.DeletionPolicy, Resources.EdgeWebAclLogGroup.DeletionPolicy]).toEqual([policy, policy]);
    expect(Resources.EdgeWebAclLogGroup.Properties).toMatchObject({ LogGroupName: `aws-waf-logs-listbackup-${name}`, RetentionInDays: days });
    expect(Resources.EdgeAssetsCertificate.Properties.DomainName).toBe(`${name}.assets.listbackup.ai`);
  });
});

describe('in front of the API', () => {
  test('main has a certificate for the stage\'s host and the apex', () => {
    const template = certificateOf({ frontsApi: true });
    expect(types(template)).toEqual({ ...FIREWALL, ...ASSETS, ...API });
    expect(template.Resources.EdgeApiCertificate.Properties).toMatchObject({
      DomainName: 'main.api.listbackup.ai',
      SubjectAlternativeNames: ['api.listbackup.ai'],
      DomainValidationOptions: [
        { DomainName: 'main.api.listbackup.ai', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }, { DomainName: 'api.listbackup.ai', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      ],
    });
    expect(exportsOf(template).EdgeApiCertificateArn).toBe('listbackup-infrastructure-edge-certificate-main-EdgeApiCertificateArn');
  });

  test.each([['staging', {}], ['main', { apex: false }]])('%s with %j has one for the stage\'s host alone', (name, options) => {
    const { Properties } = certificateOf({ frontsApi: true, ...options }, ListBackupStage.of(name)).Resources.EdgeApiCertificate;
    expect(Properties.DomainName).toBe(`${name}.api.listbackup.ai`);
    expect(Properties).not.toHaveProperty('SubjectAlternativeNames');
  });
});

test('options', () => {
  const { Resources } = certificateOf(
    { firewall: true, rateLimit: 10, logRetention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.RETAIN }, ListBackupStage.DEV);
  expect(Resources.EdgeWebAcl.Properties.Rules).toMatchObject({ 1: { Statement: { RateBasedStatement: { Limit: 10 } } } });
  expect(Resources.EdgeWebAclLogGroup).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 7 } });
});

describe('refused', () => {
  test.each(['us-west-2', undefined])('a stack of region %p', (region) => {
    const stack = new Stack(new App(), 'Edge', { env: { account: '123456789012', region } });
    expect(() => new ListBackupEdgeCertificate(stack, 'X', { stage: ListBackupStage.MAIN }))
      .toThrow(refusal('region'));
  });

  test.each([9, 0, -1, 10.5, 2_000_000_001, NaN])('a rate limit of %p', (rateLimit) => {
    expect(() => certificateOf({ rateLimit })).toThrow(refusal('rateLimit', ANY_VALUE, 'must be a whole number from 10 to 2000000000'));
  });

  test.each<[string, CertificateOptions, RegExp]>([
    ['rateLimit', { rateLimit: 100, firewall: false }, refusal('rateLimit', ANY_VALUE, 'requires the firewall, which is off')],
    ['hostedZone', { hostedZone: undefined, firewall: false }, refusal('hostedZone', /undefined/, 'must be set unless firewall is true: the construct would be empty')],
    ['hostedZone.zoneName', { hostedZone: { ...ZONE, zoneName: 'not a domain' } }, /lower-case labels/],
    ['frontsApi', { frontsApi: true, hostedZone: undefined }, /requires a hosted zone/],
    ['logRetention', { logRetention: 42 as RetentionDays }, refusal('logRetention', 42, 'must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days, or INFINITE')],
  ])('%s: %j', (prop, options, message) => {
    expect(() => certificateOf(options)).toThrow(message);
    expect(() => certificateOf(options)).toThrow(refusal(prop));
  });

  test('the apex outside production', () => {
    expect(() => certificateOf({ apex: true, frontsApi: true }, ListBackupStage.DEV)).toThrow(refusal('apex', ANY_VALUE, 'can\'t be true in the development stage "dev": the zone\'s own API host belongs to production'));
  });

  test.each(['frontsApi', 'apex', 'firewall', 'rateLimit', 'logRetention', 'removalPolicy', 'hostedZone'])('a %s of another kind', (prop) => {
    for (const value of [Symbol('x'), () => 1, 1n, -7, ['\u0000'], '\u0000\n', { '\u0000': 1 }]) {
      expect(() => certificateOf({ [prop]: value } as never)).toThrow(refusalWithin(prop));
    }
  });

  test.each([undefined, {}, { stage: 'main' }])('the props %p', (props) => {
    expect(() => new ListBackupEdgeCertificate(stackIn('us-east-1'), 'X', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });
});
