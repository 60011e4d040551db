import { awscdk, github } from 'projen';
import { RELEASE_NODE_VERSION } from './versions';

/** A weekly workflow that fails, with a warning for each, if a price or quota of the command is older than 90 days. */
export function watchPrices(project: awscdk.AwsCdkConstructLibrary): void {
  const task = project.addTask('prices:age', { description: 'Prices and quotas that are older than 90 days', exec: 'tsx scripts/price-age.ts' });
  const workflow = project.github?.addWorkflow('prices');
  workflow?.on({ schedule: [{ cron: '0 6 * * 1' }], workflowDispatch: {} });
  workflow?.addJob('age', {
    name: 'Prices and quotas older than 90 days',
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    tools: { node: { version: RELEASE_NODE_VERSION } },
    steps: [github.WorkflowSteps.checkout(), { name: 'Install', run: 'npm ci' }, { name: 'Age', run: `npx projen ${task.name}` }],
  });
}
