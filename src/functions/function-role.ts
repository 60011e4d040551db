import { CfnPolicy, CfnRole, IManagedPolicy, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FunctionConventions } from './function-conventions';
import { claimLogicalId, roleTags } from '../conventions';

/** The role, and the policy that holds what it is granted. */
export interface FunctionRole {
  readonly role: Role;
  readonly policy: Policy;
}

/**
 * A role of the function's own, which may write its own logs and traces and nothing else: AWS's managed policy admits every log group.
 */
export function createRole(
  scope: Construct, { logicalId, service }: FunctionConventions, logGroup: CfnLogGroup, permissionsBoundary: IManagedPolicy | undefined,
): FunctionRole {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    // Where none is given, not even as `undefined`: an app's property injector may have one for every role.
    ...(permissionsBoundary && { permissionsBoundary }),
  });
  const cfnRole = claimLogicalId(role.node.defaultChild as CfnRole, `${logicalId}Role`);
  roleTags(service).forEach(({ key, value }) => cfnRole.tags.setTag(key, value));

  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }));
  // Traces are no resource: X-Ray knows no ARN that would narrow this.
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }));
  const policy = role.node.findChild('DefaultPolicy') as Policy;
  claimLogicalId(policy.node.defaultChild as CfnPolicy, `${logicalId}RolePolicy`);
  return { role, policy };
}
