import type { ResourceChange, StageChange } from '../compare';
import type { Finding } from './finding';
import type { StageState } from '../state/stage-state';

/** What is known beside the two states. */
export interface JudgeContext {
  /** What comes in by import in this update, as `stack.logicalId`. */
  readonly imports: ReadonlySet<string>;
  /** What leaves its stack and stays in AWS, because another stack takes it over or the owner says so, as `stack.logicalId`. */
  readonly released: ReadonlySet<string>;
  /** Outputs, exports and tags that the owner lets go, as `stack.name`. */
  readonly dropped: ReadonlySet<string>;
  /** Names that exist outside every known stack, as `nameKey`. */
  readonly existing: ReadonlySet<string>;
  /** What is not as its template says, and how, as `stack.logicalId`; without it nobody looked. */
  readonly drifted?: ReadonlyMap<string, string>;
  /** What is deployed, where the change starts later than that. */
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
