// The package for PyPI: the wheel, its types, and the metadata that pip reads.
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { holds, leads, lines, smaller } = require('./expect');
const { CDK, CONSTRUCTS, LIBRARY, LICENCE, LICENCE_TEXT, REPOSITORY, VERSION } = require('./facts');
const { unpack } = require('./unpack');

const MOST_BYTES = 2_000_000;
const LEAST_EXAMPLES = 35;
const MODULE = 'listbackup_infrastructure';
const INFO = `${MODULE}-${VERSION}.dist-info`;

function checkPython(wheel, work) {
  const bytes = statSync(wheel).size;
  const files = unpack(wheel, work);
  const read = (...path) => readFileSync(join(work, ...path), 'utf8');
  // Versions of setuptools differ in the space before a comparison.
  const metadata = read(INFO, 'METADATA').replace(/^(Requires-Dist: [\w-]+) +/gm, '$1');
  const licence = files.find((path) => path.startsWith(INFO) && path.endsWith('LICENSE'));
  const problems = [
    ...smaller(bytes, MOST_BYTES),
    ...holds(files, [`${MODULE}/__init__.py`, `${MODULE}/py.typed`, `${MODULE}/_jsii/__init__.py`, `${MODULE}/_jsii/${LIBRARY}@${VERSION}.jsii.tgz`]),
    ...lines(metadata, [
      `Name: ${LIBRARY}`,
      `Version: ${VERSION}`,
      `License: ${LICENCE}`,
      `Project-URL: Source, ${REPOSITORY}`,
      'Requires-Python: >=3.10',
      'Description-Content-Type: text/markdown',
      `Requires-Dist: aws-cdk-lib<${CDK.below},>=${CDK.from}`,
      `Requires-Dist: constructs<${CONSTRUCTS.below},>=${CONSTRUCTS.from}`,
      // The README, as the page shows it.
      `# ${LIBRARY}`,
    ]),
    ...leads(metadata),
    ...untranslated(read(MODULE, '__init__.py')),
    ...(licence && LICENCE_TEXT.test(read(licence)) ? [] : ['it lacks the text of the licence']),
  ];
  return { bytes, files: files.length, problems };
}

/** Examples in docstrings that are still TypeScript: the package was made without the translations. */
function untranslated(source) {
  const examples = [...source.matchAll(/^( *)Example::\n((?:\n|\1 +.*\n)+)/gm)].map(([, , example]) => example);
  if (examples.length < LEAST_EXAMPLES) return [`its docstrings have ${examples.length} examples, fewer than ${LEAST_EXAMPLES}`];
  const wrong = examples.filter((example) => /\bdeclare const\b|\bnew ListBackup|;$/m.test(example));
  return wrong.map((example) => `an example in a docstring is TypeScript: ${example.trim().split('\n')[0].trim()}`);
}

module.exports = { checkPython };
