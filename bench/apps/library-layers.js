// Parts of a production stage, a stack each. usage: node library-layers.js OUTDIR tables|queues|buckets ...
require('./report');
const { App, Stack } = require('aws-cdk-lib');
const { ListBackupBuckets, ListBackupQueues, ListBackupStage, ListBackupTables } = require('../../lib');

const PARTS = { tables: ListBackupTables, queues: ListBackupQueues, buckets: ListBackupBuckets };
const [outdir, ...parts] = process.argv.slice(2);
const app = new App({ outdir });
for (const part of parts) {
  new PARTS[part](new Stack(app, part, { env: { account: '123456789012', region: 'us-west-2' } }), 'Part', { stage: ListBackupStage.MAIN });
}
app.synth();
