// Changes the sources of one folder, one change at a time, and lists the changes that no test of the folders beside it notices.
// usage: npm run mutate -- SOURCES [TESTS ...]     such as: src/keys, or src/keys test/keys test/security, or cli/src/cost
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

/** Only this task uses it, so that `npm ci` does not install it. 10 needs Node.js 22. */
const STRYKER = '9.6.1';
const ROOT = join(__dirname, '..');

/** Stryker's options for a folder of one of the two packages; paths are relative to the package. */
function optionsFor(root, sources, tests) {
  const { jest } = require(join(root, 'package.json'));
  return {
    mutate: [`${sources}/**/*.ts`],
    ignorePatterns: ['/dist', '/examples', '/test-reports', '/coverage', ...root === ROOT ? ['/cli'] : []],
    plugins: ['@stryker-mutator/jest-runner'],
    testRunner: 'jest',
    // Many tests read one template that their file synthesizes as it loads, so all of them run for each change.
    coverageAnalysis: 'all',
    // A busy machine fails no test.
    dryRunTimeoutMinutes: 60,
    timeoutMS: 60_000,
    jest: {
      enableFindRelatedTests: false,
      config: {
        ...jest,
        reporters: ['default'],
        testMatch: tests.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
        testPathIgnorePatterns: [...jest.testPathIgnorePatterns, '[.]slow[.]test[.]ts$'],
      },
    },
    reporters: ['clear-text', 'progress'],
    thresholds: { high: 95, low: 80, break: null },
    concurrency: 2,
    tempDirName: '.stryker-tmp',
  };
}

const [given, ...others] = process.argv.slice(2).map((path) => path.replace(/\/+$/, ''));
if (given === undefined || !existsSync(join(ROOT, given))) {
  console.error('usage: npm run mutate -- SOURCES [TESTS ...], with folders such as src/keys test/keys');
  process.exit(2);
}
const root = given.startsWith('cli/') ? join(ROOT, 'cli') : ROOT;
const inPackage = (path) => relative(root, join(ROOT, path));
const sources = inPackage(given);
const tests = others.length > 0 ? others.map(inPackage) : [sources.replace(/^src/, 'test')];

const cache = join(ROOT, 'node_modules', '.cache', 'stryker');
mkdirSync(cache, { recursive: true });
const config = join(cache, 'options.json');
writeFileSync(config, JSON.stringify(optionsFor(root, sources, tests), undefined, 2));
const stryker = join(cache, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
if (!existsSync(stryker)) {
  // Below node_modules, so that it finds the project's TypeScript and Jest.
  writeFileSync(join(cache, 'package.json'), '{ "private": true }');
  const packages = ['core', 'jest-runner'].map((name) => `@stryker-mutator/${name}@${STRYKER}`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: cache, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const { status } = spawnSync(process.execPath, [stryker, 'run', config], { cwd: root, stdio: 'inherit', env: { ...process.env, CDK_VALIDATION: 'false' } });
process.exitCode = status ?? 1;
