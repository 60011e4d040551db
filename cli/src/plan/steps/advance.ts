import { compose, type Composition } from './compose';
import { guarded, isRetained, retained } from './guard';
import { indexMoves, tableAfter } from './indexes';
import { markedOnTheWay, unmarked } from './mark';
import { unchanged, type PlanContext } from './plan-context';
import { readTooEarly } from './readers';
import { widened } from './widen';
import { objectOf, same, type Resource } from '../../template';
import { withResources, withStacks, type StackState, type StageState } from '../state/stage-state';

const TABLE = 'AWS::DynamoDB::Table';
const POOL = 'AWS::Cognito::UserPool';

/** Parts that a phase leaves for later. */
export interface Phase {
  /** Logical IDs that stay as they are for now. */
  readonly hold: (target: StackState) => ReadonlySet<string>;
  /** True if leaving resources stay for now. */
  readonly keepsLeaving: boolean;
}

/** Each stack as far towards the target as the phase goes. */
export function advance(stage: StageState, context: PlanContext, start: StageState, indexSteps: number, phase: Phase): StageState {
  const changing = [...context.goal.values()].filter((target) => {
    const now = stage.get(target.name);
    return !now || !unchanged(now, target);
  });
  const waiting = new Map(changing.map((target) => [target.name, { held: new Set(phase.hold(target)), heldOutputs: new Set<string>() }]));
  for (;;) {
    const next = withStacks(stage, changing.map((target) => advanceOne(target, stage, context, start, indexSteps, {
      ...waiting.get(target.name) ?? { held: new Set() }, keepsLeaving: phase.keepsLeaving,
    })));
    const early = readTooEarly(next, changing, context).filter(({ stack, kind, id }) => !waiting.get(stack)?.[kind].has(id));
    if (early.length === 0) return next;
    for (const { stack, kind, id } of early) waiting.get(stack)?.[kind].add(id);
  }
}

function advanceOne(
  target: StackState, stage: StageState, context: PlanContext, start: StageState, indexSteps: number, phase: Omit<Composition, 'between'>,
): StackState {
  const base: StackState = stage.get(target.name) ?? { ...target, template: { Resources: {}, Outputs: {} } };
  const before = start.get(target.name);
  const indexes = tables(before, target, context, start).map(({ id, at }) => [id, at(indexSteps)] as const);
  const both = phase.keepsLeaving && before ? widened(before, target, phase.held, context, start) : { between: [], held: [] };
  const composition: Composition = { ...phase, held: new Set([...phase.held, ...both.held]), between: new Map([...indexes, ...both.between]) };
  const { template } = compose(base.template, target.template, composition);
  // What exists stays retained until the last step, also where the target itself would not retain it.
  const resources = Object.entries(template.Resources).map(([id, resource]) => [id, kept(resource, `${target.name}.${id}`, context)] as const);
  const all = markedOnTheWay(Object.fromEntries(resources), base.template.Resources, target.template.Resources);
  const next = { ...target, template: { ...template, Resources: all } };
  // A mark goes together with what follows, not in an update of its own.
  return phase.keepsLeaving && stage.has(target.name) && unchanged(withoutMarks(base), withoutMarks(next)) ? base : next;
}

function withoutMarks(stack: StackState): StackState {
  return withResources(stack, unmarked(stack.template.Resources));
}

/** The resource as it is retained while the plan is under way. */
export function kept(resource: Resource, id: string, { guards, adoptions }: PlanContext): Resource {
  // What came in by import was retained for that, whatever its type, until the last step.
  if (adoptions.some(({ stack, logicalId }) => `${stack}.${logicalId}` === id)) return isRetained(resource) ? resource : retained(resource);
  return guards.has(id) ? guarded(resource) : resource;
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
    const [was, is] = [{ raw: objectOf(old.raw.Properties), properties: old.properties }, { raw: objectOf(raw.Properties), properties }];
    const at = (steps: number): Resource => (steps >= moves.length ? raw : tableAfter(raw, was, is, moves.slice(0, steps)));
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
