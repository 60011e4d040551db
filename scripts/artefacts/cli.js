// The npm package of the command: its code, without tests.
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { holds, only, same, smaller } = require('./expect');
const { COMMAND, LIBRARY, LICENCE, REPOSITORY, VERSION } = require('./facts');
const { unpack } = require('./unpack');

// The facts of 1,898 resource types, packed, are a sixth of it.
const MOST_BYTES = 1_600_000;
const NEEDED = [
  'package.json', 'README.md', 'LICENSE', 'bin/listbackup.js', 'lib/index.js', 'lib/index.d.ts',
  // The emulator's requirements with their hashes, what ends it when the command is gone, and what `cost` counts with.
  'python/requirements.txt', 'python/guard.py', 'python/serve.py', 'python/listbackup/between_regions.py', 'prices/us-west-2.json',
  // What `limits` and `plan` judge by.
  'quotas/aws.json', 'registry/resource-types.json',
  // The errors by which services refuse, for `up --faults`.
  'python/listbackup/faults/services.json',
];
const ALLOWED = [
  /^(package\.json|README\.md|LICENSE)$/, /^bin\/listbackup\.js$/, /^lib\/.+\.(js|d\.ts|json)$/, /^python\/[\w-]+\.(py|in|txt)$/, /^python\/listbackup\/([\w-]+\/)*[\w-]+\.(py|cjs)$/, /^prices\/[a-z0-9-]+\.json$/,
  /^quotas\/aws\.json$/, /^registry\/resource-types\.json$/, /^python\/listbackup\/faults\/services\.json$/,
];

function checkCli(tarball, work) {
  const bytes = statSync(tarball).size;
  const files = unpack(tarball, work).map((path) => path.replace(/^package\//, ''));
  const manifest = JSON.parse(readFileSync(join(work, 'package', 'package.json'), 'utf8'));
  const depended = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const problems = [
    ...smaller(bytes, MOST_BYTES),
    ...holds(files, NEEDED),
    ...only(files, ALLOWED),
    ...same(manifest, {
      name: COMMAND,
      version: VERSION,
      license: LICENCE,
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      repository: { type: 'git', url: REPOSITORY, directory: 'cli' },
      engines: { node: '>= 20.0.0' },
    }),
    ...same(manifest.bin, { listbackup: 'bin/listbackup.js' }),
    // It works on what any version of the library synthesized.
    ...depended.filter((name) => name === LIBRARY || name === 'aws-cdk-lib').map((name) => `it depends on ${name}`),
  ];
  return { bytes, files: files.length, problems };
}

module.exports = { checkCli };
