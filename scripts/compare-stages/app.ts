// Synthesizes every kind of stage with everything on, from the library of a checkout.
// usage: tsx app.ts CHECKOUT OUTDIR
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { App, Duration, Environment, Stack } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type * as library from '../../src';

const [checkout, outdir] = process.argv.slice(2).map((path) => resolve(path));
const lib = createRequire(__filename)(join(checkout, 'src/index.ts')) as typeof library;

const ENV = { account: '123456789012', region: 'us-west-2' };
const RECOVERY_REGION = 'us-east-1';
const HOSTED_ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const SECURITY = { standard: lib.ListBackupSecurity.STANDARD, hardened: lib.ListBackupSecurity.HARDENED };
const STAGES = ['main', 'staging', 'dev'];

type Level = keyof typeof SECURITY;

/** Each scenario is an app of its own, so that names and logical IDs are free. */
function scenario(name: string, make: (app: App) => void): void {
  const app = new App({ outdir: join(outdir, name), analyticsReporting: false, treeMetadata: false });
  make(app);
  app.synth();
}

type More = Partial<library.ListBackupInfrastructureProps>;

function infrastructure(app: App, stage: string, level: Level, env: Environment | undefined, more: More = {}) {
  return new lib.ListBackupInfrastructure(app, 'ListBackup', {
    stage: lib.ListBackupStage.of(stage),
    env,
    security: SECURITY[level],
    hostedZone: HOSTED_ZONE,
    key: {},
    secrets: { secrets: { stripe: {}, google: { generate: { length: 40 } } } },
    tables: { capacity: { Users: lib.ListBackupTableCapacity.onDemand({ maxReadRequestUnits: 500 }) } },
    buckets: { audit: true, intelligentTiering: true, allVersioned: true },
    queues: { highThroughput: true, queueSettings: { Sync: { maxReceiveCount: 4 } } },
    eventBus: { archiveRetention: Duration.days(30), ruleLogging: true },
    domains: { apex: stage === 'main' },
    email: { requireTls: true },
    auth: { domainPrefix: `listbackup-${stage}-sign-in`, tenantAttributes: true },
    authSender: lib.ListBackupAuthSender.SES,
    api: { detailedMetrics: true },
    edge: { frontsApi: true, onlyThroughEdge: true, firewall: true, cachedPaths: ['/plans'] },
    monitoring: { alarms: true, critical: { emails: ['operations@example.com'] }, warning: { emails: ['team@example.com'] } },
    budget: { monthlyUsd: 500, emails: ['finance@example.com'] },
    delivery: { repository: 'ListBackup-ai/app' },
    recovery: { accessLogs: true },
    backup: {},
    ...more,
  });
}

/** The calls of a service on handles, created or imported. */
function service(stack: Stack, stage: string, level: Level, handles: {
  readonly dataLayer: library.IListBackupDataLayer;
  readonly messaging: library.IListBackupMessaging;
  readonly auth: library.IListBackupAuth;
  readonly email: library.IListBackupEmail;
  readonly api?: library.IListBackupApi;
  readonly monitoring?: library.IListBackupMonitoring;
}): void {
  const { tables, buckets } = handles.dataLayer;
  const { queues, eventBus, rules } = handles.messaging;
  const run = new lib.ListBackupFunction(stack, 'Run', {
    stage: lib.ListBackupStage.of(stage),
    service: 'listbackup-api-jobs',
    name: 'runJob',
    runtime: lib.ListBackupRuntime.NODEJS,
    code: Code.fromInline('exports.handler = async () => undefined;'),
    security: SECURITY[level],
    provisionedConcurrency: 1,
  });
  for (const table of tables.all) run.useTable(table, lib.ListBackupAccess.READ_WRITE);
  for (const bucket of buckets.all) run.useBucket(bucket, lib.ListBackupAccess.READ);
  run.useQueue(queues.export, lib.ListBackupQueueAccess.SEND);
  run.useEventBus(eventBus, lib.ListBackupEventSource.JOBS);
  // The method was called useUserPool before issue 14.
  type UseAuth = typeof run.useAuth;
  const { useAuth, useUserPool } = run as unknown as { useAuth?: UseAuth; useUserPool?: UseAuth };
  (useAuth ?? useUserPool)?.call(run, handles.auth, lib.ListBackupAccess.READ);
  run.consume(queues.sync);
  run.onEvent(rules.job, { detailTypes: [lib.ListBackupDetailType.JOB_COMPLETED] });
  handles.email.grantSend(run);
  handles.api?.addRoute('POST /jobs', run, { groups: ['SuperAdmins'] });
  handles.monitoring?.watch(run);
  new lib.ListBackupTable(stack, 'Own', {
    stage: lib.ListBackupStage.of(stage),
    service: 'listbackup-api-jobs',
    name: 'job-notes',
    partitionKey: { name: 'jobId', type: AttributeType.STRING },
    security: SECURITY[level],
  });
}

for (const level of Object.keys(SECURITY) as Level[]) {
  for (const stage of STAGES) {
    scenario(`${stage}-${level}`, (app) => {
      const all = infrastructure(app, stage, level, ENV);
      service(new Stack(app, 'Service', { env: ENV }), stage, level, all);
    });
    scenario(`${stage}-${level}-defaults`, (app) => {
      new lib.ListBackupInfrastructure(app, 'ListBackup', { stage: lib.ListBackupStage.of(stage), security: SECURITY[level] });
    });
    scenario(`${stage}-${level}-layers`, (app) => {
      const stack = new Stack(app, 'Own', { env: ENV });
      const props = { stage: lib.ListBackupStage.of(stage), security: SECURITY[level] };
      const dataLayer = new lib.ListBackupDataLayer(stack, 'Data', props);
      const messaging = new lib.ListBackupMessaging(stack, 'Messaging', props);
      const auth = new lib.ListBackupAuth(stack, 'Auth', props);
      const email = new lib.ListBackupEmail(stack, 'Email', props);
      const { userPool, userPoolClient } = auth;
      const api = new lib.ListBackupApi(stack, 'Api', { ...props, userPool, userPoolClient });
      service(new Stack(app, 'Service', { env: ENV }), stage, level, { dataLayer, messaging, auth, email, api });
    });
    scenario(`${stage}-${level}-consumer`, (app) => {
      const stack = new Stack(app, 'Consumer', { env: ENV });
      const from = { stage: lib.ListBackupStage.of(stage), security: SECURITY[level] };
      service(stack, stage, level, {
        dataLayer: lib.ListBackupDataLayer.fromStage(stack, 'Data', from),
        messaging: lib.ListBackupMessaging.fromStage(stack, 'Messaging', from),
        auth: lib.ListBackupAuth.fromStage(stack, 'Auth', from),
        email: lib.ListBackupEmail.fromStage(stack, 'Email', from),
        api: lib.ListBackupApi.fromStage(stack, 'Api', from),
        monitoring: lib.ListBackupMonitoring.fromStage(stack, 'Monitoring', from),
      });
    });
  }
  for (const standby of Object.values(lib.ListBackupStandby)) {
    scenario(`standby-${standby}-${level}`.toLowerCase(), (app) => {
      infrastructure(app, 'main', level, { ...ENV, region: RECOVERY_REGION }, {
        standbyFor: ENV.region, standby, edge: { frontsApi: true }, recovery: undefined, delivery: undefined,
      });
    });
  }
}
