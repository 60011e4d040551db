import { Annotations, Environment, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupStage } from '../stage';

/** Where an infrastructure stands in the tree, and whether as a standby, whose names have a region. */
interface Standing {
  readonly path: string;
  readonly standby: boolean;
}

const STANDING = new WeakMap<IConstruct, Map<string, Standing>>();

/**
 * Refuses a second infrastructure of one stage, account and region in an app: both would be the same stacks, and CDK would not notice.
 * Warns of a second region, and returns whether this is the account's first: some names belong to the account.
 */
export function requireOnlyOne(scope: IConstruct, stage: ListBackupStage, env: Required<Environment>): boolean {
  const standing = STANDING.get(scope.node.root) ?? new Map<string, Standing>();
  STANDING.set(scope.node.root, standing);
  const [account, region] = [env.account, env.region].map((part) => (Token.isUnresolved(part) ? 'unknown' : part));
  const place = `${account}/${region}`;
  const ofAccount = `${stage.stageName} ${account}/`;
  const key = `${ofAccount}${region}`;
  const other = standing.get(key);
  if (other !== undefined) {
    throw new Error(`Stage "${stage.stageName}" of account/region ${place} stands already at ${other.path}, and would stand again at ${scope.node.path}: `
      + 'both would deploy the same stacks. Use another stage, such as ListBackupStage.of("feature-x"), or another env.');
  }
  const standby = stage.standbyFor !== undefined;
  const elsewhere = standby ? undefined : [...standing].find(([at, holder]) => at.startsWith(ofAccount) && !holder.standby);
  standing.set(key, { path: scope.node.path, standby });
  if (elsewhere) {
    Annotations.of(scope).addWarningV2('listbackup-infrastructure:stageInSecondRegion',
      `stage "${stage.stageName}" of account ${account} stands in another region at ${elsewhere[1].path}. Names of IAM roles belong to the account, so that both `
      + 'cannot be deployed side by side, and the edge is left out here. A second region that takes over is deployed with standbyFor.');
  }
  return elsewhere === undefined;
}
