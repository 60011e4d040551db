import { CfnApiMapping, CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ApiHosts } from './require-domains';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** The types of address, each with the end of its record's logical ID. */
const RECORDS = { A: 'DomainRecord', AAAA: 'DomainRecordIPv6' } as const;

/** What the hosts lead to. */
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
