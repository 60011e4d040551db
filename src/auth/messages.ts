import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupUserPoolEmailOptions } from './user-pool-options';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { smsRoleName } from '../stage/naming';
import { invalid } from '../validation/invalid';
import { SENDER_ADDRESS, sendsFor } from '../validation/names';
import { requireText } from '../validation/values';

const IDENTITY_ARN = /^arn:[^:]+:ses:[^:]+:\d{12}:identity\/(.+)$/;
const SENDER = /^([^<>]*<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/;

/** Left out where Cognito sends by itself, as deployed. */
export function emailConfiguration(options: ListBackupUserPoolEmailOptions, domainName: string): CfnUserPool.EmailConfigurationProperty | undefined {
  const { emailIdentityArn, emailFrom, emailReplyTo, emailConfigurationSetName } = options;
  requireText('emailIdentityArn', emailIdentityArn, IDENTITY_ARN, 'must be the ARN of an SES identity', 'For example: "arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai".');
  requireText('emailFrom', emailFrom, SENDER, 'must be an address, or a name and an address', 'For example: "ListBackup.ai <no-reply@listbackup.ai>".');
  requireText('emailReplyTo', emailReplyTo, SENDER_ADDRESS, 'must be an address', 'For example: "support@listbackup.ai".');
  requireText('emailConfigurationSetName', emailConfigurationSetName, /^[A-Za-z0-9_-]{1,64}$/, 'must have 1 to 64 letters, digits, hyphens and underscores', 'For example: "listbackup-main-config-set".');

  if (emailIdentityArn === undefined) {
    for (const [prop, value] of Object.entries({ emailFrom, emailReplyTo, emailConfigurationSetName })) {
      if (value !== undefined) invalid(prop, value, 'requires emailIdentityArn: Cognito\'s own sender can\'t be changed', 'For example: emailIdentityArn: "arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai".');
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
    invalid('emailFrom', from, `must be an address that SES verified with the identity ${identity}`, `For example: emailFrom: "${works}".`);
  }
}

const EXTERNAL_ID = 'listbackup-sms-mfa';

/** The role with which Cognito sends text messages for this account's user pools, and nobody else's. */
export function smsConfiguration(scope: Construct, stage: ListBackupStage, boundary?: IManagedPolicy): CfnUserPool.SmsConfigurationProperty {
  const stack = Stack.of(scope);
  // The pool is not there yet when Cognito first tries the role, so that its ARN cannot stand here.
  const pools = stack.formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const role = claimLogicalId(new CfnRole(scope, 'SmsRole', {
    roleName: accountWideName(scope, stage, smsRoleName(stage)),
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({
        principals: [new ServicePrincipal('cognito-idp.amazonaws.com')],
        actions: ['sts:AssumeRole'],
        conditions: {
          StringEquals: { 'sts:ExternalId': EXTERNAL_ID, 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': pools },
        },
      })],
    }),
    policies: [{
      policyName: 'SendTextMessages',
      policyDocument: new PolicyDocument({
        // A message to a phone number has no resource: SNS knows no ARN that would admit numbers and not topics.
        statements: [new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })],
      }),
    }],
    permissionsBoundary: boundary?.managedPolicyArn,
    tags: roleTags(SERVICES.cognito),
  }), 'CognitoSmsRole');
  return { externalId: EXTERNAL_ID, snsCallerArn: role.attrArn };
}
