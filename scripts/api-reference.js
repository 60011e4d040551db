// Writes the API reference from `.jsii`: a page per module of src/, and an index. jsii-docgen searches for assemblies in every folder below this
// one, which takes minutes, and of two with the same name and version, as this library's and the one kept in test/compat, it takes either.
// usage: node scripts/api-reference.js FOLDER
const { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, resolve } = require('node:path');
const { Documentation, Language } = require('jsii-docgen');
const { pagesOf } = require('./api-pages');

const ROOT = join(__dirname, '..');
const { name, peerDependencies } = require('../package.json');

async function main(output) {
  const folder = mkdtempSync(join(tmpdir(), 'listbackup-api-'));
  try {
    symlinkSync(join(ROOT, '.jsii'), join(folder, '.jsii'));
    for (const dependency of Object.keys(peerDependencies)) symlinkSync(dirname(require.resolve(`${dependency}/package.json`)), join(folder, dependency));
    const documentation = await Documentation.forAssembly(name, folder);
    const text = (await documentation.toMarkdown({ language: Language.TYPESCRIPT, allSubmodules: true })).render();
    const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
    const moduleOf = Object.fromEntries(Object.values(types).map((type) => [type.name, type.locationInModule.filename.split('/')[1]]));
    rmSync(output, { recursive: true, force: true });
    mkdirSync(output, { recursive: true });
    for (const [page, content] of Object.entries(pagesOf(text, moduleOf))) writeFileSync(join(output, page), content);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main(resolve(process.argv[2])).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
