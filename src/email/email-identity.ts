import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { CfnEmailIdentity, EmailIdentity, IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { claimLogicalId, DKIM_TTL_SECONDS, makeDkimRecords, resourceTags } from '../conventions';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/**
 * An identity for a whole domain. SES signs what it sends, once the three DKIM records stand.
 *
 * @param dkimZone where to make the records, or `undefined` where they stand elsewhere
 */
export function createEmailIdentity(
  scope: Construct, stage: ListBackupStage, domainName: string, removalPolicy: RemovalPolicy, dkimZone: HostedZoneAttributes | undefined,
): IEmailIdentity {
  // L1: property injectors may change the key length of `EmailIdentity` (L2), and its records' logical IDs follow the construct's path.
  const identity = claimLogicalId(new CfnEmailIdentity(scope, 'Identity', {
    emailIdentity: domainName,
    dkimAttributes: { signingEnabled: true },
    dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
    tags: resourceTags(stage, SERVICES.ses),
  }), 'SESDomainIdentity');
  identity.applyRemovalPolicy(removalPolicy);
  if (dkimZone) {
    makeDkimRecords(scope, 'SESDomainIdentityDKIM', dkimZone, [
      { name: identity.attrDkimDnsTokenName1, value: identity.attrDkimDnsTokenValue1 },
      { name: identity.attrDkimDnsTokenName2, value: identity.attrDkimDnsTokenValue2 },
      { name: identity.attrDkimDnsTokenName3, value: identity.attrDkimDnsTokenValue3 },
    ], DKIM_TTL_SECONDS, removalPolicy);
  }
  return EmailIdentity.fromEmailIdentityName(scope, 'IdentityHandle', stackAware(Stack.of(scope), identity.ref, domainName));
}
