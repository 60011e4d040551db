import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { ListBackupDomains, ListBackupDomainsOptions, ListBackupDomainsProps, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, replacePolicyOf, resourcesOfType, synth, tagsOf, templateOf } from '../support/synth';

const hostedZone = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const TOKENS = ['gdwvxrzcqzkwk4dlxqlgjytkzm7tvvbw', 'aa3qh5bcxqkdbhdrdbxglsgpyx5w4dqq', 'zz7ptvnk2w3r5hsgfqvylkcn4j6mdxab'];
const CERTIFICATE_ARN = 'arn:aws:acm:us-west-2:123456789012:certificate/11111111-2222-3333-4444-555555555555';

const domainsOf = (props: Omit<ListBackupDomainsProps, 'hostedZone'>, stackProps = { env: MAIN_ENV }) => (
  synth((stack) => new ListBackupDomains(stack, 'Domains', { hostedZone, ...props }), stackProps)
);

describe('the domains of main', () => {
  const template = domainsOf({ stage: ListBackupStage.MAIN });

  test('are two certificates and a parameter', () => {
    expect(Object.keys(template.Resources).sort()).toEqual(['ApiApexCertificate', 'ApiSSLCertificate', 'SSLCertificateArnParameter']);
  });

  test.each([['ApiSSLCertificate', '*.api.listbackup.ai'], ['ApiApexCertificate', 'api.listbackup.ai']])('%s is for %s alone, validated in the zone', (id, domainName) => {
    expect(template.Resources[id]).toEqual({
      Type: 'AWS::CertificateManager::Certificate',
      Properties: {
        DomainName: domainName,
        ValidationMethod: 'DNS',
        DomainValidationOptions: [{ DomainName: domainName, HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
        Tags: [
          { Key: 'ManagedBy', Value: 'CDK' },
          { Key: 'Service', Value: 'listbackup-infrastructure-domains' },
          { Key: 'Stage', Value: 'main' },
        ],
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('the parameter says where the wildcard certificate is', () => {
    const parameter = template.Resources.SSLCertificateArnParameter;
    expect(parameter).toMatchObject({
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '/main/domains/api-certificate-arn', Type: 'String', Value: { Ref: 'ApiSSLCertificate' } },
    });
    expect(tagsOf(parameter)).toEqual({ Service: 'listbackup-infrastructure-domains', Stage: 'main', ManagedBy: 'CDK' });
  });

  test('publish certificates and parameter', () => {
    expect(exportsOf(template)).toEqual({
      SSLCertificateArn: 'listbackup-infrastructure-domains-main-SSLCertificateArn',
      SSMParameterName: 'listbackup-infrastructure-domains-main-SSMParameterName',
      ApiApexCertificateArn: 'listbackup-infrastructure-domains-main-ApiApexCertificateArn',
    });
    expect(template.Outputs.SSLCertificateArn.Value).toEqual({ Ref: 'ApiSSLCertificate' });
    expect(template.Outputs.SSMParameterName.Value).toEqual({ Ref: 'SSLCertificateArnParameter' });
    expect(template.Outputs.ApiApexCertificateArn.Value).toEqual({ Ref: 'ApiApexCertificate' });
  });
});

describe('other stages', () => {
  test.each([
    [ListBackupStage.STAGING, 'RetainExceptOnCreate', '/staging/domains/api-certificate-arn'],
    [ListBackupStage.DEV, 'Delete', '/dev/domains/api-certificate-arn'],
    [ListBackupStage.of('prod'), 'RetainExceptOnCreate', '/prod/domains/api-certificate-arn'],
  ])('%s has the wildcard only', (stage, deletionPolicy, parameterName) => {
    const template = domainsOf({ stage }, {} as never);
    expect(Object.keys(template.Resources).sort()).toEqual(['ApiSSLCertificate', 'SSLCertificateArnParameter']);
    expect(template.Resources.ApiSSLCertificate).toMatchObject({
      DeletionPolicy: deletionPolicy,
      UpdateReplacePolicy: replacePolicyOf(deletionPolicy),
      Properties: { DomainName: '*.api.listbackup.ai' },
    });
    expect(template.Resources.SSLCertificateArnParameter.Properties.Name).toBe(parameterName);
    expect(Object.keys(template.Outputs).sort()).toEqual(['SSLCertificateArn', 'SSMParameterName']);
  });

  test('another production stage serves the apex when asked to, and main can leave it', () => {
    expect(domainsOf({ stage: ListBackupStage.of('prod'), apex: true }).Resources).toHaveProperty('ApiApexCertificate');
    expect(domainsOf({ stage: ListBackupStage.MAIN, apex: false }).Resources).not.toHaveProperty('ApiApexCertificate');
  });

  test('another zone', () => {
    const template = synth((stack) => new ListBackupDomains(stack, 'Domains', {
      stage: ListBackupStage.DEV, hostedZone: { hostedZoneId: 'Z9', zoneName: 'dev.example.org' },
    }));
    expect(template.Resources.ApiSSLCertificate.Properties).toMatchObject({
      DomainName: '*.api.dev.example.org',
      DomainValidationOptions: [{ DomainName: '*.api.dev.example.org', HostedZoneId: 'Z9' }],
    });
  });
});

describe('the live DKIM records', () => {
  const template = domainsOf({ stage: ListBackupStage.MAIN, dkimTokens: TOKENS });

  test.each([1, 2, 3])('SESDKIM%i', (number) => {
    expect(template.Resources[`SESDKIM${number}`]).toEqual({
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z0123456789ABCDEFGHIJ',
        Name: `${TOKENS[number - 1]}._domainkey.listbackup.ai`,
        Type: 'CNAME',
        TTL: '1800',
        ResourceRecords: [`${TOKENS[number - 1]}.dkim.amazonses.com`],
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('are three', () => {
    expect(Object.keys(resourcesOfType(template, 'AWS::Route53::RecordSet')).sort()).toEqual(['SESDKIM1', 'SESDKIM2', 'SESDKIM3']);
  });

  test('live as long as the caller says', () => {
    const records = domainsOf({ stage: ListBackupStage.DEV, dkimTokens: TOKENS, dkimTtl: Duration.minutes(5) });
    expect(records.Resources.SESDKIM2).toMatchObject({ DeletionPolicy: 'Delete', Properties: { TTL: '300' } });
  });
});

describe('a certificate that stands already', () => {
  const reused = (options: ListBackupDomainsOptions = {}) => synth((stack) => new ListBackupDomains(stack, 'Domains', {
    stage: ListBackupStage.STAGING, hostedZone, certificate: Certificate.fromCertificateArn(stack, 'First', CERTIFICATE_ARN), ...options,
  }), { env: MAIN_ENV });

  test('is published in place of a created one', () => {
    const template = reused();
    expect(Object.keys(template.Resources)).toEqual(['SSLCertificateArnParameter']);
    expect(template.Resources.SSLCertificateArnParameter.Properties).toMatchObject({ Name: '/staging/domains/api-certificate-arn', Value: CERTIFICATE_ARN });
    expect(template.Outputs.SSLCertificateArn).toEqual({
      Value: CERTIFICATE_ARN, Export: { Name: 'listbackup-infrastructure-domains-staging-SSLCertificateArn' },
    });
  });

  test('of the apex, too', () => {
    const template = synth((stack) => {
      const certificate = Certificate.fromCertificateArn(stack, 'First', CERTIFICATE_ARN);
      const apexCertificate = Certificate.fromCertificateArn(stack, 'Apex', `${CERTIFICATE_ARN}-apex`);
      new ListBackupDomains(stack, 'Domains', { stage: ListBackupStage.MAIN, hostedZone, certificate, apexCertificate });
    });
    expect(resourcesOfType(template, 'AWS::CertificateManager::Certificate')).toEqual({});
    expect(template.Outputs.ApiApexCertificateArn.Value).toBe(`${CERTIFICATE_ARN}-apex`);
  });

  test('of another stack in the app is read by its published export, and deployed before', () => {
    const app = new App();
    const [main, prod] = ['Main', 'Prod'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    const first = new ListBackupDomains(main, 'Domains', { stage: ListBackupStage.MAIN, hostedZone });
    new ListBackupDomains(prod, 'Domains', {
      stage: ListBackupStage.of('prod'), hostedZone, apex: true, certificate: first.certificate, apexCertificate: first.apexCertificate,
    });
    const template = templateOf(prod);
    const imported = (key: string) => ({ 'Fn::ImportValue': `listbackup-infrastructure-domains-main-${key}` });
    expect(template.Outputs.SSLCertificateArn.Value).toEqual(imported('SSLCertificateArn'));
    expect(template.Outputs.ApiApexCertificateArn.Value).toEqual(imported('ApiApexCertificateArn'));
    expect(template.Resources.SSLCertificateArnParameter.Properties.Value).toEqual(imported('SSLCertificateArn'));
    expect(prod.dependencies).toEqual([main]);
    expect(Object.keys(templateOf(main).Outputs).sort()).toEqual(['ApiApexCertificateArn', 'SSLCertificateArn', 'SSMParameterName']);
  });
});

test('the handle knows zone, certificates and parameter', () => {
  const app = new App();
  const [home, reader] = ['Home', 'Reader'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
  const domains = new ListBackupDomains(home, 'Domains', { stage: ListBackupStage.DEV, hostedZone });
  expect([domains.hostedZone.zoneName, domains.hostedZone.hostedZoneId]).toEqual(['listbackup.ai', 'Z0123456789ABCDEFGHIJ']);
  expect(domains.apexCertificate).toBeUndefined();
  new CfnParameter(reader, 'Reads', { type: 'String', value: domains.certificateParameterName });
  expect(templateOf(reader).Resources.Reads.Properties.Value).toBe('/dev/domains/api-certificate-arn');
  expect(home.resolve(domains.certificateParameterName)).toEqual({ Ref: 'SSLCertificateArnParameter' });
  expect(home.resolve(domains.certificate.certificateArn)).toEqual({ Ref: 'ApiSSLCertificate' });
});

describe('bad input', () => {
  const refused = (props: object) => () => domainsOf({ stage: ListBackupStage.MAIN, ...props });

  test.each<[string, object, RegExp]>([
    ['no zone', { hostedZone: undefined }, refusal('hostedZone', /undefined/, 'must be the ID and the name of a Route 53 zone')],
    ['a zone by its name', { hostedZone: 'listbackup.ai' }, refusal('hostedZone', 'listbackup.ai')],
    ['a zone that is no domain', { hostedZone: { ...hostedZone, zoneName: 'listbackup' } }, refusal('hostedZone.zoneName', 'listbackup', 'must be lower-case labels joined by dots')],
    ['a zone in capitals', { hostedZone: { ...hostedZone, zoneName: 'ListBackup.ai' } }, refusal('hostedZone.zoneName', 'ListBackup.ai')],
    ['a zone without a name', { hostedZone: { hostedZoneId: 'Z1' } }, refusal('hostedZone.zoneName', /undefined/)],
    ['a zone without an ID', { hostedZone: { zoneName: 'listbackup.ai' } }, refusal('hostedZone.hostedZoneId', /undefined/)],
    ['a zone\'s path for its ID', { hostedZone: { ...hostedZone, hostedZoneId: '/hostedzone/Z1' } }, refusal('hostedZone.hostedZoneId', '/hostedzone/Z1', 'must have up to 32 capital letters and digits, without "/hostedzone/"')],
    ['the apex in development', { stage: ListBackupStage.DEV, apex: true }, refusal('apex', ANY_VALUE, 'can\'t be true in the development stage "dev": the zone\'s own API host belongs to production')],
    ['the apex in staging', { stage: ListBackupStage.STAGING, apex: true }, refusal('apex', ANY_VALUE, 'can\'t be true in the staging stage "staging": the zone\'s own API host belongs to production')],
    ['an apex that is neither on nor off', { apex: 'yes' }, refusal('apex', 'yes', 'must be true or false')],
    ['two tokens', { dkimTokens: TOKENS.slice(1) }, refusal('dkimTokens', ANY_VALUE, 'must have the 3 tokens that SES gave the identity')],
    ['four tokens', { dkimTokens: [...TOKENS, 'd'] }, refusal('dkimTokens', ANY_VALUE, 'must have the 3 tokens that SES gave the identity')],
    ['tokens in one text', { dkimTokens: TOKENS.join() }, refusal('dkimTokens', ANY_VALUE, 'must have the 3 tokens that SES gave the identity')],
    ['a record\'s whole name', { dkimTokens: [`${TOKENS[0]}._domainkey.listbackup.ai`, TOKENS[1], TOKENS[2]] }, refusal('dkimTokens', 'gdwvxrzcqzkwk4dlxqlgjytkzm7tvvbw._domainkey.listbackup.ai', 'must have tokens of lower-case letters and digits only: the first part of each record\'s name')],
    ['an empty token', { dkimTokens: ['', TOKENS[1], TOKENS[2]] }, refusal('dkimTokens', '')],
    ['a token twice', { dkimTokens: [TOKENS[0], TOKENS[1], TOKENS[0]] }, refusal('dkimTokens', 'gdwvxrzcqzkwk4dlxqlgjytkzm7tvvbw', 'must have 3 different tokens')],
    ['a time to live without records', { dkimTtl: Duration.minutes(5) }, refusal('dkimTtl', ANY_VALUE, 'requires dkimTokens: without them this stack has no DKIM records')],
    ['a time to live in part of a second', { dkimTokens: TOKENS, dkimTtl: Duration.millis(1500) }, refusal('dkimTtl', '1 second 500 millis', 'must be a Duration of 0 to 2147483647 whole seconds')],
    ['a certificate by its ARN', { certificate: CERTIFICATE_ARN }, refusal('certificate', 'arn:aws:acm:us-west-2:123456789012:certificate/11111111-2222-3333-4444-555555555555', 'must be a certificate, not its ARN')],
    ['a snapshot', { removalPolicy: RemovalPolicy.SNAPSHOT }, refusal('removalPolicy', 'snapshot')],
    ['no stage', { stage: undefined }, refusal('stage', /undefined/)],
  ])('%s is refused', (_what, props, message) => {
    expect(refused(props)).toThrow(message);
  });

  test('an apex certificate where the apex is off is refused', () => {
    const stack = newStack();
    const apexCertificate = Certificate.fromCertificateArn(stack, 'Apex', CERTIFICATE_ARN);
    expect(() => new ListBackupDomains(stack, 'Domains', { stage: ListBackupStage.DEV, hostedZone, apexCertificate })).toThrow(refusal('apexCertificate', ANY_VALUE, 'requires the apex, which is off in this stage'));
  });
});
