// Exits 0 when a compiled output is missing or older than a file it is made from, 1 when everything is current.
// usage: node scripts/is-stale.js [OUTPUT ...]
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const SOURCES = [
  'src', 'handlers', 'cli/src', 'examples/handlers', 'package.json', 'tsconfig.json', 'cli/package.json', 'cli/tsconfig.json',
];
const OUTPUTS = process.argv.length > 2 ? process.argv.slice(2) : [
  'lib/index.js', '.jsii', 'assets/handlers/authorizer/index.js', 'cli/lib/index.js', 'examples/handlers/dist/run-job/index.js',
];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time changes with what is made in it.
  return Math.max(0, ...readdirSync(path).filter((name) => name !== 'dist').map((name) => newest(join(path, name))));
}

process.chdir(join(__dirname, '..'));
const sourceTime = Math.max(...SOURCES.map(newest));
const stale = OUTPUTS.some((output) => !existsSync(output) || statSync(output).mtimeMs < sourceTime);
process.exit(stale ? 0 : 1);
