import { Construct, IConstruct } from 'constructs';
import { checkAfterAspects, rememberKept } from './after-aspects';
import { invalid } from './invalid';

/** A stage, as far as handles are compared by it. */
interface StageLike {
  readonly stageName: string;
  readonly isProduction: boolean;
}

/** The stage that a construct was created for, or looked up in. */
const STAGES = new WeakMap<object, StageLike>();

/** Remembers the stage among the props of what was created or looked up. */
export function rememberStage(made: unknown, props: unknown): void {
  const stage: unknown = typeof props === 'object' && props !== null && 'stage' in props ? props.stage : undefined;
  if (!isStage(stage) || typeof made !== 'object' || made === null) return;
  STAGES.set(made, stage);
  if (!Construct.isConstruct(made)) return;
  checkAfterAspects(made, (construct) => STAGES.get(construct));
  if (stage.isProduction) rememberKept(made);
}

/** The name of the stage that a handle is of: that of the nearest construct around it that has one. */
export function stageNameOf(handle: unknown): string | undefined {
  if (typeof handle !== 'object' || handle === null || !('node' in handle)) return undefined;
  const around = [...(handle as IConstruct).node.scopes].reverse().find((scope) => STAGES.has(scope));
  return around && STAGES.get(around)?.stageName;
}

/** The stages, besides its own, whose handles a construct may use. */
const ALLOWED = new WeakMap<object, readonly string[]>();

/** Lets a construct use the handles of other stages. */
export function allowStages(user: object, stages: readonly StageLike[]): void {
  ALLOWED.set(user, stages.map(({ stageName }) => stageName));
}

/**
 * Refuses a handle of another stage, which would read or change what belongs to others.
 *
 * @param user the function that the handle is used by.
 * @param kind the prop or parameter that takes the handle.
 */
export function requireSameStage(user: IConstruct, kind: string, handle: unknown): void {
  const [own, other] = [stageNameOf(user), stageNameOf(handle)];
  if (own === undefined || other === undefined || own === other || ALLOWED.get(user)?.includes(other)) return;
  invalid(kind, `one of stage ${other}`, `must be of stage ${own}, as ${user.node.path} is`, `To use it on purpose, add stage ${other} to the function's otherStages.`);
}

function isStage(value: unknown): value is StageLike {
  return typeof value === 'object' && value !== null && 'stageName' in value && typeof value.stageName === 'string';
}
