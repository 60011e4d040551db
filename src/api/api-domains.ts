import { Stack, Token } from 'aws-cdk-lib';
import { CfnApiMapping, CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnRecordSet, HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ListBackupApiProps } from './api-options';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { apexFor, apiDomainName, apiOriginDomainName, stageApiDomainName } from '../stage/naming';
import { invalid } from '../validation/invalid';
import { requireDomainName, requireHostedZone } from '../validation/names';
import { requireAttribute, requireBoolean } from '../validation/values';

/** A host of the API. */
export interface ApiHost {
  /** Prefix of the logical IDs: `Api`, `ApiApex`, `ApiOrigin`. */
  readonly prefix: string;
  readonly host: string;
  readonly certificateArn: string;

  /** True if the host's DNS records are created here. Otherwise the edge creates them. */
  readonly records: boolean;
}

/** All hosts of the API. */
export interface ApiHosts {
  readonly zone: HostedZoneAttributes;

  /** The host that callers use comes first. */
  readonly hosts: readonly ApiHost[];
}

const ZONE = 'hostedZone: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }';

/** Returns the API's hosts, or `undefined` where it has none of its own; refuses what fits no zone. */
export function requireHosts(stack: Stack, props: ListBackupApiProps): ApiHosts | undefined {
  requireBoolean('behindEdge', props.behindEdge);
  requireBoolean('dnsRecords', props.dnsRecords);
  if (props.hostedZone === undefined) return requireNoHosts(props);
  const { stage, behindEdge = false, dnsRecords = !behindEdge } = props;
  const zone = requireHostedZone(props.hostedZone);
  const apex = apexFor(stage, props.apex);
  const certificateArn = requireCertificate(stack, 'certificate', props.certificate, `*.${apiDomainName(zone.zoneName)}`);

  const hosts: ApiHost[] = [
    { prefix: 'Api', host: requireBelow(zone, props.customDomainName ?? stageApiDomainName(stage, zone.zoneName)), certificateArn, records: dnsRecords },
  ];
  if (apex) {
    const host = apiDomainName(zone.zoneName);
    hosts.push({ prefix: 'ApiApex', host, certificateArn: requireCertificate(stack, 'apexCertificate', props.apexCertificate, host), records: dnsRecords });
  }
  if (behindEdge) hosts.push({ prefix: 'ApiOrigin', host: apiOriginDomainName(stage, zone.zoneName), certificateArn, records: true });
  return { zone, hosts };
}

function requireNoHosts(props: ListBackupApiProps): undefined {
  const { customDomainName, certificate, apexCertificate } = props;
  for (const [prop, value] of Object.entries({ customDomainName, certificate, apexCertificate })) {
    if (value !== undefined) invalid(prop, Construct.isConstruct(value) ? value.node.path : value, 'requires a hosted zone, which has the record of the host', `Set ${ZONE}.`);
  }
  if (apexFor(props.stage, props.apex) && props.apex !== undefined) invalid('apex', true, 'requires a hosted zone, which has the record of the host', `Set ${ZONE}.`);
  if (props.dnsRecords) invalid('dnsRecords', true, 'requires a hosted zone, which has the records', `Set ${ZONE}.`);
  if (props.behindEdge) invalid('behindEdge', true, 'requires a hosted zone, in which the edge finds the API', `Set ${ZONE}.`);
  return undefined;
}

function requireBelow({ zoneName }: HostedZoneAttributes, host: string): string {
  requireDomainName('customDomainName', host);
  if (!host.endsWith(`.${zoneName}`)) {
    invalid('customDomainName', host, `must be a host below the hosted zone ${zoneName}`, `For example: "main.api.${zoneName}".`);
  }
  return host;
}

function requireCertificate(stack: Stack, what: string, certificate: ICertificate | undefined, host: string): string {
  const works = `Certificate.fromCertificateArn(…) of a certificate for ${host}`;
  if (certificate === undefined) invalid(what, undefined, `must be a certificate for the host ${host}`, `For example: ${works}.`);
  requireAttribute(what, certificate, 'certificateArn', 'a certificate', works);
  const { certificateArn } = certificate;
  const region = Token.isUnresolved(certificateArn) ? undefined : /^arn:[^:]+:acm:([^:]+):/.exec(certificateArn)?.[1];
  if (region !== undefined && !Token.isUnresolved(stack.region) && region !== stack.region) {
    invalid(what, certificateArn, `must be a certificate in ${stack.region}, the API's Region`, `For example: ${works} in ${stack.region}.`);
  }
  return certificateArn;
}

/** The types of address, each with the end of its record's logical ID. */
const RECORDS = { A: 'DomainRecord', AAAA: 'DomainRecordIPv6' } as const;

/** Attributes of the API to which the hosts are mapped. */
export interface MappedApi {
  readonly apiId: string;
  readonly stageName: string;
}

/**
 * The API's hosts: domain name, mapping and DNS aliases.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
 */
export function createDomains(scope: Construct, stage: ListBackupStage, { zone, hosts }: ApiHosts, api: MappedApi): void {
  for (const { prefix, host, certificateArn, records } of hosts) {
    const domain = claimLogicalId(new CfnDomainName(scope, `${prefix}DomainName`, {
      domainName: host,
      domainNameConfigurations: [{
        certificateArn,
        endpointType: 'REGIONAL',
        // The only one that HTTP APIs have; it takes TLS 1.3, too.
        securityPolicy: 'TLS_1_2',
        // Otherwise the AAAA record would lead nowhere.
        ipAddressType: 'dualstack',
      }],
      tags: tagMap(resourceTags(stage, SERVICES.apiGateway)),
    }), `${prefix}DomainName`);
    claimLogicalId(new CfnApiMapping(scope, `${prefix}Mapping`, { apiId: api.apiId, domainName: domain.ref, stage: api.stageName }), `${prefix}Mapping`);
    if (!records) continue;
    for (const [type, suffix] of Object.entries(RECORDS)) {
      claimLogicalId(new CfnRecordSet(scope, `${prefix}${suffix}`, {
        hostedZoneId: zone.hostedZoneId,
        name: host,
        type,
        aliasTarget: { dnsName: domain.attrRegionalDomainName, hostedZoneId: domain.attrRegionalHostedZoneId, evaluateTargetHealth: false },
      }), `${prefix}${suffix}`);
    }
  }
}
