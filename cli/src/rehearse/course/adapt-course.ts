import { adaptTogether } from './adapt-together';
import type { Act, WrittenCourse } from './course';
import { recorded } from './record';
import type { Adaptation, StackTemplate } from '../../assembly';
import { readStacks, type AssemblyStack } from '../../toolkit';

/** Something that is deployed in one go, with its templates as the emulator gets them. */
export type AdaptedAct<A extends Act = Act> = A & { readonly stacks: readonly StackTemplate[] };

/** What is deployed in a rehearsal, with every template changed to what the emulator can do. */
export interface AdaptedCourse {
  readonly build: readonly AdaptedAct[];
  readonly steps: readonly AdaptedAct<WrittenCourse['steps'][number]>[];
  readonly adaptation: Adaptation;
}

/** Where assemblies are read. */
type Reader = Parameters<typeof readStacks>[0];

/**
 * Changes the templates of every step, in their files, to what the emulator can do.
 *
 * @param others templates that no step holds, edited in place
 */
export async function adaptCourse(
  { build, steps }: WrittenCourse, others: readonly StackTemplate[], knownTypes: ReadonlySet<string>, toolkit: Reader,
): Promise<AdaptedCourse> {
  const acts = [...build, ...steps];
  const read: AssemblyStack[][] = [];
  for (const { folder } of acts) read.push(await readStacks(toolkit, await toolkit.fromAssemblyDirectory(folder)));
  const adaptation = adaptTogether([...read.flat(), ...others], knownTypes);
  const changedIn = new Map<string, number>();
  for (const [index, { written: { change } }] of acts.entries()) {
    for (const { stack } of change.stacks) if (change.before.get(stack) !== change.after.get(stack)) changedIn.set(stack, index);
    for (const stack of read[index] ?? []) {
      recorded(stack, changedIn.get(stack.stackName) ?? 0);
      await stack.save();
    }
  }
  const stacksOf = (index: number) => read[index] ?? [];
  return {
    build: build.map((act, index) => ({ ...act, stacks: stacksOf(index) })),
    steps: steps.map((act, index) => ({ ...act, stacks: stacksOf(build.length + index) })),
    adaptation,
  };
}
