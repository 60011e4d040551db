import type { Resource } from '../../template';
import { compareStages } from '../compare';
import { factsOf } from '../rules/facts';
import type { StageState } from '../state/stage-state';
import type { Views } from '../state/view';

const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** The resource as it is retained while the plan is under way, whatever its own policies say. */
export function guarded(resource: Resource): Resource {
  return !factsOf(resource.Type).stateful || isRetained(resource) ? resource : retained(resource);
}

/** The resource as nothing deletes it, whatever its type. */
export function retained(resource: Resource): Resource {
  return { ...resource, ...Object.fromEntries(POLICIES.map((policy) => [policy, 'Retain'])) };
}

/** Returns true if both have the same policies. */
export function samePolicies(one: Resource, other: Resource): boolean {
  return POLICIES.every((policy) => (one[policy] ?? 'Delete') === (other[policy] ?? 'Delete'));
}

/**
 * Returns the resources to retain during the plan, as `stack.logicalId`: those that hold data and change, leave, or are retained by the
 * target. Others aren't retained, because the last step would only undo what the first step did.
 */
export function guardedOn(deployed: StageState, goal: StageState, views: Views): ReadonlySet<string> {
  const changed = new Set(compareStages(deployed, goal, views).stacks.flatMap(({ stack, resources }) => (
    resources.filter(({ kind }) => kind !== 'kept').map(({ logicalId }) => `${stack}.${logicalId}`))));
  return new Set([...deployed.values()].flatMap((stack) => {
    const target = goal.get(stack.name);
    const after = target && views.of(target, goal).resources;
    return [...views.of(stack, deployed).resources.values()].filter(({ logicalId, type, facts, raw }) => {
      const next = after?.get(logicalId);
      if (!facts.stateful) return false;
      return next === undefined || next.type !== type || isRetained(next.raw) || !samePolicies(raw, next.raw) || changed.has(`${stack.name}.${logicalId}`);
    }).map(({ logicalId }) => `${stack.name}.${logicalId}`);
  }));
}

/** Returns true if both policies keep the resource. */
export function isRetained(resource: Resource): boolean {
  return (resource.DeletionPolicy === 'Retain' || resource.DeletionPolicy === 'RetainExceptOnCreate') && resource.UpdateReplacePolicy === 'Retain';
}
