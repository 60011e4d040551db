import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { ListBackupStage } from '../stage';
import { apexFor } from '../stage/apex';
import { requireHostedZone } from '../stage/hosted-zone';
import { apiDomainName, assetsDomainName, stageApiDomainName } from '../stage/naming';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';

/** The edge's hosts; the first of each is the one that callers use. */
export interface EdgeHosts {
  readonly zone: HostedZoneAttributes;
  readonly assets: readonly string[];

  /** Empty where the edge serves assets only. */
  readonly api: readonly string[];
}

export interface EdgeHostOptions {
  readonly stage: ListBackupStage;
  readonly hostedZone?: HostedZoneAttributes;
  readonly frontsApi?: boolean;
  readonly apex?: boolean;
}

/** Returns the hosts, or `undefined` without a zone; refuses a zone that is none, and an API without one. */
export function requireEdgeHosts({ stage, hostedZone, frontsApi, apex }: EdgeHostOptions): EdgeHosts | undefined {
  requireBoolean('frontsApi', frontsApi);
  const hasApex = apexFor(stage, apex);
  if (hostedZone === undefined) {
    if (frontsApi) {
      refuse('frontsApi', true, 'It needs a hosted zone, in which the edge finds the API.',
        'hostedZone: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }');
    }
    return undefined;
  }
  const zone = requireHostedZone(hostedZone);
  const { zoneName } = zone;
  return {
    zone,
    assets: [assetsDomainName(stage, zoneName)],
    api: frontsApi ? [stageApiDomainName(stage, zoneName), ...hasApex ? [apiDomainName(zoneName)] : []] : [],
  };
}
