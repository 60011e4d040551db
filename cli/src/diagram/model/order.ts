import type { Need } from './picture';
import type { ResolvedStack } from './resolved-stack';

/**
 * That stacks are deployed after others, where nothing that is drawn says it: neither that they read of them, nor a chain of others.
 *
 * @param reads the needs that are drawn in any case
 */
export function orderOf(all: readonly ResolvedStack[], reads: readonly Need[]): Need[] {
  const given = givenOrder(all).filter(({ from, to }) => !reads.some((need) => need.from === from && need.to === to));
  const needs = [...reads, ...given];
  return given.filter((need) => !isReached(need, needs));
}

/** Returns a function that tells if one stack is deployed before another, directly or through other stacks. */
export function isBefore(all: readonly ResolvedStack[]): (earlier: ResolvedStack, later: ResolvedStack) => boolean {
  const order = givenOrder(all);
  const isDirect = (from: string, to: string): boolean => order.some((need) => need.from === from && need.to === to);
  return (earlier, later) => isDirect(later.id, earlier.id) || isReached({ from: later.id, to: earlier.id, reads: [] }, order);
}

/** Returns the deployment order that the assembly sets. */
function givenOrder(all: readonly ResolvedStack[]): Need[] {
  return all.flatMap(({ id, stack }) => stack.dependencies.flatMap((name) => {
    const earlier = all.find(({ stack: other }) => other.state.name === name && other.folder === stack.folder);
    return earlier ? [{ from: id, to: earlier.id, reads: [] }] : [];
  }));
}

/** Returns true if a chain of at least two other needs has the same start and end. */
function isReached({ from, to }: Need, needs: readonly Need[]): boolean {
  const seen = new Set<string>([from]);
  const waiting = needs.filter((need) => need.from === from && need.to !== to).map((need) => need.to);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...needs.filter((need) => need.from === next).map((need) => need.to));
  }
  return false;
}
