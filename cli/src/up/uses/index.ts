import type { Deployed } from './deployed';
import { events } from './events';
import { exportsOf } from './exports';
import { objects } from './objects';
import { queues } from './queues';
import { signIn } from './sign-in';
import { perform, type CheckResult } from './use';
import { usersTable } from './users-table';
import type { StackTemplate } from '../../assembly';

export { discover } from './deployed';
export type { CheckResult } from './use';

/** Uses everything that stands, side by side, and reports on every check. */
export async function useAll(stacks: readonly StackTemplate[], deployed: Deployed): Promise<CheckResult[]> {
  const uses = [usersTable, queues, objects, events, signIn, exportsOf(stacks)];
  return (await Promise.all(uses.map(async (use) => perform(use, deployed)))).flat();
}
