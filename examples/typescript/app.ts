import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from 'listbackup-infrastructure';

const app = new App();

// `cdk deploy --all -c stage=staging`; without the context it is the stage `dev`.
new ListBackupInfrastructure(app, 'ListBackup', { stage: ListBackupStage.fromContext(app) });
