import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from 'listbackup-infrastructure';
import { PlatformService } from './platform-service';
import { JobsService, NotificationsService } from './services';

// The app of app.ts, with a function in Go beside those in TypeScript.
const app = new App();
const stage = ListBackupStage.fromContext(app);

const { dataLayer, messaging, api } = new ListBackupInfrastructure(app, 'ListBackup', { stage });
new JobsService(app, 'Jobs', { stage, dataLayer, messaging, api });
new NotificationsService(app, 'Notifications', { stage, dataLayer, messaging });
new PlatformService(app, 'Platform', { stage, api });
