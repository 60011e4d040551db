// Looks into every artefact that a release would publish.
const { join } = require('node:path');
const { checkCli } = require('./artefacts/cli');
const { COMMAND, LIBRARY, VERSION } = require('./artefacts/facts');
const { checkGo } = require('./artefacts/go');
const { checkJava } = require('./artefacts/java');
const { checkNpm } = require('./artefacts/npm');
const { checkPython } = require('./artefacts/python');

const DIST = join(__dirname, '..', 'dist');

const ARTEFACTS = {
  npm: join(DIST, 'js', `${LIBRARY}@${VERSION}.jsii.tgz`),
  cli: join(DIST, 'cli', `${COMMAND}-${VERSION}.tgz`),
  python: join(DIST, 'python', `listbackup_infrastructure-${VERSION}-py3-none-any.whl`),
  java: join(DIST, 'java', 'ai', 'listbackup', 'infrastructure', VERSION),
  go: join(DIST, 'go', 'listbackupinfrastructure'),
};

const CHECKS = { npm: checkNpm, cli: checkCli, python: checkPython, java: checkJava, go: checkGo };

/** @returns for each artefact its name, size, number of files, and what is wrong with it */
function checkArtefacts(work) {
  return Object.entries(ARTEFACTS).map(([name, path]) => ({ name, ...CHECKS[name](path, join(work, `artefact-${name}`)) }));
}

module.exports = { ARTEFACTS, checkArtefacts };
