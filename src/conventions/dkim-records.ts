import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnRecordSet, HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { claimLogicalId } from './logical-id';

/** One of the three records by which a domain's owner says that SES may sign its mail. */
export interface DkimRecord {
  readonly name: string;
  readonly value: string;
}

/** Time for which resolvers cache the records, in seconds: the value of the live records. */
export const DKIM_TTL_SECONDS = 1800;

/**
 * Makes the DKIM records of an e-mail identity; their logical IDs are the prefix and 1, 2, 3.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
 */
export function makeDkimRecords(
  scope: Construct, logicalIdPrefix: string, zone: HostedZoneAttributes,
  records: readonly DkimRecord[], ttlSeconds: number, removalPolicy: RemovalPolicy,
): void {
  records.forEach(({ name, value }, index) => {
    const logicalId = `${logicalIdPrefix}${index + 1}`;
    const record = claimLogicalId(new CfnRecordSet(scope, logicalId, {
      hostedZoneId: zone.hostedZoneId,
      name,
      type: 'CNAME',
      ttl: String(ttlSeconds),
      resourceRecords: [value],
    }), logicalId);
    record.applyRemovalPolicy(removalPolicy);
  });
}
