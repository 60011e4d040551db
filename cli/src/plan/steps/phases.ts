import { canonical, fingerprint, same, type Resource } from '../../template';
import type { Finding } from '../judge';
import { adopt } from './adopt';
import { compose, type Composition } from './compose';
import { guarded } from './guard';
import { indexMoves, tableAfter } from './indexes';
import type { Adoption } from './moves';
import { protect } from './protect';
import { release } from './release';
import { withResources, withStacks, type StackState, type StageState } from '../state/stage-state';
import type { StackView, Views } from '../state/view';

const TABLE = 'AWS::DynamoDB::Table';
const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';

/** What the phases of a plan share. */
export interface Course {
  readonly deployed: StageState;
  readonly goal: StageState;
  /** Names of the stacks that the target has; the others only give. */
  readonly target: ReadonlySet<string>;
  /** What stays retained until the last step, as `stack.logicalId`. */
  readonly guards: ReadonlySet<string>;
  readonly adoptions: readonly Adoption[];
  readonly views: Views;
}

/** Deletion policies, deletion protection and recovery, in every stack that the plan touches. */
export function protectAll({ deployed, goal, target, guards, adoptions, views }: Course): StageState {
  const isTarget = ({ name }: StackState): boolean => target.has(name);
  const released = new Set(adoptions.flatMap(({ from }) => from ? [`${from.stack}.${from.logicalId}`] : []));
  const givers = new Set(adoptions.map(({ from }) => from?.stack));
  const touched = [...deployed.values()].filter((stack) => givers.has(stack.name) || !unchanged(stack, goal.get(stack.name)));
  return withStacks(deployed, touched.map((stack) => protect(stack, views.of(stack, deployed), isTarget(stack) ? viewIn(goal, stack.name, views) : undefined, guards, released)));
}

/** The stacks whose resources go elsewhere, without them. */
export function releaseAll(stage: StageState, { adoptions, views }: Course): { readonly stage: StageState; readonly findings: readonly Finding[] } {
  const gone = new Map<string, Set<string>>();
  for (const { from } of adoptions) {
    if (from) gone.set(from.stack, (gone.get(from.stack) ?? new Set()).add(from.logicalId));
  }
  const released = [...gone].flatMap(([name, ids]) => {
    const stack = stage.get(name);
    return stack ? [release(stack, views.of(stack, stage), ids)] : [];
  });
  return { stage: withStacks(stage, released.map(({ stack }) => stack)), findings: released.flatMap(({ findings }) => findings) };
}

/** What exists already, in the stacks of the target. */
export function adoptAll(stage: StageState, { goal, adoptions }: Course): StageState {
  return withStacks(stage, [...goal.values()].flatMap((target) => {
    const own = adoptions.filter(({ stack }) => stack === target.name);
    return own.length === 0 ? [] : [adopt(stage.get(target.name), target, own)];
  }));
}

/** Everything that changes in place or is new; user pools, what waits for them, and indexes stay as they are. */
export function changeInPlace(stage: StageState, course: Course, start: StageState): StageState {
  return advance(stage, course, start, 0, (stack, now, target) => {
    const pools = changedPools(stack, target, now, course, start);
    const clients = Object.entries(target.template.Resources).filter(([, { Type: type }]) => pools.length > 0 && type === CLIENT).map(([id]) => id);
    return new Set([...pools, ...clients]);
  });
}

/** The user pools, and nothing else. */
export function changePools(stage: StageState, course: Course, start: StageState): StageState {
  return withStacks(stage, [...stage.values()].flatMap((stack) => {
    const target = course.goal.get(stack.name);
    const pools = target ? changedPools(stack, target, start.get(stack.name), course, start) : [];
    if (!target || pools.length === 0) return [];
    const changed = pools.map((id) => [id, kept(target.template.Resources[id] as Resource, `${stack.name}.${id}`, course)]);
    return [withResources(stack, { ...stack.template.Resources, ...Object.fromEntries(changed) as Record<string, Resource> })];
  }));
}

/** The target, each table with the first of its index changes: as many of them as there were index steps. */
export function changeIndexes(stage: StageState, course: Course, start: StageState, steps: number): StageState {
  return advance(stage, course, start, steps, () => new Set());
}

/** How many index steps the table that needs most of them takes. */
export function indexStepCount(course: Course, start: StageState): number {
  const counts = [...course.goal.values()].flatMap((target) => tables(start.get(target.name), target, course, start).map(({ moves }) => moves.length));
  return Math.max(0, ...counts);
}

type Hold = (stack: StackState, now: StackState | undefined, target: StackState) => ReadonlySet<string>;

function advance(stage: StageState, course: Course, start: StageState, indexSteps: number, hold: Hold): StageState {
  return withStacks(stage, [...course.goal.values()].flatMap((target) => {
    const now = stage.get(target.name);
    if (now && unchanged(now, target)) return [];
    const base: StackState = now ?? { ...target, template: { Resources: {}, Outputs: {} } };
    const between = tables(start.get(target.name), target, course, start).map(({ id, at }) => [id, at(indexSteps)] as const);
    const composition: Composition = { held: hold(base, start.get(target.name), target), between: new Map(between) };
    const { template } = compose(base.template, target.template, composition);
    // What exists stays retained until the last step, also where the target itself would not retain it.
    const resources = Object.entries(template.Resources).map(([id, resource]) => [id, kept(resource, `${target.name}.${id}`, course)] as const);
    return [{ ...target, template: { ...template, Resources: Object.fromEntries(resources) } }];
  }));
}

function kept(resource: Resource, id: string, { guards, adoptions }: Course): Resource {
  return guards.has(id) || adoptions.some(({ stack, logicalId }) => `${stack}.${logicalId}` === id) ? guarded(resource) : resource;
}

interface TableCourse {
  readonly id: string;
  readonly moves: readonly unknown[];
  at(steps: number): Resource;
}

/** Each table that is there before and after and whose indexes change. */
function tables(now: StackState | undefined, target: StackState, { goal, views }: Course, start: StageState): readonly TableCourse[] {
  const [before, after] = [now && views.of(now, start), views.of(target, goal)];
  return [...after.resources.values()].flatMap(({ logicalId: id, type, properties, raw }) => {
    const old = before?.resources.get(id);
    if (type !== TABLE || old?.type !== TABLE) return [];
    const moves = indexMoves(old.properties, properties);
    const at = (steps: number): Resource => steps >= moves.length ? raw : tableAfter(raw, old.properties, properties, moves.slice(0, steps));
    return moves.length === 0 ? [] : [{ id, moves, at }];
  });
}

function changedPools(stack: StackState, target: StackState, now: StackState | undefined, { goal, views }: Course, start: StageState): readonly string[] {
  const [before, after] = [now && views.of(now, start), views.of(target, goal)];
  return [...after.resources.values()].filter(({ logicalId, type, properties }) => {
    const old = before?.resources.get(logicalId);
    return type === POOL && old?.type === POOL && stack.template.Resources[logicalId] !== undefined && !same(old.properties, properties);
  }).map(({ logicalId }) => logicalId);
}

function viewIn(stage: StageState, name: string, views: Views): StackView | undefined {
  const stack = stage.get(name);
  return stack && views.of(stack, stage);
}

/** Whether an update would find nothing to do. */
export function unchanged(one: StackState, other: StackState | undefined): boolean {
  return other === undefined || one === other || fingerprint(one.template) === fingerprint(other.template) && canonical(one.tags) === canonical(other.tags);
}
