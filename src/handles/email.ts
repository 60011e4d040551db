import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { IConstruct } from 'constructs';

/** Handle of a stage's e-mail and text messages, created by this app or by another one. */
export interface IListBackupEmail extends IConstruct {
  /** SES identity of the sender's domain. To use it in a second stage of the account, pass it as that stage's `emailIdentity`. */
  readonly emailIdentity: IEmailIdentity;

  /** The ARN of the identity: what Cognito sends through. */
  readonly emailIdentityArn: string;

  /** The sender: an address, or a name and an address. */
  readonly emailFrom: string;

  /** The SES configuration set that counts what becomes of messages. */
  readonly emailConfigurationSetName: string;

  /** The SES template that carries a code for a new password: data `name` and `code`. */
  readonly passwordResetTemplateName: string;

  /** Name of the SES template with the code to set up a second factor: data `name` and `code`. */
  readonly mfaSetupTemplateName: string;

  /** The topic for text messages. */
  readonly smsTopic: ITopic;

  /** The role with which SNS logs whether text messages arrived, for the account's SMS preferences. */
  readonly smsDeliveryRoleArn: string;

  /**
   * Lets a principal send e-mail from the identity, with the configuration set and the two templates.
   *
   * @param grantee the principal that sends.
   */
  grantSend(grantee: IGrantable): Grant;
}
