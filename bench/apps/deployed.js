// One stage as `listbackup up` deploys it: the stage is the context's.
const { App } = require('aws-cdk-lib');
const { ListBackupInfrastructure, ListBackupStage } = require('../../lib');

const app = new App();
new ListBackupInfrastructure(app, 'ListBackup', {
  stage: ListBackupStage.of(app.node.getContext('stage')),
  env: { account: '123456789012', region: 'us-west-2' },
  hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
});
app.synth();
