// Writes the licences of the packages that esbuild put into a bundle beside it, and removes esbuild's report.
// usage: node scripts/third-party-licenses.js BUNDLE_FOLDER
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder] = process.argv.slice(2);
const report = join(folder, 'index.meta.json');
const { inputs } = JSON.parse(readFileSync(report, 'utf8'));

const packageOf = (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
const packages = [...new Set(Object.keys(inputs).map(packageOf).filter(Boolean))].sort();

const notices = packages.map((path) => {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const files = readdirSync(path).filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file)).sort();
  if (!license || files.length === 0) throw new Error(`${name} ${version} says no licence, so it cannot be shipped`);
  return [`${name} ${version} (${license})`, ...files.map((file) => readFileSync(join(path, file), 'utf8').trim())].join('\n\n');
});
writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
rmSync(report);
