// Exits 0 when a compiled output is missing or older than a file it is made from, 1 when everything is current.
// usage: node scripts/is-stale.js [OUTPUT ...]
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const LIBRARY = ['src', 'handlers', 'package.json', 'tsconfig.json'];
/** Each by its own sources: `tsc --build` leaves the command alone while nothing of it has changed. */
const SOURCES = {
  'lib/index.js': LIBRARY,
  '.jsii': LIBRARY,
  'assets/handlers/authorizer/index.js': LIBRARY,
  'cli/lib/index.js': ['cli/src', 'cli/package.json', 'cli/tsconfig.json'],
  'examples/handlers/dist/run-job/index.js': ['examples/handlers', 'package.json'],
};
const ALL = [...new Set(Object.values(SOURCES).flat())];
const OUTPUTS = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SOURCES);

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time changes with what is made in it.
  return Math.max(0, ...readdirSync(path).filter((name) => name !== 'dist').map((name) => newest(join(path, name))));
}

process.chdir(join(__dirname, '..'));
const isStale = (output) => !existsSync(output) || statSync(output).mtimeMs < Math.max(...(SOURCES[output] ?? ALL).map(newest));
process.exit(OUTPUTS.some(isStale) ? 0 : 1);
