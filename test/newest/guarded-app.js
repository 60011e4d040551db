// usage: node --require ./use-newest.js guarded-app.js OUTDIR LOCKFILE TABLE [update]
const { App, CfnResource, NestedStack, Stack } = require('aws-cdk-lib');
const { ListBackupUpgradeGuard } = require('../../lib');

const [outdir, lockFile, tableName, update] = process.argv.slice(2);
const app = new App({ outdir, context: { 'listbackup:update-lock': update === 'update' } });
ListBackupUpgradeGuard.protect(app, { lockFile });
const inner = new NestedStack(new Stack(app, 'Data'), 'Inner');
new CfnResource(inner, 'Orders', {
  type: 'AWS::DynamoDB::Table',
  properties: {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
});
app.synth();
process.stdout.write('synthesized');
