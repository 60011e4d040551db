import type { AssemblyStack } from '../../assembly/read';
import type { StackState } from '../../plan/state/stage-state';
import { Views, type ResourceView, type StackView } from '../../plan/state/view';

/** A stack of the assembly with its functions turned into values. */
export interface ResolvedStack {
  readonly id: string;
  readonly stack: AssemblyStack;
  readonly view: StackView;
}

/** Looks at every stack among the others: where exports are read, what they show is known. */
export function resolvedStacks(stacks: readonly AssemblyStack[]): ResolvedStack[] {
  const stage = new Map<string, StackState>(stacks.map(({ artifactId, state }) => [artifactId, state]));
  const views = new Views();
  return stacks.map((stack) => ({ id: stack.artifactId, stack, view: views.of(stack.state, stage) }))
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** The physical name that a template gives a resource, where it is long enough to be known by. */
export function tellingName({ name }: ResourceView): string | undefined {
  return name !== undefined && name.length >= SHORTEST && /[-/._]/.test(name) ? name : undefined;
}

/** `main` or `admin` may stand anywhere. */
const SHORTEST = 6;

function sortKey({ id, stack: { state } }: ResolvedStack): string {
  return [state.name, state.region ?? '', id].join('\n');
}
