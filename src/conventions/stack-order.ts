import { Stack } from 'aws-cdk-lib';

/** What newer versions call `addDependency`, which warns there; the oldest supported version does not have it yet. */
interface NewerStack {
  addStackDependency?(target: Stack): void;
}

/** Has a stack deployed after others. */
export function deployAfter(stack: Stack & NewerStack, ...earlier: Stack[]): void {
  for (const target of earlier) {
    if (stack.addStackDependency) stack.addStackDependency(target);
    else stack.addDependency(target);
  }
}
