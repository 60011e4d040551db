import { adopt } from './adopt';
import { advance, changedPools, kept, tables } from './advance';
import { unmarked } from './mark';
import { unchanged, type PlanContext } from './plan-context';
import { protect } from './protect';
import { release } from './release';
import type { Resource } from '../../template';
import type { Finding } from '../judge';
import { withResources, withStacks, type StackState, type StageState } from '../state/stage-state';
import type { StackView, Views } from '../state/view';

const CLIENT = 'AWS::Cognito::UserPoolClient';

/** Deletion policies, deletion protection and recovery, in every stack that the plan touches. */
export function protectAll({ deployed, goal, target, guards, adoptions, detours, views }: PlanContext): StageState {
  const isTarget = ({ name }: StackState): boolean => target.has(name);
  const released = new Set(adoptions.flatMap(({ from }) => (from ? [`${from.stack}.${from.logicalId}`] : [])));
  const givers = new Set(adoptions.map(({ from }) => from?.stack));
  const touched = [...deployed.values()].filter((stack) => givers.has(stack.name) || !unchanged(stack, goal.get(stack.name)));
  return withStacks(
    deployed,
    touched.map((stack) =>
      protect(stack, views.of(stack, deployed), isTarget(stack) ? viewIn(goal, stack.name, views) : undefined, guards, released, detours),
    ),
  );
}

/** The stacks whose resources go elsewhere, without them. */
export function releaseAll(
  stage: StageState,
  { target, adoptions, detours, views }: PlanContext,
): { readonly stage: StageState; readonly findings: readonly Finding[] } {
  const gone = new Map<string, Set<string>>();
  for (const { from } of adoptions) {
    if (from) gone.set(from.stack, (gone.get(from.stack) ?? new Set()).add(from.logicalId));
  }
  for (const place of detours.remade) {
    const [stack = '', logicalId = ''] = place.split('.');
    gone.set(stack, (gone.get(stack) ?? new Set()).add(logicalId));
  }
  const released = [...gone].flatMap(([name, ids]) => {
    const stack = stage.get(name);
    if (!stack) return [];
    const { stack: after, findings } = release(stack, views.of(stack, stage), ids);
    // A stack that only gives is done with that: nothing of the plan stays in it.
    return [{ stack: target.has(name) ? after : withResources(after, unmarked(after.template.Resources)), findings }];
  });
  return {
    stage: withStacks(
      stage,
      released.map(({ stack }) => stack),
    ),
    findings: released.flatMap(({ findings }) => findings),
  };
}

/** Adds the existing resources to the target's stacks. */
export function adoptAll(stage: StageState, { goal, adoptions }: PlanContext): StageState {
  return withStacks(
    stage,
    [...goal.values()].flatMap((target) => {
      const own = adoptions.filter(({ stack }) => stack === target.name);
      return own.length === 0 ? [] : [adopt(stage.get(target.name), target, own)];
    }),
  );
}

/**
 * Everything that changes in place or is new; user pools, what waits for them, and indexes stay as they are.
 * While anything waits, nothing leaves: what leaves may be what makes the waiting work.
 */
export function changeInPlace(stage: StageState, context: PlanContext, start: StageState): StageState {
  const pools = new Map([...context.goal.values()].map((target) => {
    const now = stage.get(target.name);
    return [target.name, now ? changedPools(now, target, start.get(target.name), context, start) : []] as const;
  }));
  const waits = [...pools.values()].some((own) => own.length > 0);
  return advance(stage, context, start, 0, {
    keepsLeaving: waits,
    hold: (target) => {
      const own = pools.get(target.name) ?? [];
      return new Set([...own, ...own.length === 0 ? [] : idsOf(target, CLIENT)]);
    },
  });
}

function idsOf({ template }: StackState, type: string): readonly string[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type).map(([id]) => id);
}

/** The user pools, and nothing else. */
export function changePools(stage: StageState, context: PlanContext, start: StageState): StageState {
  return withStacks(
    stage,
    [...stage.values()].flatMap((stack) => {
      const target = context.goal.get(stack.name);
      const pools = target ? changedPools(stack, target, start.get(stack.name), context, start) : [];
      if (!target || pools.length === 0) return [];
      const changed = pools.map((id) => [id, kept(target.template.Resources[id] as Resource, `${stack.name}.${id}`, context)]);
      return [withResources(stack, { ...stack.template.Resources, ...(Object.fromEntries(changed) as Record<string, Resource>) })];
    }),
  );
}

/** The target, each table with the first of its index changes: as many of them as there were index steps. */
export function changeIndexes(stage: StageState, context: PlanContext, start: StageState, steps: number): StageState {
  return advance(stage, context, start, steps, { keepsLeaving: false, hold: () => new Set() });
}

/** Returns the number of index steps of the table that needs the most. */
export function indexStepCount(context: PlanContext, start: StageState): number {
  const counts = [...context.goal.values()].flatMap((target) =>
    tables(start.get(target.name), target, context, start).map(({ moves }) => moves.length),
  );
  return Math.max(0, ...counts);
}

function viewIn(stage: StageState, name: string, views: Views): StackView | undefined {
  const stack = stage.get(name);
  return stack && views.of(stack, stage);
}
