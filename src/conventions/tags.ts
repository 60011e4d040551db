import { CfnTag } from 'aws-cdk-lib';
import { ListBackupStage } from '../stage';

const MANAGED_BY = { key: 'ManagedBy', value: 'CDK' };

/** Tags of every taggable resource. They are set on resources, never on a stack. */
export function resourceTags(stage: ListBackupStage, service: string): CfnTag[] {
  return [{ key: 'Service', value: service }, { key: 'Stage', value: stage.stageName }, MANAGED_BY];
}

/** A role's tags. IAM's tag keys ignore case, and the live stacks carry the stack tag `STAGE`: a `Stage` beside it would fail the update. */
export function roleTags(service: string): CfnTag[] {
  return [{ key: 'Service', value: service }, MANAGED_BY];
}

/** For the resource types that take a map. */
export function tagMap(tags: readonly CfnTag[]): { [key: string]: string } {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
