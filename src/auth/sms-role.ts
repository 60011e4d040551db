import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountWideName, claimLogicalId, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES, smsRoleName } from '../stage/naming';

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
