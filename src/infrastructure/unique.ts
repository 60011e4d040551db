import { Environment, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupStage } from '../stage';

const STANDING = new WeakMap<IConstruct, Map<string, string>>();

/** Refuses a second infrastructure of one stage, account and region in an app: both would be the same stacks, and CDK would not notice. */
export function requireOnlyOne(scope: IConstruct, stage: ListBackupStage, env: Required<Environment>): void {
  const standing = STANDING.get(scope.node.root) ?? new Map<string, string>();
  STANDING.set(scope.node.root, standing);
  const place = [env.account, env.region].map((part) => (Token.isUnresolved(part) ? 'unknown' : part)).join('/');
  const key = `${stage.stageName} ${place}`;
  const other = standing.get(key);
  if (other !== undefined) {
    throw new Error(`Stage "${stage.stageName}" of account/region ${place} stands already at ${other}, and would stand again at ${scope.node.path}: `
      + 'both would deploy the same stacks. Use another stage, such as ListBackupStage.of("feature-x"), or another env.');
  }
  standing.set(key, scope.node.path);
}
