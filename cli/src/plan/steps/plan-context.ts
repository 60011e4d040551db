import type { Detours } from './detours';
import type { Adoption } from './moves';
import { canonical, fingerprint } from '../../template';
import type { StackState, StageState } from '../state/stage-state';
import type { Views } from '../state/view';

/** Values that the phases of a plan share. */
export interface PlanContext {
  readonly deployed: StageState;
  readonly goal: StageState;
  /** Names of the stacks that the target has; the others only give. */
  readonly target: ReadonlySet<string>;
  /** Resources that stay retained until the last step, as `stack.logicalId`. */
  readonly guards: ReadonlySet<string>;
  readonly adoptions: readonly Adoption[];
  /** Handlers that are changed during the plan to protect the resources on which they act. */
  readonly detours: Detours;
  readonly views: Views;
}

/** Returns true if an update would change nothing. */
export function unchanged(one: StackState, other: StackState | undefined): boolean {
  return (
    other === undefined
    || one === other
    || (fingerprint(one.template) === fingerprint(other.template) && canonical(one.tags) === canonical(other.tags))
  );
}
