import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import * as fc from 'fast-check';
import { arn, newStack, properties, resource, STAGE } from './synthesize';
import { ListBackupQueue, ListBackupQueueProps, ListBackupQueues, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';

describe('a queue of a service\'s own', () => {
  const stack = newStack();
  const queue = new ListBackupQueue(stack, 'WebhookCalls', { stage: ListBackupStage.STAGING, service: 'listbackup-api-billing' });
  const template = Template.fromStack(stack);

  test('has the conventions\' name, tags, protection and defaults', () => {
    expect(resource(template, 'WebhookCallsQueue')).toEqual({
      Type: 'AWS::SQS::Queue',
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        QueueName: 'listbackup-webhook-calls-queue-staging.fifo',
        FifoQueue: true,
        ContentBasedDeduplication: true,
        DeduplicationScope: 'queue',
        FifoThroughputLimit: 'perQueue',
        SqsManagedSseEnabled: true,
        VisibilityTimeout: 300,
        ReceiveMessageWaitTimeSeconds: 20,
        MessageRetentionPeriod: 1_209_600,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['WebhookCallsDeadLetterQueue', 'Arn'] }, maxReceiveCount: 3 },
        Tags: [
          { Key: 'ManagedBy', Value: 'CDK' },
          { Key: 'Service', Value: 'listbackup-api-billing' },
          { Key: 'Stage', Value: 'staging' },
        ],
      },
    });
    expect(properties(template, 'WebhookCallsDeadLetterQueue')).toMatchObject({
      QueueName: 'listbackup-webhook-calls-dlq-staging.fifo',
      RedriveAllowPolicy: { sourceQueueArns: [arn('sqs', 'listbackup-webhook-calls-queue-staging.fifo')] },
    });
  });

  test('is published under its service', () => {
    const exports = Object.entries<{ Export: { Name: string } }>(template.toJSON().Outputs).map(([key, output]) => [key, output.Export.Name]);
    expect(Object.fromEntries(exports)).toEqual({
      WebhookCallsQueueUrl: 'listbackup-api-billing-staging-WebhookCallsQueueUrl',
      WebhookCallsQueueArn: 'listbackup-api-billing-staging-WebhookCallsQueueArn',
      WebhookCallsDeadLetterQueueUrl: 'listbackup-api-billing-staging-WebhookCallsDeadLetterQueueUrl',
      WebhookCallsDeadLetterQueueArn: 'listbackup-api-billing-staging-WebhookCallsDeadLetterQueueArn',
    });
  });

  test('knows what its consumer needs', () => {
    expect([queue.maxConcurrency, queue.batchSize, queue.maxReceiveCount, queue.visibilityTimeout.toSeconds()]).toEqual([10, 1, 3, 300]);
    expect(queue.environmentVariable).toBe('WEBHOOK_CALLS_QUEUE_URL');
  });

  test('takes a name and an environment variable', () => {
    const own = newStack();
    const named = new ListBackupQueue(own, 'Webhooks', { stage: STAGE, name: 'hooks', environmentVariable: 'HOOKS' });
    expect(named.environmentVariable).toBe('HOOKS');
    expect(properties(Template.fromStack(own), 'WebhooksQueue')).toMatchObject({ QueueName: 'listbackup-hooks-queue-feature-x.fifo' });
  });

  test('can stand beside the catalogue\'s', () => {
    const own = newStack();
    new ListBackupQueues(own, 'Queues', { stage: STAGE });
    new ListBackupQueue(own, 'Webhooks', { stage: STAGE });
    Template.fromStack(own).resourceCountIs('AWS::SQS::Queue', 14);
  });
});

describe('refusals', () => {
  const REFUSED: [string, string, Partial<ListBackupQueueProps>, string | RegExp][] = [
    ['an id of the catalogue', 'Sync', { name: 'other' }, refusal('name', 'other', 'can\'t be ')],
    ['a name of the catalogue', 'Other', { name: 'backup' }, refusal('name', ANY_VALUE, 'can\'t be "backup", the name of the catalogue\'s Backup, which ListBackupQueues creates')],
    ['the id of the undeliverable events', 'Events', { name: 'other' }, refusal('name', ANY_VALUE, 'can\'t be "other", the name of the catalogue\'s Events, which ListBackupEventBus creates')],
    ['an id that is no logical ID', 'web-hooks', {}, refusal('id', 'web-hooks')],
    ['a name with a dot', 'Webhooks', { name: 'web.hooks' }, refusal('name', 'web.hooks', 'must have lower-case letters and digits, in words joined by hyphens')],
    ['a name that brings its own .fifo', 'Webhooks', { name: 'webhooks.fifo' }, refusal('name', 'webhooks.fifo')],
    ['an empty name', 'Webhooks', { name: '' }, refusal('name', '')],
    ['a name that another stage could have', 'X', { name: 'sync-queue-x' }, refusal('name', 'sync-queue-x', 'must not contain the words "queue" and "dlq", which the naming rules add')],
    ['a name beyond 80 characters', 'Webhooks', { name: 'a'.repeat(50) }, `listbackup-${'a'.repeat(50)}-queue-feature-x.fifo, has 82 characters, and SQS allows 80`],
  ];

  test.each(REFUSED)('%s', (_name, id, props, message) => {
    expect(() => new ListBackupQueue(newStack(), id, { stage: STAGE, ...props })).toThrow(message);
  });

  test('a name of 80 characters is the longest', () => {
    const stack = newStack();
    new ListBackupQueue(stack, 'Webhooks', { stage: STAGE, name: 'a'.repeat(48) });
    const { QueueName } = properties(Template.fromStack(stack), 'WebhooksQueue');
    expect(QueueName).toHaveLength(80);
  });

  test('a stranger\'s resource under the same logical ID', () => {
    const stack = newStack();
    new CfnQueue(stack, 'WebhooksQueue');
    new ListBackupQueue(stack, 'Webhooks', { stage: STAGE });
    expect(() => Template.fromStack(stack)).toThrow('the logical ID WebhooksQueue of Services/WebhooksQueue belongs to Services/Webhooks/Resource');
  });

  test('whatever is passed for a figure, the error names it', () => {
    const figures = ['visibilityTimeout', 'receiveMessageWaitTime', 'retentionPeriod', 'maxReceiveCount', 'maxConcurrency', 'batchSize'] as const;
    const wrong = fc.oneof(fc.string(), fc.object(), fc.double({ noInteger: true }), fc.boolean());
    fc.assert(fc.property(fc.constantFrom(...figures), wrong, (figure, value) => {
      expect(() => new ListBackupQueue(newStack(), 'Webhooks', { stage: STAGE, [figure]: value } as never)).toThrow(refusal(figure));
    }), { numRuns: 60 });
  });

  test('any visibility that SQS accepts is accepted', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 43_200 }), (seconds) => {
      const queue = new ListBackupQueue(newStack(), 'Webhooks', { stage: STAGE, visibilityTimeout: Duration.seconds(seconds) });
      expect(queue.visibilityTimeout.toSeconds()).toBe(seconds);
    }), { numRuns: 20 });
  });
});
