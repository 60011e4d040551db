import { Connections, ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupFunctionSettings } from './function-options';
import { invalid } from '../validation/invalid';
import { requireAttribute, requireList, requireObject } from '../validation/values';

const MAX_SECURITY_GROUPS = 5;

/** Network configuration of a function. */
export interface FunctionNetwork {
  readonly subnetIds: string[];
  readonly securityGroups: ISecurityGroup[];
  readonly connections: Connections;
}

/** Refuses options of a network that doesn't exist. */
export function requireNetwork({ vpc, vpcSubnets, securityGroups }: ListBackupFunctionSettings): void {
  requireAttribute('vpc', vpc, 'selectSubnets', 'a network', 'ec2.Vpc.fromLookup(…)');
  requireObject('vpcSubnets', vpcSubnets, 'must select subnets', 'For example: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }.');
  requireList('securityGroups', securityGroups, '[group]');
  for (const [name, value] of Object.entries({ vpcSubnets, securityGroups })) {
    if (value !== undefined && vpc === undefined) invalid(name, '…', 'requires vpc', `For example: vpc: ec2.Vpc.fromLookup(…). Otherwise remove ${name}.`);
  }
  if (securityGroups && (securityGroups.length === 0 || securityGroups.length > MAX_SECURITY_GROUPS)) {
    invalid('securityGroups', securityGroups.length, `must have 1 to ${MAX_SECURITY_GROUPS} groups`, 'For example: [group].');
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
