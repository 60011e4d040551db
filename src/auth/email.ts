import { Token } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { ListBackupUserPoolEmailOptions } from './email-options';
import { SENDER_ADDRESS, sendsFor } from '../stage/email-sender';
import { refuse } from '../stage/refuse';
import { requireText } from '../stage/require';

const IDENTITY_ARN = /^arn:[^:]+:ses:[^:]+:\d{12}:identity\/(.+)$/;
const SENDER = /^([^<>]*<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/;

/** Left out where Cognito sends by itself, as deployed. */
export function emailConfiguration(options: ListBackupUserPoolEmailOptions, domainName: string): CfnUserPool.EmailConfigurationProperty | undefined {
  const { emailIdentityArn, emailFrom, emailReplyTo, emailConfigurationSetName } = options;
  requireText('emailIdentityArn', emailIdentityArn, IDENTITY_ARN, 'It is the ARN of an SES identity.', '"arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai"');
  requireText('emailFrom', emailFrom, SENDER, 'It is an address, or a name and an address.', '"ListBackup.ai <no-reply@listbackup.ai>"');
  requireText('emailReplyTo', emailReplyTo, SENDER_ADDRESS, 'It is an address.', '"support@listbackup.ai"');
  requireText('emailConfigurationSetName', emailConfigurationSetName, /^[A-Za-z0-9_-]{1,64}$/, 'It has 1 to 64 letters, digits, hyphens and underscores.', '"listbackup-main-config-set"');

  if (emailIdentityArn === undefined) {
    for (const [prop, value] of Object.entries({ emailFrom, emailReplyTo, emailConfigurationSetName })) {
      if (value !== undefined) refuse(prop, value, 'It needs emailIdentityArn: Cognito\'s own sender cannot be changed.', 'emailIdentityArn: "arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai"');
    }
    return undefined;
  }
  const from = emailFrom ?? `no-reply@${domainName}`;
  requireVerified(from, emailIdentityArn);
  return {
    emailSendingAccount: 'DEVELOPER',
    sourceArn: emailIdentityArn,
    from,
    replyToEmailAddress: emailReplyTo,
    configurationSet: emailConfigurationSetName,
  };
}

function requireVerified(from: string, identityArn: string): void {
  if (Token.isUnresolved(from) || Token.isUnresolved(identityArn)) return;
  const identity = IDENTITY_ARN.exec(identityArn)![1].toLowerCase();
  const address = (/<(.+)>/.exec(from)?.[1] ?? from).toLowerCase();
  if (!sendsFor(identity, address)) {
    const works = identity.includes('@') ? identity : `no-reply@${identity}`;
    refuse('emailFrom', from, `It is an address that SES verified with the identity ${identity}.`, `emailFrom: "${works}"`);
  }
}
