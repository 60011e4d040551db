// The files of a release to Maven Central. It refuses a release without sources, documentation, license, developers or the address of the sources.
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { holds, smaller } = require('./expect');
const { CDK, CONSTRUCTS, LIBRARY, REPOSITORY, VERSION } = require('./facts');
const { unpack } = require('./unpack');

const MOST_BYTES = 3_000_000;
const ARTIFACT = 'infrastructure';
const PACKAGE = 'ai/listbackup/infrastructure';

function checkJava(folder, work) {
  const jar = join(folder, `${ARTIFACT}-${VERSION}.jar`);
  const bytes = statSync(jar).size;
  const files = unpack(jar, work);
  // Whitespace says nothing in it.
  const pom = readFileSync(join(folder, `${ARTIFACT}-${VERSION}.pom`), 'utf8').replace(/>\s+/g, '>').replace(/\s+</g, '<');
  const problems = [
    ...smaller(bytes, MOST_BYTES),
    ...holds(files, [`${PACKAGE}/ListBackupInfrastructure.class`, `${PACKAGE}/${LIBRARY}@${VERSION}.jsii.tgz`]),
    ...holds(readdirSync(folder), ['', '-sources', '-javadoc'].map((kind) => `${ARTIFACT}-${VERSION}${kind}.jar`)),
    ...[
      `<groupId>ai.listbackup</groupId><artifactId>${ARTIFACT}</artifactId><version>${VERSION}</version>`,
      '<licenses><license><name>Apache License 2.0</name>',
      '<developers><developer>',
      `<url>${REPOSITORY}</url>`,
    ].filter((wanted) => !pom.includes(wanted)).map((wanted) => `its pom lacks ${wanted}`),
    ...outside(pom, 'aws-cdk-lib', CDK),
    ...outside(pom, 'constructs', CONSTRUCTS),
  ];
  return { bytes, files: files.length, problems };
}

/** The packing writes the newest version of the range that Maven Central lists, not the range: it has to be one of the range. */
function outside(pom, artifact, { from, below }) {
  const version = new RegExp(`<artifactId>${artifact}</artifactId><version>(\\d+\\.\\d+\\.\\d+)</version>`).exec(pom)?.[1];
  const inRange = version && compare(version, from) >= 0 && compare(version, below) < 0;
  return inRange ? [] : [`its pom wants ${artifact} ${version}, which is not from ${from} and below ${below}`];
}

const compare = (one, other) => one.localeCompare(other, 'en', { numeric: true });

module.exports = { checkJava };
