import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { ListBackupSecurity } from 'listbackup-infrastructure';
import { acknowledge } from './acknowledgements';
import { productionStage } from './stage';

const app = new App();
productionStage(app, app.node.tryGetContext('security') === 'hardened' ? ListBackupSecurity.HARDENED : ListBackupSecurity.STANDARD);

Validations.of(app).addPlugins(
  new AwsSolutionsChecks(app), new HIPAASecurityChecks(app), new NIST80053R5Checks(app), new PCIDSS321Checks(app), new ServerlessChecks(app),
);
if (app.node.tryGetContext('acknowledge') !== 'false') acknowledge(app);
