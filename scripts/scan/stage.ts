import { App, Stack } from 'aws-cdk-lib';
import {
  ListBackupAccess, ListBackupEventSource, ListBackupFunction, ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupRuntime, ListBackupSecurity,
  ListBackupStage,
} from '../../src';
import { Code } from 'aws-cdk-lib/aws-lambda';

const ENV = { account: '123456789012', region: 'us-west-2' };

/** Every part of the infrastructure that takes a posture. */
const PARTS = ['tables', 'buckets', 'queues', 'eventBus', 'domains', 'email', 'auth', 'api', 'edge'] as const;

/** A production stage with everything, and a service that uses it: what the scanners look at. */
export function productionStage(app: App, security: ListBackupSecurity): void {
  const stage = ListBackupStage.MAIN;
  const parts: Partial<ListBackupInfrastructureProps> = Object.fromEntries(PARTS.map((part) => [part, { security }]));
  const { dataLayer, messaging, api } = new ListBackupInfrastructure(app, 'ListBackup', {
    ...parts,
    stage,
    env: ENV,
    hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    secrets: { security, secrets: { stripe: {} } },
    edge: { ...parts.edge, frontsApi: true },
  });

  const service = new Stack(app, 'Jobs', { stackName: 'listbackup-api-jobs-main', env: ENV });
  const worker = new ListBackupFunction(service, 'RunJob', {
    stage, security, service: 'listbackup-api-jobs', runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = async () => ({});'),
  });
  worker.consume(messaging.queues.sync);
  worker.useTable(dataLayer.tables.jobs, ListBackupAccess.READ_WRITE);
  worker.useEventBus(messaging.eventBus, ListBackupEventSource.JOBS);
  api.addRoute('GET /jobs', worker);
  api.addRoute('DELETE /jobs/{id}', worker, { groups: ['Admins'] });
}
