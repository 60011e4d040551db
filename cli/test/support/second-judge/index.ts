import { order } from './order';
import { createWorld, type StackInput, type World } from './world';

export type { StackInput } from './world';

/** One step as it is sent to CloudFormation. */
export interface StepInput {
  readonly stacks: readonly (StackInput & { readonly after?: readonly string[] })[];
  /** What comes in by import, as `stack.logicalId`. */
  readonly imports: ReadonlySet<string>;
}

/** A plan as it would be carried out. */
export interface Walk {
  readonly deployed: readonly StackInput[];
  readonly target: readonly StackInput[];
  readonly steps: readonly StepInput[];
  /** What the owner accepted to lose, as `stack.subject`. */
  readonly accepted: ReadonlySet<string>;
}

/** Carries a plan out as CloudFormation would; each line is something that would fail, or that would be lost. */
export function walk({ deployed, target, steps, accepted }: Walk): readonly string[] {
  const world: World = createWorld(deployed, target, accepted);
  steps.forEach((step, index) => {
    const label = `step ${index + 1}`;
    for (const stack of order(step.stacks, (name) => world.fail(label, name))) world.update(stack, step.imports, label);
    world.endOf(label);
  });
  world.end(steps.length);
  return world.violations;
}
