import { isOfOtherStage } from './stages';
import { CliError } from '../../errors';
import { objectOf, readable, symbol } from '../../template';
import type { StackState, StageState } from '../state/stage-state';
import { Views } from '../state/view';

/** The two sides of a plan, brought together. */
export interface Matched {
  readonly deployed: StageState;
  readonly target: StageState;
  /** Stacks of the assembly that belong to another stage, and are left out. */
  readonly leftOut: readonly string[];
}

/** Brings the two sides together, and refuses what cannot belong together. */
export function matched(deployed: StageState, stacks: readonly StackState[], stage: string | undefined): Matched {
  const wanted = stage === undefined ? stacks : stacks.filter(({ name }) => name.endsWith(`-${stage}`));
  if (wanted.length === 0) {
    throw CliError.usage(
      `--stage ${stage ?? ''}: no stack of the assembly ends with -${stage ?? ''}; it has ${stacks.map(({ name }) => name).join(', ')}`,
    );
  }
  const common = wanted.filter(({ name }) => deployed.has(name)).map(({ name }) => name);
  if (common.length === 0) {
    throw CliError.usage(
      `no deployed stack is in the assembly: deployed are ${[...deployed.keys()].join(', ')}; the assembly has ${wanted.map(({ name }) => name).join(', ')}; is it another stage?`,
    );
  }
  const told = [...deployed.values()].flatMap(({ tags: { STAGE: tag } }) => (tag === undefined ? [] : [tag]));
  const names = wanted.map(({ name }) => name);
  const isOther = (name: string): boolean => !deployed.has(name) && isOfOtherStage(name, common, names, told, alikeIn(wanted));
  const target = new Map(wanted.filter(({ name }) => !isOther(name)).map((stack) => [stack.name, completed(stack, deployed.get(stack.name))]));
  return {
    deployed: new Map([...deployed].map(([name, stack]) => [name, placed(stack, target)])),
    target,
    leftOut: stacks.map(({ name }) => name).filter((name) => !target.has(name)),
  };
}

/** True where at least half of the logical IDs of the smaller stack are in the other one. */
function alikeIn(stacks: readonly StackState[]): (one: string, other: string) => boolean {
  const idsOf = (wanted: string): readonly string[] => Object.keys(stacks.find(({ name }) => name === wanted)?.template.Resources ?? {});
  return (one, other) => {
    const [fewer = [], more = []] = [idsOf(one), idsOf(other)].sort((some, others) => some.length - others.length);
    return fewer.filter((id) => more.includes(id)).length * 2 >= fewer.length;
  };
}

/** The target's stack with what the deployed one says about its environment; two that contradict each other are refused. */
function completed(target: StackState, deployed: StackState | undefined): StackState {
  for (const what of ['account', 'region'] as const) {
    const [live, wanted] = [deployed?.[what], target[what]];
    if (live !== undefined && wanted !== undefined && live !== wanted) {
      throw CliError.usage(`${target.name} is deployed in ${what} ${live}, and the assembly is for ${wanted}; synthesize it for ${live}`);
    }
  }
  requireEnvironment(target);
  return {
    ...target,
    parameters: deployed ? previousValues(deployed) : {},
    ...deployed?.lookedUp ? { lookedUp: deployed.lookedUp } : {},
    observedValues: { ...deployed?.observedValues },
  };
}

/** `cdk deploy` leaves a parameter that is there already at its value, whatever the new default is. */
function previousValues({ template, parameters }: StackState): Record<string, string> {
  const defaults = Object.entries(objectOf(template.Parameters)).flatMap(([name, declared]) => {
    const { Default: standard } = objectOf(declared);
    return standard === undefined ? [] : [[name, String(standard as string)] as const];
  });
  return { ...Object.fromEntries(defaults), ...parameters };
}

/** A name that needs an account or a Region needs a concrete one, or nobody knows what it will be. */
function requireEnvironment(target: StackState): void {
  if (target.account !== undefined && target.region !== undefined) return;
  const unknown = ['AWS::AccountId', 'AWS::Region'].map(symbol);
  for (const resource of new Views().of(target, new Map([[target.name, target]])).resources.values()) {
    const { name = '' } = resource;
    if (unknown.some((one) => name.includes(one))) {
      throw CliError.usage(
        `${target.name}: the name ${readable(name)} of ${resource.logicalId} needs a concrete environment; synthesize the stack with env: { account: '123456789012', region: 'us-west-2' }`,
      );
    }
  }
}

/** Returns a deployed stack with its environment. Without a description of the stack, uses the target's environment or that of its neighbors. */
function placed(stack: StackState, target: StageState): StackState {
  const [account, region] = (['account', 'region'] as const).map((what) => {
    const known = stack[what] ?? target.get(stack.name)?.[what];
    const all = new Set([...target.values()].map((one) => one[what]));
    return known ?? (all.size === 1 ? [...all][0] : undefined);
  });
  return { ...stack, ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
}
