import { grantOf, namesOf, serviceGrantOf } from '../../src/up/grants';

const TABLE = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs';
const names = namesOf([{
  stackName: 'data',
  template: {
    Resources: {
      JobsTable: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'listbackup-main-jobs' } },
      SyncQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'listbackup-sync-queue-main.fifo' } },
      DataBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'listbackup-data-main' } },
      ComputedTable: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { Ref: 'Name' } } },
    },
  },
}]);

test.each([
  [TABLE, 'jobs'],
  [`${TABLE}/index/StatusIndex`, 'jobs'],
  ['arn:aws:sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo', 'sync'],
  ['arn:aws:s3:::listbackup-data-main/accounts/1', 'data'],
  // Without a resource of that name, the name itself.
  ['arn:aws:dynamodb:us-west-2:123456789012:table/other', 'other'],
])('%s is called %s', (arn, name) => {
  expect(names(arn)).toBe(name);
});

test.each([
  ['dynamodb:GetItem', TABLE, 'runJob.useTable(jobs, ListBackupAccess.READ)'],
  ['dynamodb:Query', `${TABLE}/index/StatusIndex`, 'runJob.useTable(jobs, ListBackupAccess.READ)'],
  ['dynamodb:UpdateItem', TABLE, 'runJob.useTable(jobs, ListBackupAccess.WRITE)'],
  ['dynamodb:BatchWriteItem', TABLE, 'runJob.useTable(jobs, ListBackupAccess.WRITE)'],
  ['s3:GetObject', 'arn:aws:s3:::listbackup-data-main/1', 'runJob.useBucket(data, ListBackupAccess.READ)'],
  ['s3:PutObject', 'arn:aws:s3:::listbackup-data-main/1', 'runJob.useBucket(data, ListBackupAccess.WRITE)'],
  ['cognito-idp:AdminGetUser', 'arn:aws:cognito-idp:us-west-2:123456789012:userpool/p', 'runJob.useAuth(auth, ListBackupAccess.READ)'],
  ['cognito-idp:AdminDeleteUser', 'arn:aws:cognito-idp:us-west-2:123456789012:userpool/p', 'runJob.useAuth(auth, ListBackupAccess.WRITE)'],
  ['sqs:SendMessage', 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo', 'runJob.useQueue(sync, ListBackupQueueAccess.SEND)'],
  ['sqs:ReceiveMessage', 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo', 'runJob.consume(sync)'],
  ['events:PutEvents', 'arn:aws:events:us-west-2:123456789012:event-bus/b', 'runJob.useEventBus(eventBus, source)'],
  ['kms:Decrypt', 'arn:aws:kms:us-west-2:123456789012:key/k', 'encryptionKey in fromStage(…), so that grants include the key'],
  ['ssm:GetParameter', 'arn:p', 'runJob.addToRolePolicy(new PolicyStatement({ actions: ["ssm:GetParameter"], resources: ["arn:p"] }))'],
])('%s on %s is granted by %s', (action, resource, call) => {
  expect(grantOf('runJob', action, resource, names)).toBe(call);
});

test('what lets a service act, by name or by the general rule', () => {
  expect(serviceGrantOf('apigateway.amazonaws.com', 'lambda:InvokeFunction')).toBe('api.addRoute(…), or an AWS::Lambda::Permission for the route');
  expect(serviceGrantOf('events.amazonaws.com', 'sqs:SendMessage')).toBe('a policy of the queue that lets events.amazonaws.com send for the rule');
  expect(serviceGrantOf('ses.amazonaws.com', 'sns:Publish')).toBe('a policy of the resource that lets ses.amazonaws.com do it');
});
