// What npm would publish: small, whole, and nothing of the workshop.
const { statSync } = require('node:fs');
const { run } = require('./run');

const MOST_BYTES = 1_000_000;
const NEEDED = ['package.json', 'README.md', 'LICENSE', '.jsii', 'lib/index.js', 'lib/index.d.ts',
  // What the library reads when it is used: the authorizer's function with its licences, and the upgrade guard's rules.
  'assets/handlers/authorizer/index.js', 'assets/handlers/authorizer/THIRD-PARTY-LICENSES.txt', 'lib/upgrade-guard/stateful-types.json',
];
// The fixtures are what the examples in `.jsii` are translated with.
const ALLOWED = [/^(package\.json|README\.md|LICENSE|\.jsii)$/, /^lib\/.+\.(js|d\.ts)$/, /^rosetta\/.+\.ts-fixture$/];

/** @returns what is wrong with the tarball, a line each, and its size */
function checkNpmPackage(tarball) {
  const bytes = statSync(tarball).size;
  const files = run(['tar', '-tzf', tarball], {}).trim().split('\n').map((path) => path.replace(/^package\//, ''));
  const problems = [
    ...(bytes < MOST_BYTES ? [] : [`it has ${bytes} bytes, and may have less than ${MOST_BYTES}`]),
    ...NEEDED.filter((path) => !files.includes(path)).map((path) => `it lacks ${path}`),
    ...files.filter((path) => !NEEDED.includes(path) && !ALLOWED.some((allowed) => allowed.test(path))).map((path) => `it holds ${path}, which no consumer needs`),
  ];
  return { bytes, files: files.length, problems };
}

module.exports = { checkNpmPackage };
