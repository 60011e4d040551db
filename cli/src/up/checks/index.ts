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

export interface Scenarios {
  readonly files: readonly ScenarioFile[];
  /** Called after the checks of the stage, before the first scenario. */
  readonly before: () => Promise<void>;
}

/** Uses everything that is deployed, side by side, and reports on every check. */
export async function runChecks(stacks: readonly StackTemplate[], deployed: Deployed, scenarios: Scenarios): Promise<CheckResult[]> {
  const groups = [usersTable, queuesOf(stacks), objects, events, signIn, api, email, monitoringOf(stacks), backup, exportsOf(stacks)];
  const results = (await Promise.all(groups.map(async (group) => perform(group, deployed)))).flat();
  // Afterwards and one by one: the services then hear nothing but the scenario.
  await scenarios.before();
  for (const scenario of scenarios.files) results.push(...await perform(scenarioOf(scenario), deployed));
  return results;
}
