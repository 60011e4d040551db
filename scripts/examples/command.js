// The packed command in an empty project, on what the packed library synthesized.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { ARTEFACTS } = require('../artefacts');
const { run } = require('./run');

/** The app of a newcomer, in JavaScript, for a concrete environment: a plan compares the names that resources will have. */
const APP = `
const { App } = require('aws-cdk-lib');
const { ListBackupInfrastructure, ListBackupStage } = require('listbackup-infrastructure');

const app = new App({ outdir: 'cdk.out-newcomer' });
new ListBackupInfrastructure(app, 'ListBackup', {
  stage: ListBackupStage.of('feature-x'),
  env: { account: '123456789012', region: 'us-west-2' },
});
app.synth();
`;

/** Plans from an assembly to the same one. @returns what the command said */
function planNothing(work, { folder }) {
  const project = join(work, folder);
  writeFileSync(join(project, 'newcomer.js'), APP);
  run([process.execPath, 'newcomer.js'], { cwd: project, env: { CDK_VALIDATION: 'false' } });
  const assembly = join(project, 'cdk.out-newcomer');

  const cwd = join(work, 'command');
  mkdirSync(cwd);
  run(['npm', 'init', '--yes'], { cwd });
  run(['npm', 'install', '--no-audit', '--no-fund', ARTEFACTS.cli], { cwd });
  return run(['npx', '--no-install', 'listbackup', 'plan', '--from', assembly, '--assembly', assembly], { cwd });
}

module.exports = { planNothing };
