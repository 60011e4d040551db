import { join } from 'node:path';
import { Environment, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  IListBackupApi,
  IListBackupDataLayer,
  IListBackupMessaging,
  ListBackupAccess,
  ListBackupDetailType,
  ListBackupEventSource,
  ListBackupFunction,
  ListBackupQueueAccess,
  ListBackupRuntime,
  ListBackupStage,
} from 'listbackup-infrastructure';

export interface ServiceProps {
  readonly stage: ListBackupStage;
  readonly env?: Environment;
  /** Created by this app, or imported with `ListBackupDataLayer.fromStage(…)` if another app created it. */
  readonly dataLayer: IListBackupDataLayer;
  readonly messaging: IListBackupMessaging;
}

export interface JobsServiceProps extends ServiceProps {
  readonly api: IListBackupApi;
}

const code = (handler: string) => lambda.Code.fromAsset(join(__dirname, '..', 'handlers', 'dist', handler));

/** Takes jobs from the API and from the sync queue, records them, and says when they are done. */
export class JobsService extends Stack {
  public constructor(scope: Construct, id: string, { stage, env, dataLayer, messaging, api }: JobsServiceProps) {
    super(scope, id, { stackName: `listbackup-api-jobs-${stage}`, env });
    const shared = { stage, service: 'listbackup-api-jobs', runtime: ListBackupRuntime.NODEJS };

    const startJob = new ListBackupFunction(this, 'StartJob', { ...shared, name: 'startJob', code: code('start-job') });
    startJob.useQueue(messaging.queues.sync, ListBackupQueueAccess.SEND);
    api.addRoute('POST /jobs', startJob);

    const getJob = new ListBackupFunction(this, 'GetJob', { ...shared, name: 'getJob', code: code('get-job') });
    getJob.useTable(dataLayer.tables.jobs, ListBackupAccess.READ);
    // Support looks at anybody's job.
    api.addRoute('GET /jobs/{jobId}', getJob, { groups: ['SuperAdmins', 'Admins', 'Staff'] });

    const runJob = new ListBackupFunction(this, 'RunJob', { ...shared, name: 'runJob', code: code('run-job') });
    runJob.consume(messaging.queues.sync);
    runJob.useTable(dataLayer.tables.jobs, ListBackupAccess.WRITE);
    runJob.useTable(dataLayer.tables.jobLogs, ListBackupAccess.WRITE);
    runJob.useEventBus(messaging.eventBus, ListBackupEventSource.JOBS);
  }
}

/** Tells users when a job is done. */
export class NotificationsService extends Stack {
  public constructor(scope: Construct, id: string, { stage, env, dataLayer, messaging }: ServiceProps) {
    super(scope, id, { stackName: `listbackup-api-notifications-${stage}`, env });

    const notifyUser = new ListBackupFunction(this, 'NotifyUser', {
      stage,
      service: 'listbackup-api-notifications',
      name: 'notifyUser',
      runtime: ListBackupRuntime.NODEJS,
      code: code('notify-user'),
    });
    notifyUser.onEvent(messaging.rules.job, { detailTypes: [ListBackupDetailType.JOB_COMPLETED] });
    notifyUser.useTable(dataLayer.tables.notifications, ListBackupAccess.WRITE);
  }
}
