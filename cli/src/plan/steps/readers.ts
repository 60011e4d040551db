import type { PlanContext } from './plan-context';
import type { Json } from '../../template';
import { viewsIn } from '../compare';
import { publishedIn, readsOf } from '../state/reads';
import type { StackState, StageState } from '../state/stage-state';

/** A resource or an output that reads a value of another stack before that stack has it. */
export interface EarlyReader {
  readonly stack: string;
  readonly kind: 'held' | 'heldOutputs';
  readonly id: string;
}

/** Returns the readers of values that another stack of the stage publishes only later. They must wait. */
export function readTooEarly(stage: StageState, changing: readonly StackState[], { goal, views }: PlanContext): readonly EarlyReader[] {
  const there = publishedIn(viewsIn(stage, views));
  const later = new Set([...publishedIn(viewsIn(goal, views)).keys()].filter((name) => !there.has(name)));
  if (later.size === 0) return [];
  return changing.flatMap(({ name: stack }): readonly EarlyReader[] => {
    const state = stage.get(stack);
    if (!state) return [];
    const view = views.of(state, stage);
    const early = (section: Readonly<Record<string, Json>>, kind: EarlyReader['kind']): readonly EarlyReader[] => Object.entries(section)
      .filter(([, body]) => readsOf(body, view).some((name) => later.has(name))).map(([id]) => ({ stack, kind, id }));
    return [...early(state.template.Resources, 'held'), ...early(state.template.Outputs, 'heldOutputs')];
  });
}
