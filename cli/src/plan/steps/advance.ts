import { compose, type Composition } from './compose';
import { guarded } from './guard';
import { indexMoves, tableAfter } from './indexes';
import { markedOnTheWay } from './mark';
import { unchanged, type PlanContext } from './plan-context';
import { same, type Resource } from '../../template';
import { withStacks, type StackState, type StageState } from '../state/stage-state';

const TABLE = 'AWS::DynamoDB::Table';
const POOL = 'AWS::Cognito::UserPool';

/** The logical IDs that stay as they are for now. */
type Hold = (stack: StackState, now: StackState | undefined, target: StackState) => ReadonlySet<string>;

/** Each stack as far towards the target as the phase goes. */
export function advance(stage: StageState, context: PlanContext, start: StageState, indexSteps: number, hold: Hold): StageState {
  return withStacks(
    stage,
    [...context.goal.values()].flatMap((target) => {
      const now = stage.get(target.name);
      if (now && unchanged(now, target)) return [];
      const base: StackState = now ?? { ...target, template: { Resources: {}, Outputs: {} } };
      const between = tables(start.get(target.name), target, context, start).map(({ id, at }) => [id, at(indexSteps)] as const);
      const composition: Composition = { held: hold(base, start.get(target.name), target), between: new Map(between) };
      const { template } = compose(base.template, target.template, composition);
      // What exists stays retained until the last step, also where the target itself would not retain it.
      const resources = Object.entries(template.Resources).map(([id, resource]) => [id, kept(resource, `${target.name}.${id}`, context)] as const);
      const all = markedOnTheWay(Object.fromEntries(resources), base.template.Resources, target.template.Resources);
      return [{ ...target, template: { ...template, Resources: all } }];
    }),
  );
}

/** The resource as it is retained while the plan is under way. */
export function kept(resource: Resource, id: string, { guards, adoptions }: PlanContext): Resource {
  return guards.has(id) || adoptions.some(({ stack, logicalId }) => `${stack}.${logicalId}` === id) ? guarded(resource) : resource;
}

interface TableSteps {
  readonly id: string;
  readonly moves: readonly unknown[];
  at(steps: number): Resource;
}

/** Each table that is there before and after and whose indexes change. */
export function tables(now: StackState | undefined, target: StackState, { goal, views }: PlanContext, start: StageState): readonly TableSteps[] {
  const [before, after] = [now && views.of(now, start), views.of(target, goal)];
  return [...after.resources.values()].flatMap(({ logicalId: id, type, properties, raw }) => {
    const old = before?.resources.get(id);
    if (type !== TABLE || old?.type !== TABLE) return [];
    const moves = indexMoves(old.properties, properties);
    const at = (steps: number): Resource => (steps >= moves.length ? raw : tableAfter(raw, old.properties, properties, moves.slice(0, steps)));
    return moves.length === 0 ? [] : [{ id, moves, at }];
  });
}

/** The user pools that are there before and after, and change. */
export function changedPools(
  stack: StackState,
  target: StackState,
  now: StackState | undefined,
  { goal, views }: PlanContext,
  start: StageState,
): readonly string[] {
  const [before, after] = [now && views.of(now, start), views.of(target, goal)];
  return [...after.resources.values()]
    .filter(({ logicalId, type, properties }) => {
      const old = before?.resources.get(logicalId);
      return type === POOL && old?.type === POOL && stack.template.Resources[logicalId] !== undefined && !same(old.properties, properties);
    })
    .map(({ logicalId }) => logicalId);
}
