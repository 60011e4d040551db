// What a user of each language types before `cdk synth`, with the packed artefact in the place of the registry's.
const { join } = require('node:path');
const { version, devDependencies } = require('../../package.json');

const DIST = join(__dirname, '..', '..', 'dist');
const GO_MODULE = 'github.com/ListBackup-ai/listbackup-infrastructure-go/listbackupinfrastructure';
const MAVEN_FOLDER = join(DIST, 'java', 'ai', 'listbackup', 'infrastructure', version);
const PEERS = ['aws-cdk-lib', 'constructs'].map((name) => `${name}@${devDependencies[name]}`);

const NPM_TARBALL = join(DIST, 'js', `listbackup-infrastructure@${version}.jsii.tgz`);

const LANGUAGES = [
  {
    name: 'TypeScript',
    folder: 'typescript',
    build: [
      ['npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', NPM_TARBALL, ...PEERS],
      ['npx', 'tsc', '--noEmit'],
    ],
  },
  {
    name: 'Python',
    folder: 'python',
    build: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '--quiet', join(DIST, 'python', `listbackup_infrastructure-${version}-py3-none-any.whl`), '-r', 'requirements.txt'],
    ],
    bin: '.venv/bin',
  },
  {
    name: 'Java',
    folder: 'java',
    build: [
      [
        'mvn', '--quiet', '--batch-mode', 'org.apache.maven.plugins:maven-install-plugin:3.1.2:install-file',
        `-Dfile=${join(MAVEN_FOLDER, `infrastructure-${version}.jar`)}`, `-DpomFile=${join(MAVEN_FOLDER, `infrastructure-${version}.pom`)}`,
      ],
      ['mvn', '--quiet', '--batch-mode', 'compile'],
    ],
  },
  {
    name: 'Go',
    folder: 'go',
    build: [
      ['go', 'mod', 'edit', `-replace=${GO_MODULE}=${join(DIST, 'go', 'listbackupinfrastructure')}`],
      ['go', 'build', './...'],
    ],
  },
];

module.exports = { LANGUAGES, NPM_TARBALL };
