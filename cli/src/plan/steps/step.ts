import type { Adoption } from './moves';
import type { StageChange } from '../compare';
import type { StageState } from '../state/stage-state';

/** Kinds of steps. */
export type StepKind = 'protect' | 'release' | 'import' | 'in-place' | 'user-pool' | 'after-user-pool' | 'indexes' | 'target' | 'drop-leftovers';

/** One update of the stage. */
export interface Step {
  readonly kind: StepKind;
  readonly state: StageState;
  readonly change: StageChange;
  readonly imports: readonly Adoption[];
}

/** Returns the resources to import, as `stack.logicalId`. */
export function importsOf(adoptions: readonly Adoption[]): ReadonlySet<string> {
  return new Set(adoptions.map(({ stack, logicalId }) => `${stack}.${logicalId}`));
}
