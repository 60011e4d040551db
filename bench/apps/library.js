// The whole infrastructure of each stage, with every part that a stage may leave out. usage: node library.js OUTDIR STAGE ...
require('./report');
const { App } = require('aws-cdk-lib');
const { ListBackupInfrastructure, ListBackupStage } = require('../../lib');

const [outdir, ...stages] = process.argv.slice(2);
const app = new App({ outdir });
const made = [];
stages.forEach((name, at) => {
  made.push(new ListBackupInfrastructure(app, name, {
    stage: ListBackupStage.of(name),
    env: { account: '123456789012', region: 'us-west-2' },
    hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    edge: {},
    monitoring: {},
    recovery: {},
    backup: {},
    budget: { monthlyUsd: 500, emails: ['operations@example.com'] },
    // The first stage creates what the account has once.
    email: { emailIdentity: made[0]?.email.emailIdentity },
    delivery: { repository: 'ListBackup-ai/app', createProvider: at === 0 },
  }));
});
app.synth();
