import { awscdk, github } from 'projen';
import { NATIVE_TSC, NODE_VERSIONS, RELEASE_NODE_VERSION } from './versions';

const BASELINE = 'test/compat/baseline';

/** The API against the one kept, the whole suite against the newest `aws-cdk-lib`, and on every supported Node.js. */
export function testCompatibility(project: awscdk.AwsCdkConstructLibrary): void {
  project.tasks.tryFind('compat')?.reset(`jsii-diff ${BASELINE} . --keys --ignore-file .compatignore`);
  project.addTask('compat:baseline', {
    description: 'Keep the API of the last compilation as what later ones have to be compatible with: after a release, never to silence a finding',
    steps: [{ spawn: 'compile:if-stale' }, { exec: `node scripts/compat-baseline.js ${BASELINE}` }],
  });
  project.gitattributes.addAttributes(`/${BASELINE}/**`, 'linguist-generated');
  project.gitignore.include(`/${BASELINE}/.jsii`);

  project.addTask('test:newest', {
    description: 'The fast tests against the newest aws-cdk-lib instead of the oldest',
    env: { CDK_VALIDATION: 'false' },
    steps: [
      { spawn: 'compile:if-stale' },
      { exec: `node ${NATIVE_TSC} --noEmit -p test/newest/tsconfig.json` },
      { exec: 'jest --config test/newest/jest.config.js', receiveArgs: true },
    ],
  });

  project.github?.tryFindWorkflow('build')?.addJobs({
    node: onEveryNode(),
    proof: inJob('The whole proof, in four languages', ['.ci/run'], { java: { version: '17' }, python: { version: '3.12' }, go: { version: '1.26' } }),
  });
}

const CHECKOUT = github.WorkflowSteps.checkout({
  with: { ref: '${{ github.event.pull_request.head.sha }}', repository: '${{ github.event.pull_request.head.repo.full_name }}' },
});

/** Returns a job that runs commands on a clean machine. */
export function inJob(name: string, commands: readonly string[], tools: github.workflows.Tools = {}): github.workflows.Job {
  return {
    name,
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    env: { CI: 'true' },
    tools: { node: { version: RELEASE_NODE_VERSION }, ...tools },
    steps: [CHECKOUT, ...commands.map((run) => ({ name: run, run }))],
  };
}

function onEveryNode(): github.workflows.Job {
  return {
    ...inJob('Node.js ${{ matrix.node }}', ['npm ci', 'npm test', 'npm run test:all'], { node: { version: '${{ matrix.node }}' } }),
    strategy: { failFast: false, matrix: { domain: { node: NODE_VERSIONS.filter((version) => version !== RELEASE_NODE_VERSION) } } },
  };
}
