import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { newStack, properties, resource, STAGE, templateOf } from './synthesize';
import { IListBackupQueue, ListBackupQueues, ListBackupQueuesOptions, ListBackupStage } from '../../src';
import { logicalIdTaken, refusal, unknownOption } from '../support/refusal';

describe('handles', () => {
  const queues = new ListBackupQueues(newStack(), 'Queues', { stage: STAGE });

  const FACTS: [string, IListBackupQueue, number, number, number, number, string | RegExp][] = [
    ['Sync', queues.sync, 300, 3, 10, 1, 'SYNC_QUEUE_URL'],
    ['Backup', queues.backup, 1800, 2, 5, 1, 'BACKUP_QUEUE_URL'],
    ['Export', queues.export, 900, 3, 3, 5, 'EXPORT_QUEUE_URL'],
    ['Analytics', queues.analytics, 3600, 2, 2, 10, 'ANALYTICS_QUEUE_URL'],
    ['Maintenance', queues.maintenance, 1800, 1, 2, 5, 'MAINTENANCE_QUEUE_URL'],
    ['Alert', queues.alert, 60, 5, 20, 1, 'ALERT_QUEUE_URL'],
  ];

  test.each(FACTS)('%s knows what its consumer needs', (name, queue, visibility, receives, concurrency, batch, variable) => {
    expect(queues.byName(name)).toBe(queue);
    expect(queue.visibilityTimeout.toSeconds()).toBe(visibility);
    expect(queue.maxReceiveCount).toBe(receives);
    expect(queue.maxConcurrency).toBe(concurrency);
    expect(queue.batchSize).toBe(batch);
    expect(queue.environmentVariable).toBe(variable);
    expect(queue.fifo).toBe(true);
    expect(queue.deadLetterQueue.fifo).toBe(true);
    expect(queue.encryptionType).toBe(QueueEncryption.SQS_MANAGED);
  });

  test('all of them, in order', () => {
    expect(queues.all).toEqual(FACTS.map(([, queue]) => queue));
  });

  test('an unknown name is refused with those there are', () => {
    expect(() => queues.byName('sync')).toThrow(refusal('name', 'sync', 'must be one of the queues Sync, Backup, Export, Analytics, Maintenance, Alert'));
  });
});

describe('options', () => {
  test('figures by queue change that queue only', () => {
    const stack = newStack();
    const queues = new ListBackupQueues(stack, 'Queues', {
      stage: STAGE,
      queueSettings: {
        Sync: {
          visibilityTimeout: Duration.minutes(10),
          maxReceiveCount: 7,
          receiveMessageWaitTime: Duration.seconds(0),
          retentionPeriod: Duration.days(2),
          maxConcurrency: 50,
          batchSize: 10,
        },
        Alert: { maxReceiveCount: undefined, batchSize: 2 },
      },
    });
    const template = Template.fromStack(stack);
    expect(properties(template, 'SyncQueue')).toMatchObject({
      VisibilityTimeout: 600, ReceiveMessageWaitTimeSeconds: 0, MessageRetentionPeriod: 172_800, RedrivePolicy: { maxReceiveCount: 7 },
    });
    expect(properties(template, 'SyncDeadLetterQueue')).toMatchObject({ MessageRetentionPeriod: 172_800 });
    expect([queues.sync.maxConcurrency, queues.sync.batchSize, queues.sync.maxReceiveCount]).toEqual([50, 10, 7]);
    expect(properties(template, 'AlertQueue')).toMatchObject({ VisibilityTimeout: 60, RedrivePolicy: { maxReceiveCount: 5 } });
    expect([queues.alert.maxConcurrency, queues.alert.batchSize]).toEqual([20, 2]);
  });

  test('high throughput counts by message group, in the dead-letter queue too', () => {
    const template = templateOf(ListBackupQueues, { highThroughput: true });
    for (const logicalId of ['BackupQueue', 'BackupDeadLetterQueue']) {
      expect(properties(template, logicalId)).toMatchObject({ DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' });
    }
  });

  test('a key takes the place of SSE-SQS, and grants include it', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    const queues = new ListBackupQueues(stack, 'Queues', { stage: STAGE, encryptionKey: key });
    queues.sync.grantConsumeMessages(new Role(stack, 'Consumer', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    const template = Template.fromStack(stack);
    const keyArn = { 'Fn::GetAtt': [stack.getLogicalId(key.node.defaultChild as never), 'Arn'] };
    for (const logicalId of ['SyncQueue', 'SyncDeadLetterQueue']) {
      expect(properties(template, logicalId).KmsMasterKeyId).toEqual(keyArn);
      expect(properties(template, logicalId)).not.toHaveProperty('SqsManagedSseEnabled');
    }
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage', 'sqs:DeleteMessage']), Resource: { 'Fn::GetAtt': ['SyncQueue', 'Arn'] } }),
          { Action: 'kms:Decrypt', Effect: 'Allow', Resource: keyArn },
        ],
      },
    });
    expect(queues.sync.encryptionType).toBe(QueueEncryption.KMS);
    expect(queues.sync.encryptionMasterKey).toBe(key);
  });

  test('a resource policy extends the one the queue has', () => {
    const stack = newStack();
    const { sync } = new ListBackupQueues(stack, 'Queues', { stage: STAGE });
    const added = sync.addToResourcePolicy(new PolicyStatement({
      sid: 'Partner', principals: [new AccountPrincipal('210987654321')], actions: ['sqs:SendMessage'], resources: [sync.queueArn],
    }));
    expect(added.statementAdded).toBe(true);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SQS::QueuePolicy', 12);
    expect(properties(template, 'SyncQueuePolicy')).toMatchObject({ PolicyDocument: { Statement: [{ Sid: 'DenyInsecureTransport' }, { Sid: 'Partner' }] } });
  });

  test('destroying production\'s queues has to be said, and is warned of once', () => {
    const stack = newStack();
    new ListBackupQueues(stack, 'Queues', { stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
    expect(resource(Template.fromStack(stack), 'SyncQueue')).toMatchObject({ DeletionPolicy: 'Delete' });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('listbackup-infrastructure:destroyProductionData'));
    expect(warnings.map(({ id }) => id)).toEqual(['/Services/Queues']);
  });
});

describe('refusals', () => {
  const REFUSED: [string, unknown, string | RegExp][] = [
    ['an unknown queue', { queueSettings: { Synch: { batchSize: 5 } } }, refusal('queueSettings', 'Synch', 'can\'t have the key ')],
    ['settings that are no map', { queueSettings: [] }, refusal('queueSettings', /\[\]/)],
    ['a setting that is no map', { queueSettings: { Sync: null } }, refusal('queueSettings.Sync', /null/)],
    ['an unknown setting', { queueSettings: { Sync: { visibility: 3 } } }, unknownOption('queueSettings.Sync.visibility')],
    ['a visibility that is no duration', { queueSettings: { Sync: { visibilityTimeout: 300 } } },
      refusal('visibilityTimeout', 300, 'must be a Duration of 0 to 43200 whole seconds')],
    ['a visibility over 12 hours', { queueSettings: { Sync: { visibilityTimeout: Duration.seconds(43_201) } } }, refusal('visibilityTimeout', '12 hours 1 second')],
    ['a visibility in parts of a second', { queueSettings: { Sync: { visibilityTimeout: Duration.millis(1500) } } }, refusal('visibilityTimeout', '1 second 500 millis')],
    ['a wait over 20 seconds', { queueSettings: { Sync: { receiveMessageWaitTime: Duration.seconds(21) } } }, refusal('receiveMessageWaitTime', '21 seconds')],
    ['a retention below a minute', { queueSettings: { Sync: { retentionPeriod: Duration.seconds(59) } } }, refusal('retentionPeriod', '59 seconds')],
    ['a retention over 14 days', { queueSettings: { Sync: { retentionPeriod: Duration.days(15) } } }, refusal('retentionPeriod', '15 days')],
    ['no receives', { queueSettings: { Sync: { maxReceiveCount: 0 } } }, refusal('maxReceiveCount', 0, 'must be a whole number from 1 to 1000')],
    ['too many receives', { queueSettings: { Sync: { maxReceiveCount: 1001 } } }, refusal('maxReceiveCount', 1001)],
    ['a concurrency of one', { queueSettings: { Maintenance: { maxConcurrency: 1 } } }, refusal('maxConcurrency', 1, 'must be a whole number from 2 to 1000')],
    ['a concurrency over 1000', { queueSettings: { Sync: { maxConcurrency: 1001 } } }, refusal('maxConcurrency', 1001)],
    ['an empty batch', { queueSettings: { Sync: { batchSize: 0 } } }, refusal('batchSize', 0)],
    ['a batch that FIFO has no room for', { queueSettings: { Sync: { batchSize: 11 } } }, refusal('batchSize', 11, 'must be a whole number from 1 to 10')],
    ['a snapshot', { removalPolicy: RemovalPolicy.SNAPSHOT }, refusal('removalPolicy', 'snapshot')],
  ];

  test.each(REFUSED)('%s', (_name, options, message) => {
    expect(() => templateOf(ListBackupQueues, options as ListBackupQueuesOptions)).toThrow(message);
  });

  test('the same queues twice in a stack', () => {
    const stack = newStack();
    new ListBackupQueues(stack, 'One', { stage: STAGE });
    expect(() => new ListBackupQueues(stack, 'Two', { stage: ListBackupStage.DEV })).toThrow(logicalIdTaken('SyncDeadLetterQueue', 'Services'));
  });

  test('no stage', () => {
    expect(() => new ListBackupQueues(newStack(), 'Queues', undefined as never)).toThrow(refusal('stage', /undefined/));
  });
});

describe('from another stack', () => {
  const app = new App();
  const home = new Stack(app, 'Home');
  const reader = new Stack(app, 'Reader');
  const { sync } = new ListBackupQueues(home, 'Queues', { stage: ListBackupStage.MAIN });
  const consumer = new Role(reader, 'Consumer', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  sync.grantSendMessages(consumer);
  reader.exportValue(sync.queueUrl, { name: 'url' });
  reader.exportValue(sync.queueName, { name: 'name' });
  reader.exportValue(sync.deadLetterQueue.queueArn, { name: 'dead' });
  const assembly = app.synth();

  test('a queue is read by its name, and no output is made for it', () => {
    const template = Template.fromStack(reader);
    const values = Object.fromEntries(Object.values<{ Value: unknown; Export: { Name: string } }>(template.toJSON().Outputs)
      .map((output) => [output.Export.Name, output.Value]));
    expect(values).toEqual({
      url: { 'Fn::Join': ['', ['https://sqs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'AWS::AccountId' }, '/listbackup-sync-queue-main.fifo']] },
      name: 'listbackup-sync-queue-main.fifo',
      dead: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sqs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':listbackup-sync-dlq-main.fifo']] },
    });
    expect(Object.keys(Template.fromStack(home).toJSON().Outputs)).toHaveLength(24);
  });

  test('the reader is deployed after it', () => {
    expect(assembly.getStackByName('Reader').dependencies.map(({ id }) => id)).toContain('Home');
  });
});
