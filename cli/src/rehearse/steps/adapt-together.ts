import { adapt, type Adaptation } from '../../assembly';
import type { StackTemplate } from '../../template';

/**
 * Takes out of the templates of all steps what the emulator lacks. What one step has to leave out, all leave out: a resource that
 * came and went for the emulator's sake would look like a loss.
 *
 * @param stacks edited in place; those of the same name are one stack at several points of time
 * @param knownTypes the resource types that the emulator knows
 */
export function adaptTogether(stacks: readonly StackTemplate[], knownTypes: ReadonlySet<string>): Adaptation {
  const { removed, dropped, inert, unexamined, zones } = adapt(stacks, knownTypes, true);
  for (const { stackName, type, logicalId } of removed) {
    for (const { template } of stacks.filter((stack) => stack.stackName === stackName)) {
      delete (type === 'output' ? template.Outputs : template.Resources)?.[logicalId];
    }
  }
  return { removed: unique(removed), dropped: unique(dropped), inert: unique(inert), unexamined: unique(unexamined), zones: unique(zones) };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
