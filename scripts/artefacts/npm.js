// The npm package of the library: small, complete, and without development files.
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { holds, only, same, smaller } = require('./expect');
const { CDK, CONSTRUCTS, LIBRARY, LICENCE, REPOSITORY, VERSION } = require('./facts');
const { unpack } = require('./unpack');

const MOST_BYTES = 1_000_000;
const NEEDED = [
  'package.json', 'README.md', 'LICENSE', '.jsii', 'lib/index.js', 'lib/index.d.ts',
  // What the library reads when it is used: the authorizer's function, with its licences.
  'assets/handlers/authorizer/index.js', 'assets/handlers/authorizer/THIRD-PARTY-LICENSES.txt',
];
// The fixtures are what the examples in `.jsii` are translated with.
const ALLOWED = [/^(package\.json|README\.md|LICENSE|\.jsii)$/, /^lib\/index\.js$/, /^lib\/.+\.d\.ts$/, /^rosetta\/.+\.ts-fixture$/];

function checkNpm(tarball, work) {
  const bytes = statSync(tarball).size;
  const files = unpack(tarball, work).map((path) => path.replace(/^package\//, ''));
  const read = (path) => JSON.parse(readFileSync(join(work, 'package', path), 'utf8'));
  const manifest = read('package.json');
  const problems = [
    ...smaller(bytes, MOST_BYTES),
    ...holds(files, NEEDED),
    ...only(files.filter((path) => !NEEDED.includes(path)), ALLOWED),
    ...same(manifest, {
      name: LIBRARY,
      version: VERSION,
      license: LICENCE,
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      stability: 'stable',
      repository: { type: 'git', url: REPOSITORY },
      peerDependencies: { 'aws-cdk-lib': `^${CDK.from}`, 'constructs': `^${CONSTRUCTS.from}` },
      dependencies: undefined,
      bundledDependencies: undefined,
      engines: { node: '>= 20.0.0' },
    }),
    ...same(read('.jsii'), { name: LIBRARY, version: VERSION, license: LICENCE }),
  ];
  return { bytes, files: files.length, problems };
}

module.exports = { checkNpm };
