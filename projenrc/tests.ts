import { awscdk, typescript } from 'projen';

/** Tests that take more than three seconds each, kill processes, fill disks or try thousands of values: `NAME.slow.test.ts`. */
export const SLOW_TESTS = '[.]slow[.]test[.]ts$';

/** `npm test` runs in four minutes on two cores; `npm run test:all` runs the tests that it leaves out. */
export function splitTests(project: awscdk.AwsCdkConstructLibrary, cli: typescript.TypeScriptProject): void {
  const slow = {
    description: 'Run the slow tests, which "npm test" leaves out',
    env: { CDK_VALIDATION: 'false', JEST_JUNIT_OUTPUT_NAME: 'junit-slow.xml' },
    exec: `jest --ci '${SLOW_TESTS}'`,
  };
  const ofLibrary = project.addTask('test:slow', slow);
  cli.addTask('test:slow', slow);
  project.addTask('test:all', {
    description: 'Run what "npm test" leaves out: the slow tests of both packages, and every test against the newest aws-cdk-lib',
    steps: [
      { spawn: 'compile:if-stale' },
      { spawn: ofLibrary.name },
      { exec: 'npx projen test:slow', cwd: 'cli' },
      { spawn: 'test:newest' },
    ],
  });
}
