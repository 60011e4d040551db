import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate, CfnCertificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, DKIM_TTL_SECONDS, DkimRecord, resourceTags } from '../conventions';
import { publishedReference } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { invalid } from '../validation/invalid';
import { requireDuration } from '../validation/values';

/** Easy DKIM always has three: SES rotates between them. */
const TOKENS = 3;
const LONGEST_TTL_SECONDS = 2_147_483_647;

/** The records that SES looks for, one a token. */
export function dkimRecordsOf(tokens: readonly string[], domainName: string): DkimRecord[] {
  requireTokens(tokens);
  return tokens.map((token) => ({ name: `${token}._domainkey.${domainName}`, value: `${token}.dkim.amazonses.com` }));
}

/** The caller's time to live in seconds, or that of the live records. */
export function dkimTtlSeconds(tokens: readonly string[] | undefined, asked: Duration | undefined): number {
  if (asked === undefined) return DKIM_TTL_SECONDS;
  const seconds = requireDuration('dkimTtl', asked, 'seconds', 0, LONGEST_TTL_SECONDS, DKIM_TTL_SECONDS);
  if (tokens === undefined) invalid('dkimTtl', asked.toHumanString(), 'requires dkimTokens: without them this stack has no DKIM records', 'For example: dkimTokens: ["…", "…", "…"].');
  return seconds;
}

function requireTokens(tokens: readonly string[]): void {
  const works = '["gdwvxrzcqzkwk4dlxqlgjytkzm7tvvbw", "…", "…"], from `aws sesv2 get-email-identity`';
  if (!Array.isArray(tokens) || tokens.length !== TOKENS) {
    invalid('dkimTokens', tokens, `must have the ${TOKENS} tokens that SES gave the identity`, `For example: ${works}.`);
  }
  for (const token of tokens) {
    if (typeof token !== 'string' || !/^[a-z0-9]{1,63}$/.test(token)) {
      invalid('dkimTokens', token, 'must have tokens of lower-case letters and digits only: the first part of each record\'s name', `For example: ${works}.`);
    }
  }
  const twice = tokens.find((token, index) => tokens.indexOf(token) !== index);
  if (twice !== undefined) invalid('dkimTokens', twice, `must have ${TOKENS} different tokens`, `For example: ${works}.`);
}

/** Properties of one API certificate. */
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
