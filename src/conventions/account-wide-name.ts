import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupStage } from '../stage';
import { refuse } from '../stage/refuse';

/**
 * The name of something that an account holds once rather than once a region: IAM roles, dashboards, budgets, CloudFront's policies and
 * access controls. In a standby region it gains the region, since the primary's holds the name.
 */
export function accountWideName(scope: IConstruct, stage: ListBackupStage, name: string): string {
  const { standbyFor } = stage;
  return standbyFor === undefined ? name : `${name}-${requireStandbyRegion(Stack.of(scope).region, standbyFor)}`;
}

/** Returns a standby's own region, and refuses that of the primary and one known only at deployment. */
export function requireStandbyRegion(region: string, standbyFor: string): string {
  const works = `env: { account: "123456789012", region: "${standbyFor === 'us-east-1' ? 'us-west-2' : 'us-east-1'}" }`;
  if (Token.isUnresolved(region)) refuse('standbyFor', standbyFor, 'The stacks of a standby have a concrete region: names hold it.', works);
  if (region === standbyFor) refuse('standbyFor', standbyFor, 'It is the region of the stacks themselves: a standby stands in another region than its primary.', works);
  return region;
}
