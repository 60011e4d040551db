// Keeps the API of `.jsii` in a folder that jsii-diff reads as a package: the types, without their documentation.
// usage: node scripts/compat-baseline.js FOLDER
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder] = process.argv.slice(2);
const assembly = JSON.parse(readFileSync('.jsii', 'utf8'));
const { name, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Fields that change independently of the API: without them, a diff of the baseline shows only the API. */
const LEFT_OUT = new Set(['readme', 'locationInModule', 'symbolId', 'fingerprint', 'dependencyClosure', 'jsiiVersion', 'metadata']);

/** Of documentation, what says which changes are allowed. */
const KEPT_DOCS = ['stability', 'deprecated'];

function bare(value, key) {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([inner]) => (key === 'docs' ? KEPT_DOCS.includes(inner) : !LEFT_OUT.has(inner)));
  const entries = kept.map(([inner, item]) => [inner, bare(item, inner)]);
  return Object.fromEntries(entries.filter(([inner, item]) => !(inner === 'docs' && Object.keys(item).length === 0)));
}

function write(file, value) {
  writeFileSync(join(folder, file), `${JSON.stringify(value, undefined, 1)}\n`);
}

mkdirSync(folder, { recursive: true });
write('package.json', { name, version: assembly.version, main: 'index.js', types: 'index.d.ts', jsii: {}, peerDependencies });
write('.jsii', { ...bare(assembly), jsiiVersion: assembly.jsiiVersion, metadata: assembly.metadata, fingerprint: '' });
