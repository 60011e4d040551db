import { CliError } from '../errors';
import { nearNames } from '../suggest';
import type { StackTemplate } from '../template';
import type { ScenarioFile } from './scenario';

/**
 * Refuses scenarios whose users are in groups that the app doesn't create. The groups of a pool of another app can't be known.
 *
 * @throws CliError that names the scenario, the group and the groups that exist
 */
export function requireGroups(scenarios: readonly ScenarioFile[], stacks: readonly StackTemplate[]): void {
  const groups = groupsIn(stacks);
  if (groups === undefined) return;
  for (const { name, requests, afterwards } of scenarios) {
    const unknown = [...requests, ...afterwards].flatMap(({ as = [] }) => as).find((group) => !groups.includes(group));
    if (unknown === undefined) continue;
    const [near] = nearNames(unknown, groups);
    throw CliError.usage(`up: scenario ${JSON.stringify(name)}: "as" names the group ${JSON.stringify(unknown)}, which the app doesn't create. `
      + `${near === undefined ? '' : `Did you mean ${near}? `}Valid groups: ${groups.length > 0 ? groups.join(', ') : 'none'}.`);
  }
}

/** The names of all groups; undefined without a user pool, or if a template computes a name. */
function groupsIn(stacks: readonly StackTemplate[]): string[] | undefined {
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}));
  const names = resources.filter(({ Type }) => Type === 'AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties?.GroupName);
  const known = names.filter((name) => typeof name === 'string');
  return resources.some(({ Type }) => Type === 'AWS::Cognito::UserPool') && known.length === names.length ? known : undefined;
}
