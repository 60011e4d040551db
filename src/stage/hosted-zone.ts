import { Token } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { requireDomainName } from './origins';
import { refuse } from './refuse';

const WORKS = '{ hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }';

/** Returns the zone when records can be made in it, and says what is wrong with it otherwise. Its ID may be a token, its name decides names. */
export function requireHostedZone(zone: HostedZoneAttributes | undefined): HostedZoneAttributes {
  if (typeof zone !== 'object' || zone === null) {
    refuse('hostedZone', zone, 'It is a Route 53 zone: its ID and its name.', WORKS);
  }
  const { hostedZoneId, zoneName } = zone;
  if (typeof hostedZoneId !== 'string' || (!Token.isUnresolved(hostedZoneId) && !/^[A-Z0-9]{1,32}$/.test(hostedZoneId))) {
    refuse('hostedZone, hostedZoneId', hostedZoneId, 'It has up to 32 capital letters and digits, without "/hostedzone/".', '"Z0123456789ABCDEFGHIJ"');
  }
  requireDomainName('hostedZone, zoneName', zoneName);
  return zone;
}
