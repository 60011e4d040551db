import { App, Validations } from 'aws-cdk-lib';
import { ListBackupSecurity } from 'listbackup-infrastructure';
import { acknowledge } from './acknowledgements';
import { packs } from './packs';
import { productionStage } from './stage';

const app = new App();
productionStage(app, app.node.tryGetContext('security') === 'hardened' ? ListBackupSecurity.HARDENED : ListBackupSecurity.STANDARD);

Validations.of(app).addPlugins(...packs(app));
if (app.node.tryGetContext('acknowledge') !== 'false') acknowledge(app);
