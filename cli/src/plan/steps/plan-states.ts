import type { Adoption } from './moves';
import {
  adoptAll,
  changeIndexes,
  changeInPlace,
  changePools,
  indexStepCount,
  protectAll,
  releaseAll,
} from './phases';
import { unchanged, type PlanContext } from './plan-context';
import { importsOf, type Step, type StepKind } from './step';
import { compareStages } from '../compare';
import type { Finding } from '../judge';
import type { StackState, StageState } from '../state/stage-state';
import type { Views } from '../state/view';

/** The stage with each stack that is not in the target as it is after its release. */
export function afterReleases(stage: StageState, context: PlanContext): StageState {
  const released = releaseAll(context.deployed, context).stage;
  return new Map([...stage].map(([name, stack]): [string, StackState] => [name, context.target.has(name) ? stack : (released.get(name) ?? stack)]));
}

/** The states that a plan goes through. */
export interface States {
  readonly states: readonly { readonly kind: StepKind; readonly state: StageState }[];
  /** The stage as it is when everything that exists is in its stack. */
  readonly adopted: StageState;
  readonly findings: readonly Finding[];
}

/** Every state from the first protection to the target, and beyond it where what Serverless left goes. */
export function statesOf(context: PlanContext, final: StageState | undefined): States {
  const guarded = protectAll(context);
  const { stage: released, findings } = releaseAll(guarded, context);
  const adopted = adoptAll(released, context);
  const inPlace = changeInPlace(adopted, context, adopted);
  const pools = changePools(inPlace, context, adopted);
  const waited = changeIndexes(pools, context, adopted, 0);
  const indexed = Array.from({ length: indexStepCount(context, adopted) }, (_, done) => done + 1).reduce<StageState[]>(
    (all, steps) => [...all, changeIndexes(all[all.length - 1] ?? waited, context, adopted, steps)],
    [],
  );
  return {
    adopted,
    findings,
    states: [
      { kind: 'protect', state: guarded },
      { kind: 'release', state: released },
      { kind: 'import', state: adopted },
      { kind: 'in-place', state: inPlace },
      { kind: 'user-pool', state: pools },
      { kind: 'after-user-pool', state: waited },
      ...indexed.map((state) => ({ kind: 'indexes', state }) as const),
      { kind: 'target', state: context.goal },
      ...(final ? [{ kind: 'drop-leftovers', state: final } as const] : []),
    ],
  };
}

/** Each state that differs from the one before it; a stack that does not change is the same in both. */
export function stepsOf(deployed: StageState, states: States['states'], adoptions: readonly Adoption[], views: Views): readonly Step[] {
  const steps: Step[] = [];
  let before = deployed;
  for (const { kind, state } of states) {
    const after = new Map(
      [...state].map(([name, stack]) => {
        const old = before.get(name);
        return [name, old && unchanged(old, stack) ? old : stack];
      }),
    );
    if ([...after].every(([name, stack]) => before.get(name) === stack)) continue;
    const imports = kind === 'import' ? adoptions : [];
    steps.push({ kind, state: after, imports, change: compareStages(before, after, views, importsOf(imports)) });
    before = after;
  }
  return steps;
}
