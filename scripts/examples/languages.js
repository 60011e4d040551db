// The commands of each language's user before `cdk synth`, with the packed package instead of the registry's.
const { join } = require('node:path');
const { devDependencies } = require('../../package.json');
const { ARTEFACTS } = require('../artefacts');
const { VERSION } = require('../artefacts/facts');

const GO_MODULE = 'github.com/ListBackup-ai/listbackup-infrastructure-go/listbackupinfrastructure';
const PEERS = ['aws-cdk-lib', 'constructs'].map((name) => `${name}@${devDependencies[name]}`);

const LANGUAGES = [
  {
    name: 'TypeScript',
    folder: 'typescript',
    build: [
      ['npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', ARTEFACTS.npm, ...PEERS],
      ['npx', 'tsc', '--noEmit'],
    ],
  },
  {
    name: 'Python',
    folder: 'python',
    build: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '--quiet', ARTEFACTS.python, '-r', 'requirements.txt'],
    ],
    bin: '.venv/bin',
  },
  {
    name: 'Java',
    folder: 'java',
    // Else Maven takes whatever version of before it finds in this machine's repository.
    files: { '.mvn/maven.config': `-Dlistbackup.version=${VERSION}\n` },
    build: [
      [
        'mvn', '--quiet', '--batch-mode', 'org.apache.maven.plugins:maven-install-plugin:3.1.2:install-file',
        `-Dfile=${join(ARTEFACTS.java, `infrastructure-${VERSION}.jar`)}`, `-DpomFile=${join(ARTEFACTS.java, `infrastructure-${VERSION}.pom`)}`,
      ],
      ['mvn', '--quiet', '--batch-mode', 'compile'],
    ],
  },
  {
    name: 'Go',
    folder: 'go',
    build: [
      ['go', 'mod', 'edit', `-replace=${GO_MODULE}=${ARTEFACTS.go}`],
      ['go', 'build', './...'],
    ],
  },
];

module.exports = { LANGUAGES };
