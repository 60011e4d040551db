import { Stack, Stage } from 'aws-cdk-lib';

/** Newer name of `addDependency`, which warns in new versions. The oldest supported version doesn't have it. */
interface NewerStack {
  addStackDependency?(target: Stack): void;
}

/** Stacks that each stack already depends on. For each new dependency CDK walks the tree again, and handles are read hundreds of times. */
const EARLIER = new WeakMap<Stack, WeakSet<Stack>>();

/** Has a stack deployed after others. */
export function deployAfter(stack: Stack & NewerStack, ...earlier: Stack[]): void {
  const known = EARLIER.get(stack) ?? new WeakSet<Stack>();
  EARLIER.set(stack, known);
  for (const target of earlier) {
    if (known.has(target)) continue;
    if (stack.addStackDependency) stack.addStackDependency(target);
    else stack.addDependency(target);
    known.add(target);
  }
}

/**
 * Makes the reader's stack deploy after the stack that it reads from. Nested stacks of one family are ordered by the family, and stages are
 * deployed separately.
 */
export function keepOrder(reader: Stack, home: Stack): void {
  const [later, earlier] = [topmost(reader), topmost(home)];
  if (later !== earlier && Stage.of(later) === Stage.of(earlier)) deployAfter(later, earlier);
}

/** The stack that is deployed by itself: of nested stacks, the outermost. */
export function topmost(stack: Stack): Stack {
  return stack.nestedStackParent ? topmost(stack.nestedStackParent) : stack;
}
