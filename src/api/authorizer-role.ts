import { CfnPolicy, CfnRole, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ListBackupAuthorizerProps } from './authorizer-props';
import { claimLogicalId, roleTags } from '../conventions';
import { SERVICES } from '../stage/naming';

/** What the authorizer's function may do: write its log and read the edge's secret. Returns the role's ARN. */
export function createAuthorizerRole(scope: Construct, props: ListBackupAuthorizerProps, logGroup: CfnLogGroup): string {
  // L2, since secrets and keys grant to nothing else.
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    // Where none is given, not even as `undefined`: an app's property injector may have one for every role.
    ...(props.permissionsBoundary && { permissionsBoundary: props.permissionsBoundary }),
  });
  const cfnRole = claimLogicalId(role.node.defaultChild as CfnRole, 'ListBackupAuthorizerRole');
  roleTags(SERVICES.apiGateway).forEach(({ key, value }) => cfnRole.tags.setTag(key, value));

  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }));
  props.edgeSecret?.grantRead(role);
  props.encryptionKey?.grantDecrypt(role);
  const policy = role.node.findChild('DefaultPolicy') as Policy;
  claimLogicalId(policy.node.defaultChild as CfnPolicy, 'ListBackupAuthorizerRolePolicy');
  return role.roleArn;
}
