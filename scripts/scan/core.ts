// The parts of a production stage that a prototype had, too, by themselves: data layer, messaging, authentication and API.
import { App, Stack, Validations } from 'aws-cdk-lib';
import { ListBackupApi, ListBackupAuth, ListBackupDataLayer, ListBackupMessaging, ListBackupSecurity, ListBackupStage } from 'listbackup-infrastructure';
import { packs } from '../../examples/security/packs';

const app = new App();
const options = {
  stage: ListBackupStage.MAIN,
  security: app.node.tryGetContext('security') === 'hardened' ? ListBackupSecurity.HARDENED : ListBackupSecurity.STANDARD,
};
const env = { account: '123456789012', region: 'us-west-2' };

new ListBackupDataLayer(new Stack(app, 'Data', { env }), 'Data', options);
new ListBackupMessaging(new Stack(app, 'Messaging', { env }), 'Messaging', options);
const { userPool, userPoolClient } = new ListBackupAuth(new Stack(app, 'Auth', { env }), 'Auth', options);
new ListBackupApi(new Stack(app, 'Api', { env }), 'Api', { ...options, userPool, userPoolClient });

Validations.of(app).addPlugins(...packs(app));
