import { App, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import {
  ListBackupAccess, ListBackupEventSource, ListBackupFunction, ListBackupInfrastructure, ListBackupRuntime, ListBackupSecurity, ListBackupStage,
} from 'listbackup-infrastructure';

const ENV = { account: '123456789012', region: 'us-west-2' };
const HOSTED_ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };

/** A production stage with everything, and a service that uses it. */
export function productionStage(app: App, security: ListBackupSecurity): void {
  const stage = ListBackupStage.MAIN;
  const { dataLayer, messaging, api } = new ListBackupInfrastructure(app, 'ListBackup', {
    stage,
    env: ENV,
    hostedZone: HOSTED_ZONE,
    security,
    secrets: { secrets: { stripe: {} } },
    edge: { frontsApi: true },
    monitoring: { critical: { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }] } },
    budget: { monthlyUsd: 500, emails: ['operations@listbackup.ai'] },
    delivery: { repository: 'ListBackup-ai/infrastructure' },
  });

  const service = new Stack(app, 'Jobs', { stackName: 'listbackup-api-jobs-main', env: ENV });
  const jobs = new ListBackupFunction(service, 'Jobs', {
    stage,
    security,
    service: 'listbackup-api-jobs',
    runtime: ListBackupRuntime.NODEJS,
    code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
  });
  jobs.consume(messaging.queues.sync);
  jobs.useTable(dataLayer.tables.jobs, ListBackupAccess.READ_WRITE);
  jobs.useEventBus(messaging.eventBus, ListBackupEventSource.JOBS);
  api.addRoute('GET /jobs', jobs);
  api.addRoute('DELETE /jobs/{id}', jobs, { groups: ['Admins'] });
}
