/**
 * Who sends the mail of the user pool: codes, invitations.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export enum ListBackupAuthSender {
  /** Cognito itself, from its own address: at most 50 messages a day. */
  COGNITO = 'COGNITO',

  /**
   * The stage's SES identity, with its configuration set. The identity has to be verified, and the account out of the SES sandbox.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  SES = 'SES',
}
