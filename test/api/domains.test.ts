import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { APEX_ARN, apexCertificate, apiOf, ApiOptions, certificate, HOST_FACTS, RESOURCE_FACTS, WILDCARD_ARN, ZONE, zoned } from './api.facts';
import { ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { tagsOf, TemplateJson } from '../support/synth';

const types = ({ Resources }: TemplateJson) => Object.fromEntries(Object.entries(Resources).map(([id, { Type }]) => [id, Type]));

const APEX_FACTS = {
  ApiApexDomainName: 'AWS::ApiGatewayV2::DomainName',
  ApiApexMapping: 'AWS::ApiGatewayV2::ApiMapping',
  ApiApexDomainRecord: 'AWS::Route53::RecordSet',
  ApiApexDomainRecordIPv6: 'AWS::Route53::RecordSet',
};

function expectHost({ Resources, Outputs }: TemplateJson, prefix: string, host: string, certificateArn: string) {
  expect(Resources[`${prefix}DomainName`].Properties).toMatchObject({
    DomainName: host,
    DomainNameConfigurations: [{ CertificateArn: certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2', IpAddressType: 'dualstack' }],
  });
  expect(tagsOf(Resources[`${prefix}DomainName`])).toEqual({ Service: 'listbackup-api-gateway', Stage: Outputs.HttpApiId.Export?.Name.split('-')[3], ManagedBy: 'CDK' });
  expect(Resources[`${prefix}Mapping`].Properties).toEqual({ ApiId: { Ref: 'HttpApi' }, DomainName: { Ref: `${prefix}DomainName` }, Stage: { Ref: 'HttpApiStage' } });
}

function expectRecords({ Resources }: TemplateJson, prefix: string, host: string) {
  for (const [id, type] of [[`${prefix}DomainRecord`, 'A'], [`${prefix}DomainRecordIPv6`, 'AAAA']]) {
    expect(Resources[id].Properties).toEqual({
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      Name: host,
      Type: type,
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [`${prefix}DomainName`, 'RegionalDomainName'] },
        HostedZoneId: { 'Fn::GetAtt': [`${prefix}DomainName`, 'RegionalHostedZoneId'] },
        EvaluateTargetHealth: false,
      },
    });
  }
}

describe('with a hosted zone', () => {
  const main = apiOf(zoned());

  test('main has its own host and the apex', () => {
    expect(types(main)).toEqual({ ...RESOURCE_FACTS, ...HOST_FACTS, ...APEX_FACTS });
    expectHost(main, 'Api', 'main.api.listbackup.ai', WILDCARD_ARN);
    expectRecords(main, 'Api', 'main.api.listbackup.ai');
    expectHost(main, 'ApiApex', 'api.listbackup.ai', APEX_ARN);
    expectRecords(main, 'ApiApex', 'api.listbackup.ai');
  });

  test('the published endpoint is the stage\'s own host, also with the apex', () => {
    expect(main.Outputs.CustomDomainEndpoint.Value).toBe('https://main.api.listbackup.ai');
    expect(main.Outputs.HttpApiEndpoint.Value).toEqual({ 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] });
  });

  test.each(['dev', 'staging', 'prod', 'feature-x'])('%s has its own host alone', (name) => {
    const template = apiOf((stack) => ({ hostedZone: ZONE, certificate: certificate(stack) }), ListBackupStage.of(name));
    expect(types(template)).toEqual({ ...RESOURCE_FACTS, ...HOST_FACTS });
    expect(template.Resources.ApiDomainName.Properties.DomainName).toBe(`${name}.api.listbackup.ai`);
    expect(template.Outputs.CustomDomainEndpoint.Value).toBe(`https://${name}.api.listbackup.ai`);
  });

  test('the apex is off in main where asked, and on in another production stage where asked', () => {
    const withoutApex = apiOf((stack) => ({ hostedZone: ZONE, certificate: certificate(stack), apex: false }));
    expect(types(withoutApex)).toEqual({ ...RESOURCE_FACTS, ...HOST_FACTS });
    expect(types(apiOf(zoned({ apex: true }), ListBackupStage.of('prod')))).toEqual({ ...RESOURCE_FACTS, ...HOST_FACTS, ...APEX_FACTS });
  });

  test('the zone names hosts and web origin', () => {
    const template = apiOf(zoned({ hostedZone: { hostedZoneId: 'Z1', zoneName: 'backup.example.org' } }));
    expect(template.Resources.ApiDomainName.Properties.DomainName).toBe('main.api.backup.example.org');
    expect(template.Resources.HttpApi.Properties.CorsConfiguration).toMatchObject({
      AllowOrigins: ['https://backup.example.org', 'https://app.backup.example.org', 'https://main.backup.example.org', 'https://main.app.backup.example.org'],
    });
    expect(JSON.stringify(template)).not.toContain('listbackup.ai');
  });

  test('a host of the caller\'s', () => {
    const template = apiOf(zoned({ customDomainName: 'backend.listbackup.ai', apex: false }));
    expectHost(template, 'Api', 'backend.listbackup.ai', WILDCARD_ARN);
    expect(template.Outputs.CustomDomainEndpoint.Value).toBe('https://backend.listbackup.ai');
  });

  test('its own endpoint can be closed', () => {
    expect(apiOf(zoned({ executeApiEndpoint: false })).Resources.HttpApi.Properties.DisableExecuteApiEndpoint).toBe(true);
  });
});

describe('behind the edge', () => {
  const template = apiOf(zoned({ behindEdge: true }));

  test('hosts stay, an origin host is added, and only its records are made here', () => {
    const { ApiDomainRecord: _a, ApiDomainRecordIPv6: _b, ...hosts } = HOST_FACTS;
    const { ApiApexDomainRecord: _c, ApiApexDomainRecordIPv6: _d, ...apex } = APEX_FACTS;
    expect(types(template)).toEqual({
      ...RESOURCE_FACTS,
      ...hosts,
      ...apex,
      ApiOriginDomainName: 'AWS::ApiGatewayV2::DomainName',
      ApiOriginMapping: 'AWS::ApiGatewayV2::ApiMapping',
      ApiOriginDomainRecord: 'AWS::Route53::RecordSet',
      ApiOriginDomainRecordIPv6: 'AWS::Route53::RecordSet',
    });
    expectHost(template, 'Api', 'main.api.listbackup.ai', WILDCARD_ARN);
    expectHost(template, 'ApiOrigin', 'main-origin.api.listbackup.ai', WILDCARD_ARN);
    expectRecords(template, 'ApiOrigin', 'main-origin.api.listbackup.ai');
  });

  test('the records stay here until the edge is ready for them', () => {
    const before = apiOf(zoned({ behindEdge: true, dnsRecords: true }));
    expectRecords(before, 'Api', 'main.api.listbackup.ai');
    expectRecords(before, 'ApiApex', 'api.listbackup.ai');
    expectRecords(before, 'ApiOrigin', 'main-origin.api.listbackup.ai');
    const after = Object.keys(template.Resources);
    expect(Object.keys(before.Resources).filter((id) => !after.includes(id)))
      .toEqual(['ApiDomainRecord', 'ApiDomainRecordIPv6', 'ApiApexDomainRecord', 'ApiApexDomainRecordIPv6']);
  });

  test('callers still use the stage\'s host', () => {
    expect(template.Outputs.CustomDomainEndpoint.Value).toBe('https://main.api.listbackup.ai');
  });

  test('only through the edge closes the API\'s own endpoint, unless asked otherwise', () => {
    const closed = (options: ApiOptions) => apiOf((stack) => ({
      ...zoned({ behindEdge: true, edgeSecret: Secret.fromSecretNameV2(stack, 'Edge', 'listbackup/main/edge'), ...options })(stack),
    })).Resources.HttpApi.Properties.DisableExecuteApiEndpoint;
    expect([closed({}), closed({ executeApiEndpoint: true })]).toEqual([true, false]);
  });
});

describe('refused', () => {
  const zone = (options: ApiOptions, stage?: ListBackupStage) => () => apiOf(zoned(options), stage);
  const noZone = (options: ApiOptions) => () => apiOf(() => options);

  test.each(['not a domain', 'listbackup', 'LISTBACKUP.AI', 'https://listbackup.ai', ''])('a zone %p that is no domain', (zoneName) => {
    expect(zone({ hostedZone: { hostedZoneId: 'Z1', zoneName } })).toThrow(refusal('hostedZone.zoneName', ANY_VALUE, 'must be lower-case labels joined by dots'));
  });

  test.each(['main.api.example.com', 'listbackup.ai', 'evillistbackup.ai', 'api.listbackup.ai.example.com'])('the host %p outside the zone', (customDomainName) => {
    expect(zone({ customDomainName })).toThrow(refusal('customDomainName', customDomainName, 'must be a host below the hosted zone listbackup.ai'));
  });

  test('a zone without its certificates', () => {
    expect(zone({ certificate: undefined })).toThrow(refusal('certificate', /undefined/, 'must be a certificate for the host *.api.listbackup.ai'));
    expect(zone({ apexCertificate: undefined })).toThrow(refusal('apexCertificate', /undefined/, 'must be a certificate for the host api.listbackup.ai'));
  });

  test('a certificate of another region', () => {
    expect(() => apiOf((stack) => zoned({ certificate: Certificate.fromCertificateArn(stack, 'East', WILDCARD_ARN.replace('us-west-2', 'us-east-1')) })(stack)))
      .toThrow(refusal('certificate', 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-1111-1111-111111111111', 'must be a certificate in us-west-2, the API\'s Region'));
  });

  test.each(['dev', 'staging'])('the apex in %s', (name) => {
    expect(zone({ apex: true }, ListBackupStage.of(name))).toThrow(refusal('apex', true, 'can\'t be true in the '));
  });

  test.each([
    ['customDomainName', { customDomainName: 'main.api.listbackup.ai' }],
    ['apex', { apex: true }],
    ['behindEdge', { behindEdge: true }],
    ['dnsRecords', { dnsRecords: true }],
  ])('%s without a zone', (prop, options) => {
    expect(noZone(options)).toThrow(refusal(prop, ANY_VALUE, 'requires a hosted zone'));
  });

  test('certificates without a zone', () => {
    expect(() => apiOf((stack) => ({ certificate: certificate(stack) }))).toThrow(refusal('certificate', ANY_VALUE, 'requires a hosted zone, which has the record of the host'));
    expect(() => apiOf((stack) => ({ apexCertificate: apexCertificate(stack) }))).toThrow(refusal('apexCertificate', ANY_VALUE, 'requires a hosted zone, which has the record of the host'));
  });

  test('an API that nobody could reach', () => {
    expect(noZone({ executeApiEndpoint: false })).toThrow(refusal('executeApiEndpoint', ANY_VALUE, 'can\'t be false without a hosted zone: the API would have no host'));
    expect(() => apiOf((stack) => ({ edgeSecret: Secret.fromSecretNameV2(stack, 'Edge', 'x') }))).toThrow(refusal('edgeSecret', ANY_VALUE, 'requires a hosted zone: the edge reaches the API by its own host'));
  });
});
