import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ListBackupApiProps } from './api-options';
import { apexFor } from '../stage/apex';
import { requireHostedZone } from '../stage/hosted-zone';
import { apiDomainName, apiOriginDomainName, stageApiDomainName } from '../stage/naming';
import { requireDomainName } from '../stage/origins';
import { refuse } from '../stage/refuse';
import { requireAttribute, requireBoolean } from '../stage/require';

/** A host of the API. */
export interface ApiHost {
  /** What the logical IDs begin with: `Api`, `ApiApex`, `ApiOrigin`. */
  readonly prefix: string;
  readonly host: string;
  readonly certificateArn: string;

  /** Whether the host's DNS records are made here. Otherwise the edge makes them. */
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
    if (value !== undefined) refuse(prop, Construct.isConstruct(value) ? value.node.path : value, 'It needs a hosted zone, in which the host stands.', ZONE);
  }
  if (apexFor(props.stage, props.apex) && props.apex !== undefined) refuse('apex', true, 'It needs a hosted zone, in which the host stands.', ZONE);
  if (props.dnsRecords) refuse('dnsRecords', true, 'They stand in a hosted zone.', ZONE);
  if (props.behindEdge) refuse('behindEdge', true, 'It needs a hosted zone, in which the edge finds the API.', ZONE);
  return undefined;
}

function requireBelow({ zoneName }: HostedZoneAttributes, host: string): string {
  requireDomainName('customDomainName', host);
  if (!host.endsWith(`.${zoneName}`)) {
    refuse('customDomainName', host, `It stands below the hosted zone ${zoneName}, which has its DNS record.`, `"main.api.${zoneName}"`);
  }
  return host;
}

function requireCertificate(stack: Stack, what: string, certificate: ICertificate | undefined, host: string): string {
  const works = `Certificate.fromCertificateArn(…) of a certificate for ${host}`;
  if (certificate === undefined) refuse(what, undefined, `The host ${host} needs one.`, works);
  requireAttribute(what, certificate, 'certificateArn', 'a certificate', works);
  const { certificateArn } = certificate;
  const region = Token.isUnresolved(certificateArn) ? undefined : /^arn:[^:]+:acm:([^:]+):/.exec(certificateArn)?.[1];
  if (region !== undefined && !Token.isUnresolved(stack.region) && region !== stack.region) {
    refuse(what, certificateArn, `The API stands in ${stack.region}, and takes certificates of its own region.`, `${works} in ${stack.region}`);
  }
  return certificateArn;
}
