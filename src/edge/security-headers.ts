import { Duration } from 'aws-cdk-lib';
import { CfnResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { accountWideName, claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { edgeName } from '../stage/naming';

/** For assets: what they show, and nothing that runs. */
export const ASSETS_CONTENT_SECURITY_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For the API, whose answers are data. */
export const API_CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HSTS_MAX_AGE = Duration.days(730);

export interface SecurityHeadersProps {
  readonly stage: ListBackupStage;
  /** `Assets` or `Api`. */
  readonly prefix: string;
  readonly contentSecurityPolicy: string;
  readonly referrerPolicy: string;
}

/**
 * What the edge says in each answer, whatever the origin says. Returns the policy's ID.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export function createSecurityHeaders(scope: Construct, { stage, prefix, contentSecurityPolicy, referrerPolicy }: SecurityHeadersProps): string {
  const logicalId = `Edge${prefix}ResponseHeadersPolicy`;
  return claimLogicalId(new CfnResponseHeadersPolicy(scope, logicalId, {
    responseHeadersPolicyConfig: {
      name: accountWideName(scope, stage, edgeName(stage, `${prefix.toLowerCase()}-security-headers`)),
      securityHeadersConfig: {
        strictTransportSecurity: { accessControlMaxAgeSec: HSTS_MAX_AGE.toSeconds(), includeSubdomains: true, preload: false, override: true },
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy, override: true },
      },
    },
  }), logicalId).ref;
}
