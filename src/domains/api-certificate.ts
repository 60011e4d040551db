import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate, CfnCertificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { publishedReference } from '../exports/published-reference';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** What an API certificate is made from. */
export interface ApiCertificateRow {
  readonly logicalId: string;
  /** The output, and so the export, that says its ARN. */
  readonly outputKey: string;
  readonly domainName: string;
}

/** A certificate that ACM validates by a record which it makes in the zone itself. Any change of name or validation would replace it. */
export function createApiCertificate(
  scope: Construct, stage: ListBackupStage, zone: HostedZoneAttributes, removalPolicy: RemovalPolicy, row: ApiCertificateRow,
): ICertificate {
  const { logicalId, outputKey, domainName } = row;
  // L1: `Certificate` (L2) adds a Name tag that follows the construct's path, and property injectors may change its validation.
  const certificate = claimLogicalId(new CfnCertificate(scope, logicalId, {
    domainName,
    validationMethod: 'DNS',
    domainValidationOptions: [{ domainName, hostedZoneId: zone.hostedZoneId }],
    tags: resourceTags(stage, SERVICES.domains),
  }), logicalId);
  certificate.applyRemovalPolicy(removalPolicy);

  return Certificate.fromCertificateArn(scope, `${logicalId}Handle`, publishedReference(Stack.of(scope), stage, SERVICES.domains, outputKey, certificate.ref));
}
