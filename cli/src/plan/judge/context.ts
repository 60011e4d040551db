import type { ResourceChange, StageChange } from '../compare';
import type { Finding } from './finding';
import type { StageState } from '../state/stage-state';

/** Knowledge beyond the two states. */
export interface JudgeContext {
  /** Resources that this update imports, as `stack.logicalId`. */
  readonly imports: ReadonlySet<string>;
  /** Resources that leave their stack and stay in AWS, because another stack takes them over or the owner accepts it, as `stack.logicalId`. */
  readonly released: ReadonlySet<string>;
  /** Outputs, exports and tags that the owner lets go, as `stack.name`. */
  readonly dropped: ReadonlySet<string>;
  /** Names that exist outside every known stack, as `nameKey`. */
  readonly existing: ReadonlySet<string>;
  /** Resources that differ from their template, with the difference, by `stack.logicalId`. Undefined if drift wasn't checked. */
  readonly drifted?: ReadonlyMap<string, string>;
  /** Deployed state, if the change starts at a later state. */
  readonly deployed?: StageState;
  /** Stacks that import an export; `undefined` where nobody said, so that it counts as in use. */
  importersOf(exportName: string): readonly string[] | undefined;
}

/** One rule or a few that belong together. */
export type Judge = (change: StageChange, context: JudgeContext) => readonly Finding[];

/** Every resource that is in the stage before or after. */
export function resourcesOf(change: StageChange): readonly ResourceChange[] {
  return change.stacks.flatMap(({ resources }) => resources);
}
