/** An app that gives every warning of the library: `warnings-printed.slow.test.ts` runs `cdk synth` on it. */
import { App, CfnWaitConditionHandle, Duration, RemovalPolicies, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import {
  ListBackupApi, ListBackupAuthSender, ListBackupBackup, ListBackupBuckets, ListBackupFunction, ListBackupInfrastructure,
  ListBackupInfrastructureProps, ListBackupQueues, ListBackupRuntime, ListBackupStage, ListBackupTables,
} from '../../src';
import { enterAuthorizer } from '../../src/api/limits';
import { countLogPolicy } from '../../src/conventions';

const app = new App();
const ACCOUNT = '123456789012';
const stage = ListBackupStage.MAIN;

const stackOf = (id: string, account: string): Stack => new Stack(app, id, { env: { account, region: 'us-west-2' } });
const functionIn = (stack: Stack, id: string, props: { timeout?: Duration; reservedConcurrency?: number } = {}): ListBackupFunction => (
  new ListBackupFunction(stack, id, { stage, runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = async () => {};'), ...props }));

// Production without an environment: its second region, its edge, its deploy role and its budget are left out.
new ListBackupInfrastructure(app, 'Anywhere', { stage });
new ListBackupInfrastructure(new Stage(app, 'Pipeline'), 'Anywhere', { stage: ListBackupStage.of('prod') });

const whole = (id: string, region: string, props: Partial<ListBackupInfrastructureProps> = {}): ListBackupInfrastructure => (
  new ListBackupInfrastructure(app, id, { stage, env: { account: ACCOUNT, region }, hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' }, ...props }));
whole('West', 'us-west-2', {
  authSender: ListBackupAuthSender.SES, auth: { localhostCallbacks: true }, delivery: { repository: 'ListBackup-ai/api' },
});
whole('East', 'eu-west-1');

const data = stackOf('Data', '111111111111');
const tables = new ListBackupTables(data, 'Tables', { stage, removalPolicy: RemovalPolicy.DESTROY });
const encryptionKey = Key.fromKeyArn(data, 'Key', `arn:aws:kms:us-west-2:111111111111:key/${'0'.repeat(36)}`);
const buckets = new ListBackupBuckets(data, 'Buckets', { stage, audit: true, encryptionKey });
new ListBackupBackup(data, 'Backup', { stage, tables: tables.all, dataBucket: buckets.data });
// The aspect of an app that wants to be rid of everything.
const gone = stackOf('Gone', '444444444444');
new ListBackupQueues(gone, 'Queues', { stage });
RemovalPolicies.of(gone).destroy();

const work = stackOf('Work', '222222222222');
const queues = new ListBackupQueues(work, 'Queues', { stage });
functionIn(work, 'First', { reservedConcurrency: 2, timeout: Duration.seconds(300) }).consume(queues.sync);
functionIn(work, 'Second').consume(queues.sync);
functionIn(work, 'Once').onSchedule(ScheduleExpression.expression('at(1999-12-31T06:00:00)'));

const full = stackOf('Full', '333333333333');
const api = ListBackupApi.fromStage(full, 'Api', { stage });
const handler = functionIn(full, 'Handler');
for (let at = 0; at < 100; at += 1) new CfnWaitConditionHandle(full, `Filler${at}`);
for (let at = 0; at <= 300; at += 1) api.addRoute(`GET /r${at}`, handler);
for (let at = 0; at <= 10; at += 1) enterAuthorizer(stage, full, `Full/Authorizer${at}`);
for (let at = 0; at <= 10; at += 1) countLogPolicy(new CfnResourcePolicy(full, `Policy${at}`, { policyName: `p${at}`, policyDocument: '{}' }));

app.synth();
