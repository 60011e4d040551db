// Makes one file of the compiled library, readable and unminified, whose rooms run when something of them is first asked for, as aws-cdk-lib's own
// index does: to find and read a file for each class costs every synthesis more than to run them. The names stay the same, for `require` and for `import`.
// usage: node scripts/bundle-library.js LIB
const { readFileSync, readdirSync, rmSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { buildSync } = require('esbuild');

const lib = resolve(process.argv[2]);
const index = join(lib, 'index.js');
const compiled = readdirSync(lib, { recursive: true }).filter((file) => /\.(js|js\.map|json)$/.test(file) && file !== 'index.js');
// Bundled already.
if (!compiled.some((file) => file.endsWith('.js'))) process.exit(0);

const source = readFileSync(index, 'utf8');
const rooms = [...source.matchAll(/__exportStar\(require\("([^"]+)"\), exports\);/g)].map(([, room]) => room);
const entries = rooms.flatMap((room) => Object.keys(require(join(lib, room))).map((name) => ({ name, room })));
const missing = Object.keys(require(index)).filter((name) => !entries.some((entry) => entry.name === name));
if (missing.length > 0) throw new Error(`${missing.join(', ')} would be lost: the index offers whole rooms alone, by export * from './room'`);

const lazyIndex = [
  'function lazily(name, load) {',
  '  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => {',
  '    const value = load()[name];',
  '    Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });',
  '    return value;',
  '  } });',
  '}',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  ...entries.map(({ name, room }) => `lazily(${JSON.stringify(name)}, () => require(${JSON.stringify(room)}));`),
];

buildSync({
  stdin: { contents: lazyIndex.join('\n'), resolveDir: lib, sourcefile: 'index.js' },
  outfile: index,
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs'],
  // Errors and the tree of an app name classes.
  keepNames: true,
  // Never run: from this line Node.js knows the names that an ES module may import.
  footer: { js: `0 && (module.exports = { ${entries.map(({ name }) => name).join(', ')} });` },
  logLevel: 'warning',
});
// A class that came from a file of its own as well would be another class than the same of the index.
for (const file of compiled) rmSync(join(lib, file));
