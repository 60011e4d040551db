import { arn, idsOf, properties, resource, templateOf } from './synthesize';
import { ListBackupQueues, ListBackupStage } from '../../src';
import { replacePolicyOf } from '../support/synth';

const DAY = 86_400;

/** name in the logical ID, name in the queue's name, visibility, receives, wait, retention */
const FACTS = [
  ['Sync', 'sync', 300, 3, 20, 14 * DAY],
  ['Backup', 'backup', 1800, 2, 20, 14 * DAY],
  ['Export', 'export', 900, 3, 20, 14 * DAY],
  ['Analytics', 'analytics', 3600, 2, 20, 14 * DAY],
  ['Maintenance', 'maintenance', 1800, 1, 20, 14 * DAY],
  ['Alert', 'alert', 60, 5, 1, 7 * DAY],
] as const;

const TAGS = [
  { Key: 'ManagedBy', Value: 'CDK' },
  { Key: 'Service', Value: 'listbackup-infrastructure-sqs' },
  { Key: 'Stage', Value: 'main' },
];

describe('the queues of main', () => {
  const template = templateOf(ListBackupQueues, {}, ListBackupStage.MAIN);

  test('are six, each with a dead-letter queue and two policies', () => {
    expect(idsOf(template, 'AWS::SQS::Queue')).toEqual([
      'AlertDeadLetterQueue', 'AlertQueue', 'AnalyticsDeadLetterQueue', 'AnalyticsQueue', 'BackupDeadLetterQueue', 'BackupQueue',
      'ExportDeadLetterQueue', 'ExportQueue', 'MaintenanceDeadLetterQueue', 'MaintenanceQueue', 'SyncDeadLetterQueue', 'SyncQueue',
    ]);
    expect(idsOf(template, 'AWS::SQS::QueuePolicy')).toEqual([
      'AlertDeadLetterQueuePolicy', 'AlertQueuePolicy', 'AnalyticsDeadLetterQueuePolicy', 'AnalyticsQueuePolicy',
      'BackupDeadLetterQueuePolicy', 'BackupQueuePolicy', 'ExportDeadLetterQueuePolicy', 'ExportQueuePolicy',
      'MaintenanceDeadLetterQueuePolicy', 'MaintenanceQueuePolicy', 'SyncDeadLetterQueuePolicy', 'SyncQueuePolicy',
    ]);
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(24);
  });

  test.each(FACTS)('%s', (key, name, visibility, receives, wait, retention) => {
    expect(properties(template, `${key}Queue`)).toEqual({
      QueueName: `listbackup-${name}-queue-main.fifo`,
      FifoQueue: true,
      ContentBasedDeduplication: true,
      DeduplicationScope: 'queue',
      FifoThroughputLimit: 'perQueue',
      SqsManagedSseEnabled: true,
      VisibilityTimeout: visibility,
      ReceiveMessageWaitTimeSeconds: wait,
      MessageRetentionPeriod: retention,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [`${key}DeadLetterQueue`, 'Arn'] }, maxReceiveCount: receives },
      Tags: TAGS,
    });
  });

  test.each(FACTS)('the dead-letter queue of %s admits that queue only', (key, name, _visibility, _receives, _wait, retention) => {
    expect(properties(template, `${key}DeadLetterQueue`)).toEqual({
      QueueName: `listbackup-${name}-dlq-main.fifo`,
      FifoQueue: true,
      ContentBasedDeduplication: true,
      DeduplicationScope: 'queue',
      FifoThroughputLimit: 'perQueue',
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: retention,
      RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [arn('sqs', `listbackup-${name}-queue-main.fifo`)] },
      Tags: TAGS,
    });
  });

  test.each(FACTS.flatMap(([key]) => [`${key}Queue`, `${key}DeadLetterQueue`]))('%s refuses requests without TLS', (logicalId) => {
    expect(properties(template, `${logicalId}Policy`)).toEqual({
      Queues: [{ Ref: logicalId }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Sid: 'DenyInsecureTransport',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: { 'Fn::GetAtt': [logicalId, 'Arn'] },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }],
      },
    });
  });

  test('are published with their dead-letter queues, and nothing else is', () => {
    const outputs = FACTS.flatMap(([key]) => [`${key}Queue`, `${key}DeadLetterQueue`]).flatMap((logicalId) => [
      [`${logicalId}Url`, { Value: { Ref: logicalId }, Export: { Name: `listbackup-infrastructure-sqs-main-${logicalId}Url` } }],
      [`${logicalId}Arn`, { Value: { 'Fn::GetAtt': [logicalId, 'Arn'] }, Export: { Name: `listbackup-infrastructure-sqs-main-${logicalId}Arn` } }],
    ]);
    expect(outputs).toHaveLength(24);
    expect(template.toJSON().Outputs).toEqual(Object.fromEntries(outputs));
  });
});

test.each([['main', 'RetainExceptOnCreate'], ['staging', 'RetainExceptOnCreate'], ['dev', 'Delete']])('in %s queues that leave the stack are treated by: %s', (stage, policy) => {
  const template = templateOf(ListBackupQueues, {}, ListBackupStage.of(stage));
  for (const logicalId of ['SyncQueue', 'SyncDeadLetterQueue']) {
    expect(resource(template, logicalId)).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: replacePolicyOf(policy) });
  }
});
