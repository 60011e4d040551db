import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';

/**
 * Where Cognito's own sign-in pages are.
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
   * The certificate for `customDomain`, which needs it. It stands in us-east-1.
   *
   * @default - none
   */
  readonly certificate?: ICertificate;
}
