import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { IListBackupEmail } from './email-handle';
import { requireGrantee } from '../stage/require-handles';

/**
 * What created and imported e-mail share: who may send.
 *
 * @internal
 */
export abstract class ListBackupEmailBase extends Construct implements IListBackupEmail {
  public abstract readonly emailIdentity: IEmailIdentity;
  public abstract readonly emailFrom: string;
  public abstract readonly emailConfigurationSetName: string;
  public abstract readonly passwordResetTemplateName: string;
  public abstract readonly mfaSetupTemplateName: string;
  public abstract readonly smsTopic: ITopic;
  public abstract readonly smsDeliveryRoleArn: string;

  public get emailIdentityArn(): string {
    return this.emailIdentity.emailIdentityArn;
  }

  /** @param grantee who sends. */
  public grantSend(grantee: IGrantable): Grant {
    requireGrantee('grantee', grantee);
    const arn = (resource: string, resourceName: string): string => Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    return Grant.addToPrincipal({
      grantee,
      actions: ['ses:SendEmail', 'ses:SendTemplatedEmail'],
      resourceArns: [
        this.emailIdentityArn,
        arn('configuration-set', this.emailConfigurationSetName),
        arn('template', this.passwordResetTemplateName),
        arn('template', this.mfaSetupTemplateName),
      ],
    });
  }
}
