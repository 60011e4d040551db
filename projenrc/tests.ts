import { awscdk, Task, typescript } from 'projen';
import { NATIVE_TSC } from './versions';

/** Tests that take more than three seconds each, kill processes, fill disks or try thousands of values: `NAME.slow.test.ts`. */
export const SLOW_TESTS = '[.]slow[.]test[.]ts$';

const HOOKS = 'CallExpression[callee.name=/^(before|after)(All|Each)$/][arguments.1.type="Literal"]';
const CASES = 'CallExpression[callee.name="test"][arguments.2.type="Literal"]';
const ROWS = 'CallExpression[callee.callee.property.name=/^(each|prop)$/][arguments.2.type="Literal"]';

/** For ESLint's `no-restricted-syntax`: every test has the timeout of Jest's configuration. */
export const NO_TIMEOUTS = [HOOKS, CASES, ROWS].map((selector) => ({
  selector, message: 'A timeout of its own makes a test depend on how busy the machine is: leave it out.',
}));

/** What TypeScript would make of them: classes keep their names and fields, `import()` is `require` (Jest knows no other), `located` is a decorator. */
const SWC = {
  jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, useDefineForClassFields: true }, target: 'es2022', keepClassNames: true },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

const CHECK_COMMAND = `node ../${NATIVE_TSC} --noEmit -p tsconfig.dev.json`;
const JEST = `jest --ci '--testPathIgnorePatterns=/node_modules/' '--testPathIgnorePatterns=<rootDir>/(cli|examples)/' '--testPathIgnorePatterns=${SLOW_TESTS}'`;

/** Rules that need types take as long as all others together: `npm run test:all` has them. */
const WITHOUT_TYPES = [
  '--parser-options=projectService:false',
  ...['no-floating-promises', 'return-await'].map((rule) => `--rule "@typescript-eslint/${rule}: off"`),
].join(' ');

/** As many tasks at once as there are cores, in the given order. Each prints as a whole. */
const sideBySide = (tasks: readonly Task[]) => `concurrently --group --max-processes 100% ${tasks.map(({ name }) => `"npx projen ${name}"`).join(' ')}`;

/**
 * `npm test` runs in four minutes on two cores; `npm run test:all` runs the tests that it leaves out.
 *
 * Jest leaves one of two cores idle, and so do the compilers and ESLint: the parts of both run side by side, longest first.
 */
export function splitTests(project: awscdk.AwsCdkConstructLibrary, cli: typescript.TypeScriptProject, before: readonly Task[]): void {
  const parts = [
    project.addTask('test:library', { description: 'The fast tests of the library', exec: JEST, receiveArgs: true }),
    project.addTask('test:command', { description: 'The fast tests of the command', exec: JEST, cwd: 'cli', receiveArgs: true }),
    // Resolves the compiled library, which the other lint does without.
    project.addTask('test:command:lint', { description: 'ESLint on the command, but what needs types', exec: `npx projen eslint ${WITHOUT_TYPES}`, cwd: 'cli' }),
    project.addTask('test:types', {
      description: 'The types of both packages, which Jest does not check',
      steps: [{ exec: `node ${NATIVE_TSC} --noEmit -p tsconfig.check.json` }, { exec: CHECK_COMMAND, cwd: 'cli' }],
    }),
  ];
  for (const { jest, deps } of [project, cli]) {
    // Compiles file by file, as the tests of one run in a fresh clone need all of it.
    if (jest) jest.config.transform = { '^.+[.]tsx?$': ['@swc/jest', SWC] };
    deps.removeDependency('ts-jest');
  }
  cli.compileTask.reset(`node ../${NATIVE_TSC} --build`);
  cli.testTask.exec(CHECK_COMMAND);

  project.testTask.reset();
  project.testTask.env('CDK_VALIDATION', 'false');
  const prepare = project.addTask('test:prepare', { description: 'What the tests read: the compiled library and its documents', steps: before.map(({ name }) => ({ spawn: name })) });
  const lint = project.addTask('test:lint', { description: 'ESLint on the library', steps: [{ spawn: 'eslint' }] });
  project.testTask.exec(sideBySide([prepare, lint]));
  project.testTask.exec(sideBySide(parts));

  const slow = {
    description: 'Run the slow tests, which "npm test" leaves out',
    env: { CDK_VALIDATION: 'false', JEST_JUNIT_OUTPUT_NAME: 'junit-slow.xml' },
    exec: `jest --ci '${SLOW_TESTS}'`,
  };
  const ofLibrary = project.addTask('test:slow', slow);
  const ofCommand = project.addTask('test:command:slow', { ...slow, cwd: 'cli' });
  project.addTask('soak', {
    description: 'Run 5,000 jobs through the example services, with faults and duplicates',
    env: { SOAK_JOBS: '5000' },
    steps: [{ spawn: 'compile:if-stale' }, { exec: 'cd cli && jest --ci test/soak' }],
  });
  const snippets = project.addTask('test:snippets', {
    description: 'The examples of doc comments and guides compile',
    steps: [{ spawn: 'snippets', condition: 'node scripts/is-stale.js .jsii.tabl.json' }],
  });
  const lintOfCommand = project.addTask('test:command:lint:types', { description: 'ESLint on the command, with what needs types', exec: 'npx projen eslint', cwd: 'cli' });
  const newest = project.tasks.tryFind('test:newest');
  if (!newest) throw new Error('splitTests needs the task test:newest');
  project.addTask('test:all', {
    description: 'Run what "npm test" leaves out: the slow tests of both packages, and every test against the newest aws-cdk-lib',
    steps: [{ spawn: 'compile:if-stale' }, { exec: sideBySide([ofCommand, newest, ofLibrary, lintOfCommand, snippets]) }],
  });
}
