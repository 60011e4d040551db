import type { Picture } from './picture';

/** The picture around some stacks: these, and of those that they read or that read them the names. */
export function restricted({ stacks, needs }: Picture, names: ReadonlySet<string>): Picture {
  const chosen = new Set(stacks.filter(({ name }) => names.has(name)).map(({ id }) => id));
  const kept = needs.filter(({ from, to }) => chosen.has(from) || chosen.has(to));
  const near = new Set([...chosen, ...kept.flatMap(({ from, to }) => [from, to])]);
  return { stacks: stacks.filter(({ id }) => near.has(id)).map((stack) => ({ ...stack, brief: !chosen.has(stack.id) })), needs: kept };
}
