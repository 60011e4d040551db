import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { ListBackupSecurityOptions } from '../stage';
import { invalid } from '../validation/invalid';
import { SENDER_ADDRESS, sendsFor } from '../validation/names';

/** Options of a stage's e-mail and text messages. */
export interface ListBackupEmailOptions extends ListBackupSecurityOptions {
  /**
   * Existing SES identity, usually that of the account's first stage: identities belong to the account and Region, so a second stage there
   * uses the first one's. In the same app, pass `email.emailIdentity` of the first stage; synthesis refuses to create it again. In another
   * app, pass `EmailIdentity.fromEmailIdentityName(this, 'Identity', 'listbackup.ai')`.
   *
   * @default - a new identity for the zone's domain. No stack deletes it: to deploy the stage again, pass it by its name
   * @see https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
   */
  readonly emailIdentity?: IEmailIdentity;

  /**
   * Domain of the sender if there is no `hostedZone`. You must then create its DKIM records by hand. Can't be combined with
   * `emailIdentity`.
   *
   * @default - the hosted zone's name, or 'listbackup.ai'
   */
  readonly domainName?: string;

  /**
   * Creates the identity's three DKIM records in the hosted zone. Set it to false if the records are managed elsewhere: by the `domains` stack
   * (`dkimTokens`) or by hand.
   *
   * @default - on where a hosted zone is given and the identity is created here
   * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
   */
  readonly dkimRecords?: boolean;

  /**
   * The sender: an address at the identity's domain, alone or after a name (`ListBackup.ai <no-reply@listbackup.ai>`).
   *
   * @default - `no-reply@` and the identity's domain
   */
  readonly emailFrom?: string;

  /**
   * A customer-managed key for the topic's messages. Who publishes needs it, too; grants on the topic include it.
   *
   * @default - the topic is not encrypted at rest; with `security` HARDENED by a key of the service's own
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
   */
  readonly encryptionKey?: IKey;

  /**
   * Sends mail only to servers that accept TLS. SES doesn't deliver mail to other servers.
   *
   * @default - false; with `security` HARDENED true
   * @see https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html
   */
  readonly requireTls?: boolean;

  /**
   * Counts opened messages and clicked links. SES adds an image to each message and rewrites its links for it, so switch it off for mail with
   * sign-in codes.
   *
   * @default true; in `ListBackupInfrastructure` false with `authSender` SES
   * @see https://docs.aws.amazon.com/ses/latest/dg/faqs-metrics.html
   */
  readonly openAndClickTracking?: boolean;

  /**
   * Permissions boundary of the role for SMS delivery logs.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The removal policy of the topic's own key. The identity and its DKIM records are retained in any case: they belong to the account.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** E-mail and text messages of a stage that were deployed. */
export interface ListBackupEmailFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * Domain of the sender, as it was deployed.
   *
   * @default 'listbackup.ai'
   */
  readonly domainName?: string;

  /**
   * The sender: an address at that domain, alone or after a name.
   *
   * @default - `no-reply@` and the domain
   */
  readonly emailFrom?: string;
}

const NAMED_ADDRESS = /^[^<>\r\n]+<([^<>]+)>$/;

/** The sender of a stage: the caller's, or `no-reply@` the identity's domain. An identity can be an address, which is then the sender. */
export function emailFrom(asked: string | undefined, identity: string): string {
  if (asked === undefined) return identity.includes('@') ? identity : `no-reply@${identity}`;
  const address = typeof asked === 'string' ? NAMED_ADDRESS.exec(asked)?.[1] ?? asked : '';
  if (!SENDER_ADDRESS.test(address)) {
    invalid('emailFrom', asked, 'must be an address, or a name and an address', 'For example: "ListBackup.ai <no-reply@listbackup.ai>".');
  }
  // Only SES knows an identity whose name is known at deployment.
  if (!Token.isUnresolved(identity) && !sendsFor(identity.toLowerCase(), address.toLowerCase())) {
    invalid('emailFrom', asked, `must be an address that SES verified with the identity ${identity}`, `For example: "${emailFrom(undefined, identity)}".`);
  }
  return asked;
}
