import { isDrawn, isSupporting, kindOf } from './kinds';
import { orderOf } from './order';
import type { Picture, ResourcePart, StackPart } from './picture';
import { readsOf } from './reads';
import { resolvedStacks, type ResolvedStack } from './resolved-stack';
import type { AssemblyStack } from '../../assembly/read';
import { dependenciesOf } from '../../template';

export { groupsOf, type Group } from './alike';
export { atMost, countText, kindsOf, readKinds } from './counts';
export type { Need, Picture, Reading, ResourcePart, StackPart, Way } from './picture';
export { restricted } from './restrict';

/** Returns the picture of an assembly: the resources of its stacks, and the values that they read. */
export function pictureOf(stacks: readonly AssemblyStack[]): Picture {
  const all = resolvedStacks(stacks);
  const reads = readsOf(all);
  return { stacks: all.map(stackPart), needs: [...reads, ...orderOf(all, reads)] };
}

function stackPart({ id, stack: { state: { name, region } }, view }: ResolvedStack): StackPart {
  return { id, name, ...region === undefined ? {} : { region }, resources: resourcesOf(view), brief: false };
}

function resourcesOf({ state: { template }, resources }: ResolvedStack['view']): ResourcePart[] {
  const drawn = [...resources.values()].filter(({ type }) => isDrawn(type));
  const ids = new Set(drawn.map(({ logicalId }) => logicalId));
  return drawn.map(({ logicalId, type }) => ({
    logicalId,
    kind: kindOf(type),
    supporting: isSupporting(type),
    reads: [...dependenciesOf(template, logicalId)].filter((other) => other !== logicalId && ids.has(other)).sort(),
  }));
}
