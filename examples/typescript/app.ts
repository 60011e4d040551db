import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from 'listbackup-infrastructure';
import { JobsService, NotificationsService } from './services';

const app = new App();

// `cdk deploy --all -c stage=staging`; without the context it is the stage `dev`.
const stage = ListBackupStage.fromContext(app);

const { dataLayer, messaging, api } = new ListBackupInfrastructure(app, 'ListBackup', { stage });
new JobsService(app, 'Jobs', { stage, dataLayer, messaging, api });
new NotificationsService(app, 'Notifications', { stage, dataLayer, messaging });
