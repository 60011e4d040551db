import { Connections, ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupFunctionSettings } from './function-options';
import { refuse } from '../validation/invalid';
import { requireAttribute, requireList, requireObject } from '../validation/values';

const MAX_SECURITY_GROUPS = 5;

/** Where in a network a function is. */
export interface FunctionNetwork {
  readonly subnetIds: string[];
  readonly securityGroups: ISecurityGroup[];
  readonly connections: Connections;
}

/** Refuses options of a network that doesn't exist. */
export function requireNetwork(what: (name: string) => string, { vpc, vpcSubnets, securityGroups }: ListBackupFunctionSettings): void {
  requireAttribute(what('vpc'), vpc, 'selectSubnets', 'a network', 'ec2.Vpc.fromLookup(…)');
  requireObject(what('vpcSubnets'), vpcSubnets, 'It must say which subnets.', '{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }');
  requireList(what('securityGroups'), securityGroups, '[group]');
  for (const [name, value] of Object.entries({ vpcSubnets, securityGroups })) {
    if (value !== undefined && vpc === undefined) refuse(what(name), '…', 'It needs a vpc.', 'vpc: ec2.Vpc.fromLookup(…)');
  }
  if (securityGroups && (securityGroups.length === 0 || securityGroups.length > MAX_SECURITY_GROUPS)) {
    refuse(what('securityGroups'), securityGroups.length, `There must be 1 to ${MAX_SECURITY_GROUPS}.`, '[group]');
  }
}

/** The place of a function in the network that its options name. */
export function networkOf(scope: Construct, description: string, settings: ListBackupFunctionSettings): FunctionNetwork | undefined {
  const { vpc, vpcSubnets, securityGroups } = settings;
  if (vpc === undefined) return undefined;
  const groups = securityGroups ?? [new SecurityGroup(scope, 'SecurityGroup', { vpc, description })];
  return { subnetIds: vpc.selectSubnets(vpcSubnets).subnetIds, securityGroups: groups, connections: new Connections({ securityGroups: groups }) };
}

/**
 * Lets Lambda manage the function's network interfaces.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export function grantNetworkInterfaces(grantee: IGrantable): void {
  grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({
    actions: [
      'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets', 'ec2:UnassignPrivateIpAddresses',
    ],
    // Lambda knows the interfaces only when it has made them.
    resources: ['*'],
  }));
}
