// Rewrites the compiled index so that a room of the library is loaded when something of it is first asked for, as aws-cdk-lib's own index does:
// an app that takes tables alone does not pay for alarms and distributions. The names stay the same, for `require` and for `import`.
// usage: node scripts/lazy-index.js INDEX_JS
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const index = resolve(process.argv[2]);
const source = readFileSync(index, 'utf8');
if (source.includes('function lazily(')) process.exit(0);

const rooms = [...source.matchAll(/__exportStar\(require\("([^"]+)"\), exports\);/g)].map(([, room]) => room);
const entries = rooms.flatMap((room) => Object.keys(require(join(dirname(index), room))).map((name) => ({ name, room })));
const missing = Object.keys(require(index)).filter((name) => !entries.some((entry) => entry.name === name));
if (missing.length > 0) throw new Error(`${missing.join(', ')} would be lost: the index offers whole rooms alone, by export * from './room'`);

writeFileSync(index, [
  '"use strict";',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  '// Never run: from this line Node.js knows the names that an ES module may import.',
  `0 && (module.exports = { ${entries.map(({ name }) => name).join(', ')} });`,
  'function lazily(name, load) {',
  '  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => {',
  '    const value = load()[name];',
  '    Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });',
  '    return value;',
  '  } });',
  '}',
  ...entries.map(({ name, room }) => `lazily(${JSON.stringify(name)}, () => require(${JSON.stringify(room)}));`),
  '',
].join('\n'));
