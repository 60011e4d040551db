// The whole infrastructure of each stage. usage: node library.js OUTDIR STAGE ...
require('./report');
const { App } = require('aws-cdk-lib');
const { ListBackupInfrastructure, ListBackupStage } = require('../../lib');

const [outdir, ...stages] = process.argv.slice(2);
const app = new App({ outdir });
for (const name of stages) {
  const env = { account: '123456789012', region: 'us-west-2' };
  const hostedZone = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
  new ListBackupInfrastructure(app, name, { stage: ListBackupStage.of(name), env, hostedZone });
}
app.synth();
