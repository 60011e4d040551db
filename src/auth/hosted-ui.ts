import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnUserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { hostedUiDomainPrefix } from '../stage/naming';
import { COGNITO_RESERVED } from '../stage/stage-name';
import { invalid } from '../validation/invalid';
import { requireAttribute, requireText } from '../validation/values';

/**
 * Options of Cognito's hosted sign-in pages.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-integration.html
 */
export interface ListBackupHostedUiOptions {
  /**
   * The first part of the hosted UI's host below `auth.{region}.amazoncognito.com`. Prefixes are unique across all accounts of a region.
   * Not with `customDomain`.
   *
   * @default - `listbackup-{stage}-{account}`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
   */
  readonly domainPrefix?: string;

  /**
   * A host of your own, for example `login.listbackup.ai`. Its parent domain must have an A record. Point the host at
   * `hostedUiAliasTarget`.
   *
   * @default - a prefix of Cognito's own domain
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
   */
  readonly customDomain?: string;

  /**
   * Certificate for `customDomain`, which requires it. It must be in us-east-1.
   *
   * @default - none
   */
  readonly certificate?: ICertificate;
}

/** Host and URLs of the hosted UI. */
export interface HostedUi {
  readonly host: string;

  /** The CloudFront distribution that a host of one's own points at. */
  readonly aliasTarget?: string;
}

export function hostedUi(scope: Construct, stage: ListBackupStage, userPoolId: string, options: ListBackupHostedUiOptions): HostedUi {
  requireHostedUi(options);
  const { account, region } = Stack.of(scope);
  const { customDomain, certificate } = options;
  const domain = claimLogicalId(new CfnUserPoolDomain(scope, 'HostedUi', {
    userPoolId,
    domain: customDomain ?? options.domainPrefix ?? hostedUiDomainPrefix(stage, account),
    customDomainConfig: certificate && { certificateArn: certificate.certificateArn },
  }), 'CognitoUserPoolDomain');
  return customDomain === undefined
    ? { host: `${domain.ref}.auth.${region}.amazoncognito.com` }
    : { host: domain.ref, aliasTarget: domain.attrCloudFrontDistribution };
}

function requireHostedUi({ domainPrefix, customDomain, certificate }: ListBackupHostedUiOptions): void {
  requireText('domainPrefix', domainPrefix, /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must have 1 to 63 lower-case letters, digits and hyphens, and neither begin nor end with a hyphen', 'For example: "listbackup-login".');
  const reserved = domainPrefix !== undefined && !Token.isUnresolved(domainPrefix) && COGNITO_RESERVED.find((word) => domainPrefix.includes(word));
  if (reserved) invalid('domainPrefix', domainPrefix, `must not contain "${reserved}", which Cognito reserves`, 'For example: "listbackup-login".');
  requireText('customDomain', customDomain, /^(?=.{1,63}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.){2,}[a-z]{2,}$/, 'must be a host below a domain of yours, in lower case, of at most 63 characters', 'For example: "login.listbackup.ai".');
  requireAttribute('certificate', certificate, 'certificateArn', 'a certificate', 'acm.Certificate.fromCertificateArn(…)');

  if (domainPrefix !== undefined && customDomain !== undefined) {
    invalid('domainPrefix', domainPrefix, 'can\'t be combined with customDomain: the hosted UI has one host', 'Remove one of them.');
  }
  if (customDomain !== undefined && certificate === undefined) {
    invalid('certificate', certificate, `must be a certificate for the host ${customDomain}`, 'For example: acm.Certificate.fromCertificateArn(…) of a certificate in us-east-1.');
  }
  if (certificate === undefined) return;
  if (customDomain === undefined) invalid('certificate', String(certificate), 'requires customDomain', 'Set customDomain as well, for example "login.listbackup.ai", or remove certificate.');
  const region = /^arn:[^:]+:acm:([^:]+):/.exec(certificate.certificateArn)?.[1];
  if (region !== undefined && region !== 'us-east-1' && !Token.isUnresolved(region)) {
    invalid('certificate', certificate.certificateArn, 'must be a certificate in us-east-1, because CloudFront serves the hosted UI', 'Pass a certificate in us-east-1.');
  }
}
