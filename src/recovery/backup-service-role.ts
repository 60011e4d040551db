import { IResolvable, Stack } from 'aws-cdk-lib';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { claimLogicalId, roleTags } from '../conventions';

export interface BackupServiceRoleProps {
  readonly service: string;
  readonly policyName: string;
  /** It is read when the app is synthesized: until then statements may be added. */
  readonly document: PolicyDocument | IResolvable;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** A role that AWS Backup takes for this account's jobs. IAM makes up its name. */
export function createBackupServiceRole(scope: Construct, logicalId: string, props: BackupServiceRoleProps): CfnRole {
  return claimLogicalId(new CfnRole(scope, logicalId, {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({
        principals: [new ServicePrincipal('backup.amazonaws.com')],
        actions: ['sts:AssumeRole'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      })],
    }),
    policies: [{ policyName: props.policyName, policyDocument: props.document }],
    permissionsBoundary: props.permissionsBoundary?.managedPolicyArn,
    tags: roleTags(props.service),
  }), logicalId);
}
