// usage: node --require ./use-newest.js app.js OUTDIR [break]
const { App, CfnResource } = require('aws-cdk-lib');
const { ListBackupInfrastructure, ListBackupStage } = require('../../lib');

const [outdir, breakIt] = process.argv.slice(2);
const app = new App({ outdir });
const env = { account: '123456789012', region: 'us-west-2' };
const main = new ListBackupInfrastructure(app, 'Main', { stage: ListBackupStage.MAIN, env });
new ListBackupInfrastructure(app, 'Staging', { stage: ListBackupStage.STAGING, env, email: { emailIdentity: main.email.emailIdentity } });
const dev = new ListBackupInfrastructure(app, 'Dev', { stage: ListBackupStage.DEV });
if (breakIt) new CfnResource(dev.stacks[0], 'Broken', { type: 'AWS::DynamoDB::Table', properties: { KeySchema: 'none', Colour: 'red' } });
app.synth();
process.stdout.write(require('aws-cdk-lib/package.json').version);
