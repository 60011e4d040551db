import { viewsAfter, viewsBefore, type StageChange } from './stacks';
import { literalReaders, literalsOf } from '../state/literals';
import type { StackView } from '../state/view';

/**
 * For each stack the others that have to be deployed before it in one step, because a template writes the other's ID or ARN instead of a
 * reference: a resource is created before it is named, and deleted after.
 */
export function literalOrder(change: StageChange): ReadonlyMap<string, ReadonlySet<string>> {
  const order = new Map<string, Set<string>>();
  const later = (stack: string, earlier: string): void => {
    if (stack !== earlier) order.set(stack, (order.get(stack) ?? new Set()).add(earlier));
  };
  const isChanged = ({ state }: StackView): boolean => change.before.get(state.name) !== change.after.get(state.name);
  const [before, after] = [viewsBefore(change).filter(isChanged), viewsAfter(change).filter(isChanged)];
  const owned = (kind: 'added' | 'removed', viewOf: (stack: string) => StackView | undefined): ReadonlyMap<string, string> => new Map(
    change.stacks.flatMap(({ stack, resources }) => resources.filter((resource) => resource.kind === kind).flatMap((resource) => {
      const [view, own] = [viewOf(stack), resource.after ?? resource.before];
      return view && own ? literalsOf(own, view).map((value) => [value, stack] as const) : [];
    })));
  const created = owned('added', change.viewAfter);
  for (const [value, readers] of literalReaders(after, new Set(created.keys()))) {
    for (const { stack } of readers) later(stack, created.get(value) ?? stack);
  }
  const deleted = owned('removed', change.viewBefore);
  for (const [value, readers] of literalReaders(before, new Set(deleted.keys()))) {
    for (const { stack } of readers) later(deleted.get(value) ?? stack, stack);
  }
  return order;
}
