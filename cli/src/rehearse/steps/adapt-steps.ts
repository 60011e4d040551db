import { adaptTogether } from './adapt-together';
import { asOnAws } from './api-shape';
import { withReferences, type Link } from './literal-ids';
import { recorded } from './record';
import type { RunStep, WrittenSteps } from './run-steps';
import type { Adaptation } from '../../assembly';
import type { StackTemplate } from '../../template';
import { readStacks, type AssemblyStack } from '../../toolkit';

/** Something that is deployed in one go, with its templates as the emulator gets them. */
export type AdaptedRunStep<A extends RunStep = RunStep> = A & { readonly stacks: readonly StackTemplate[] };

/** Deployments of a rehearsal, with every template adapted to the emulator. */
export interface AdaptedSteps {
  readonly build: readonly AdaptedRunStep[];
  readonly steps: readonly AdaptedRunStep<WrittenSteps['steps'][number]>[];
  readonly adaptation: Adaptation;
}

/** Reader of assemblies. */
type Reader = Parameters<typeof readStacks>[0];

/**
 * Changes the templates of every step, in their files, to what the emulator can do.
 *
 * @param others templates that no step holds, edited in place
 * @param links IDs that templates write, and that the emulator makes again
 */
export async function adaptSteps(
  { build, steps }: WrittenSteps, others: readonly StackTemplate[], links: readonly Link[], knownTypes: ReadonlySet<string>, toolkit: Reader,
): Promise<AdaptedSteps> {
  const all = [...build, ...steps];
  const read: AssemblyStack[][] = [];
  for (const { folder } of all) read.push(await readStacks(toolkit, await toolkit.fromAssemblyDirectory(folder)));
  withReferences(read.flat(), links);
  [...read.flat(), ...others].forEach(asOnAws);
  const adaptation = adaptTogether([...read.flat(), ...others], knownTypes);
  const changedIn = new Map<string, number>();
  for (const [index, { written: { change } }] of all.entries()) {
    for (const { stack } of change.stacks) if (change.before.get(stack) !== change.after.get(stack)) changedIn.set(stack, index);
    for (const stack of read[index] ?? []) {
      recorded(stack, changedIn.get(stack.stackName) ?? 0);
      await stack.save();
    }
  }
  const stacksOf = (index: number) => read[index] ?? [];
  return {
    build: build.map((step, index) => ({ ...step, stacks: stacksOf(index) })),
    steps: steps.map((step, index) => ({ ...step, stacks: stacksOf(build.length + index) })),
    adaptation,
  };
}
