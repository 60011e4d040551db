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

/** Handles that stages may share: a certificate and a verified domain hold no data, and one of them can be for the hosts of all stages. */
const isShared = (handle: object): boolean => 'certificateArn' in handle || 'emailIdentityName' in handle;

/** The nearest construct around a handle that has a stage. */
function holderOf(handle: unknown): IConstruct | undefined {
  if (typeof handle !== 'object' || handle === null || !Construct.isConstruct(handle)) return undefined;
  return [...(handle as IConstruct).node.scopes].reverse().find((scope) => STAGES.has(scope));
}

/** The name of the stage that a handle is of: that of the nearest construct around it that has one. */
export function stageNameOf(handle: unknown): string | undefined {
  const holder = holderOf(handle);
  return holder && STAGES.get(holder)?.stageName;
}

/** The stages, besides its own, whose handles a function may use. */
const ALLOWED = new WeakMap<object, readonly string[]>();

/** Lets a function use the handles of other stages. */
export function allowStages(user: object, stages: readonly StageLike[]): void {
  ALLOWED.set(user, stages.map(({ stageName }) => stageName));
}

/** A construct that uses handles, or one that is about to be created. */
export interface HandleUser {
  readonly stageName: string | undefined;
  readonly path: string | undefined;

  /** The other stages that it may use; undefined if it has no such option. */
  readonly otherStages: readonly string[] | undefined;
}

/** The user of the arguments of a construct's method. */
export function userOf(construct: unknown): HandleUser {
  const holder = holderOf(construct);
  return { stageName: stageNameOf(construct), path: holder?.node.path, otherStages: holder && ALLOWED.get(holder) };
}

/**
 * The user of the arguments of a constructor or of `fromStage`.
 *
 * @param mayUseOthers whether its props have `otherStages`.
 */
export function futureUser(path: string | undefined, props: unknown, mayUseOthers: boolean): HandleUser {
  const { stage, otherStages } = (typeof props === 'object' && props !== null ? props : {}) as { readonly stage?: unknown; readonly otherStages?: unknown };
  const others = Array.isArray(otherStages) ? otherStages.filter(isStage).map(({ stageName }) => stageName) : [];
  return { stageName: isStage(stage) ? stage.stageName : undefined, path, otherStages: mayUseOthers ? others : undefined };
}

/**
 * Refuses a handle of another stage, which would read or change what belongs to others. A function that names the stage in `otherStages` may use it.
 *
 * @param kind the prop or parameter that takes the handle.
 */
export function requireSameStage(user: HandleUser, kind: string, handle: unknown): void {
  const { stageName: own, otherStages, path } = user;
  const holder = holderOf(handle);
  const other = holder && STAGES.get(holder)?.stageName;
  if (own === undefined || holder === undefined || other === undefined || own === other || isShared(handle as object)) return;
  const allowedByHandle = ALLOWED.get(holder);
  if (otherStages?.includes(other) || allowedByHandle?.includes(own)) return;
  const add = (stage: string, where: string): string => `To use it on purpose, add stage ${stage} to otherStages of ${where}.`;
  let fix = `Use that of stage ${own}, or look it up by a method of the CDK, such as kms.Key.fromKeyArn.`;
  if (otherStages !== undefined) fix = add(other, path ?? 'the function');
  else if (allowedByHandle !== undefined) fix = add(own, holder.node.path);
  invalid(kind, `one of stage ${other}`, `must be of stage ${own}, as ${path ?? 'the construct'} is`, fix);
}

function isStage(value: unknown): value is StageLike {
  return typeof value === 'object' && value !== null && 'stageName' in value && typeof value.stageName === 'string';
}
