/**
 * How the user pool sends e-mail.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export interface ListBackupUserPoolEmailOptions {
  /**
   * The ARN of a verified SES identity through which Cognito sends, for example
   * `arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai`.
   *
   * @default - Cognito sends from its own address, at most 50 messages a day
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  readonly emailIdentityArn?: string;

  /**
   * The sender: an address, or a name and an address (`ListBackup.ai <no-reply@listbackup.ai>`). Only with `emailIdentityArn`, whose
   * address it is or whose domain it is in.
   *
   * @default - `no-reply@` and the zone of `domainName`, where `emailIdentityArn` is given
   */
  readonly emailFrom?: string;

  /**
   * Where replies go. Only with `emailIdentityArn`.
   *
   * @default - to the sender
   */
  readonly emailReplyTo?: string;

  /**
   * The SES configuration set that counts and reports what becomes of messages. Only with `emailIdentityArn`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html
   */
  readonly emailConfigurationSetName?: string;
}
