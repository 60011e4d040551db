// The files that a release pushes to the repository of the Go module.
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { holds, leads, lines, smaller } = require('./expect');
const { CDK, CONSTRUCTS, LIBRARY, LICENCE_TEXT, VERSION } = require('./facts');
const { filesOf } = require('./unpack');

const MOST_BYTES = 6_000_000;
const MODULE = 'github.com/ListBackup-ai/listbackup-infrastructure-go/listbackupinfrastructure';

function checkGo(folder) {
  const files = filesOf(folder);
  const read = (path) => readFileSync(join(folder, path), 'utf8');
  const bytes = files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  const problems = [
    ...smaller(bytes, MOST_BYTES),
    ...holds(files, ['README.md', 'go.mod', `jsii/${LIBRARY}-${VERSION}.tgz`, 'ListBackupInfrastructure.go']),
    ...lines(read('go.mod'), [`module ${MODULE}`, `github.com/aws/aws-cdk-go/awscdk/v2 v${CDK.from}`, `github.com/aws/constructs-go/constructs/v10 v${CONSTRUCTS.from}`]),
    ...leads(read('README.md')),
    ...(read('version').trim() === VERSION ? [] : [`its version is ${read('version')}`]),
    ...(LICENCE_TEXT.test(read('LICENSE')) ? [] : ['it lacks the text of the licence']),
  ];
  return { bytes, files: files.length, problems };
}

module.exports = { checkGo };
