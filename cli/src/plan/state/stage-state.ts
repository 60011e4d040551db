import type { Template } from '../../template';

/** A stack at some point of a plan. */
export interface StackState {
  readonly name: string;
  readonly template: Template;
  /** Stack tags, which CloudFormation puts on every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** True if the tags are known. Offline they are known only from the stack's description. */
  readonly tagsKnown: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** Values that CloudFormation last read for parameters of the parameter store. */
  readonly lookedUp?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly region?: string;
  /** Values that the deployed stack's outputs tell, by the name of what they show: `Table.StreamArn`. */
  readonly observedValues: Readonly<Record<string, string>>;
}

/** The stacks of a stage, by name. */
export type StageState = ReadonlyMap<string, StackState>;

/** The stage with some of its stacks put in or replaced. */
export function withStacks(stage: StageState, stacks: Iterable<StackState>): StageState {
  const all = new Map(stage);
  for (const stack of stacks) all.set(stack.name, stack);
  return all;
}

/** The stack with another template; the same stack where nothing changes. */
export function withResources(stack: StackState, changed: Template['Resources']): StackState {
  return { ...stack, template: { ...stack.template, Resources: changed } };
}
