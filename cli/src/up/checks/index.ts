import { api } from './api';
import { backup } from './backup';
import { perform, type CheckResult } from './check';
import type { Deployed } from './deployed';
import { email } from './email';
import { events } from './events';
import { exportsOf } from './exports';
import { monitoringOf } from './monitoring';
import { objects } from './objects';
import { queuesOf } from './queues';
import { scenarioOf } from './scenario';
import { signIn } from './sign-in';
import { usersTable } from './users-table';
import type { StackTemplate } from '../../template';
import type { ScenarioFile } from '../scenario';

export { apiAddress } from './api-call';
export { assumeCheckRole } from './check-role';
export { discover } from './deployed';
export type { CheckResult } from './check';

/** Uses everything that stands, side by side, and reports on every check. */
export async function runChecks(
  stacks: readonly StackTemplate[], deployed: Deployed, scenarios: readonly ScenarioFile[] = [],
): Promise<CheckResult[]> {
  const groups = [usersTable, queuesOf(stacks), objects, events, signIn, api, email, monitoringOf(stacks), backup, exportsOf(stacks)];
  const results = (await Promise.all(groups.map(async (group) => perform(group, deployed)))).flat();
  // Afterwards and one by one: the services then hear nothing but the scenario.
  for (const scenario of scenarios) results.push(...await perform(scenarioOf(scenario), deployed));
  return results;
}
