// A service of 25 functions with routes, by the library. usage: node service.js OUTDIR
require('./report');
const { App, Stack } = require('aws-cdk-lib');
const { Code } = require('aws-cdk-lib/aws-lambda');
const { FUNCTIONS } = require('./service-shape');
const { ListBackupAccess, ListBackupApi, ListBackupDataLayer, ListBackupMessaging, ListBackupQueueAccess, ListBackupRuntime, ListBackupService, ListBackupStage } = require('../../lib');

const app = new App({ outdir: process.argv[2] });
const stack = new Stack(app, 'Jobs', { env: { account: '123456789012', region: 'us-west-2' } });
const stage = ListBackupStage.MAIN;
const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage });
const { queues } = ListBackupMessaging.fromStage(stack, 'Messaging', { stage });
const service = new ListBackupService(stack, 'Service', {
  stage,
  service: 'listbackup-jobs',
  runtime: ListBackupRuntime.NODEJS,
  code: Code.fromInline('exports.handler = async () => {};'),
  api: ListBackupApi.fromStage(stack, 'Api', { stage }),
});
service.useTable(tables.jobs, ListBackupAccess.READ_WRITE);
service.useTable(tables.sources, ListBackupAccess.READ);
service.useQueue(queues.sync, ListBackupQueueAccess.SEND);
for (const { name, route } of FUNCTIONS) service.route(route, service.function(name));
app.synth();
