import { Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { roleIn, statementsOf } from './kinds';
import {
  IListBackupBucket, IListBackupQueue, IListBackupTable, ListBackupBucket, ListBackupEventRule, ListBackupLookup, ListBackupQueue,
  ListBackupStage, ListBackupTable,
} from '../../src';
import { deployed, importsOf } from '../support/deployed';
import { ANY_VALUE, noNamingRule, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, synth, tagsOf, TemplateJson } from '../support/synth';

const stage = ListBackupStage.MAIN;
const service = 'listbackup-api-billing';
const own = { stage, service };
const partitionKey = { name: 'id', type: AttributeType.STRING };
const index = { indexName: 'UrlIndex', partitionKey: { name: 'url', type: AttributeType.STRING } };

describe('a service\'s own resources, as if they were in the catalogue', () => {
  /** what makes it, the logical IDs it has, the name it has, and the keys it publishes */
  const OWN: [string, (stack: Stack, stageOf: ListBackupStage) => unknown, [string, string, string][], string[]][] = [
    ['table', (stack, stageOf) => new ListBackupTable(stack, 'ApiTokens', { ...own, stage: stageOf, partitionKey }),
      [['ApiTokensTable', 'TableName', 'listbackup-main-api-tokens']], ['ApiTokensTableName', 'ApiTokensTableArn']],
    ['queue', (stack, stageOf) => new ListBackupQueue(stack, 'ApiTokens', { ...own, stage: stageOf }),
      [['ApiTokensQueue', 'QueueName', 'listbackup-api-tokens-queue-main.fifo'], ['ApiTokensDeadLetterQueue', 'QueueName', 'listbackup-api-tokens-dlq-main.fifo']],
      ['ApiTokensQueueUrl', 'ApiTokensQueueArn', 'ApiTokensDeadLetterQueueUrl', 'ApiTokensDeadLetterQueueArn']],
    ['bucket', (stack, stageOf) => new ListBackupBucket(stack, 'ApiTokens', { ...own, stage: stageOf }),
      [['ApiTokensBucket', 'BucketName', 'listbackup-api-tokens-main-123456789012-us-west-2']],
      ['ApiTokensBucketName', 'ApiTokensBucketArn', 'ApiTokensBucketDomainName', 'ApiTokensBucketRegionalDomainName']],
  ];

  test.each(OWN)('%s: name, logical ID, protection, tags and exports', (_, make, resources, keys) => {
    const template: TemplateJson = synth((stack) => make(stack, stage));
    for (const [logicalId, attribute, name] of resources) {
      const resource = template.Resources[logicalId];
      expect(resource).toMatchObject({
        DeletionPolicy: attribute === 'TableName' ? 'Retain' : 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain', Properties: { [attribute]: name },
      });
      expect(tagsOf(resource)).toEqual({ Service: service, Stage: 'main', ManagedBy: 'CDK' });
    }
    expect(exportsOf(template)).toEqual(Object.fromEntries(keys.map((key) => [key, `listbackup-api-billing-main-${key}`])));
    const development = synth((stack) => make(stack, ListBackupStage.DEV));
    for (const [logicalId] of resources) expect(development.Resources[logicalId].DeletionPolicy).toBe('Delete');
  });

  test('rule: name, logical ID and exports; no tags', () => {
    const template = synth((stack) => new ListBackupEventRule(stack, 'LateJobs', { ...own, sources: ['listbackup.jobs'] }), { env: MAIN_ENV, tags: { Team: 'x' } });
    expect(template.Resources.LateJobsEventsRule.Properties).toMatchObject({ Name: 'listbackup-late-jobs-events-main', EventBusName: 'listbackup-events-main' });
    expect(template.Resources.LateJobsEventsRule.Properties).not.toHaveProperty('Tags');
    expect(exportsOf(template)).toEqual({
      LateJobsEventsRuleName: 'listbackup-api-billing-main-LateJobsEventsRuleName', LateJobsEventsRuleArn: 'listbackup-api-billing-main-LateJobsEventsRuleArn',
    });
  });

  test.each<[string, (stack: Stack, name: string) => unknown]>([
    ['table Webhooks', (stack, name) => new ListBackupTable(stack, 'Webhooks', { stage, service: name, partitionKey })],
    ['queue Webhooks', (stack, name) => new ListBackupQueue(stack, 'Webhooks', { stage, service: name })],
    ['bucket Webhooks', (stack, name) => new ListBackupBucket(stack, 'Webhooks', { stage, service: name })],
    ['event rule Webhooks', (stack, name) => new ListBackupEventRule(stack, 'Webhooks', { stage, service: name, sources: ['listbackup.jobs'] })],
    ['table Webhooks', (stack, name) => ListBackupTable.fromStage(stack, 'Webhooks', { stage, service: name })],
    ['queue Webhooks', (stack, name) => ListBackupQueue.fromStage(stack, 'Webhooks', { stage, service: name })],
    ['bucket Webhooks', (stack, name) => ListBackupBucket.fromStage(stack, 'Webhooks', { stage, service: name })],
  ])('%s of a service that no stack could be named after is refused', (_, make) => {
    for (const name of ['', 'Billing', 'billing service', 'billing-', '1st', 'a'.repeat(65), 7 as never]) {
      expect(() => make(newStack(), name)).toThrow(refusal('service', name, 'must have 1 to 64 lower-case letters and digits'));
    }
  });
});

const TABLE = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-hooks';
const QUEUE = 'arn:aws:sqs:us-west-2:123456789012:listbackup-hooks-queue-main.fifo';
const DEAD = 'arn:aws:sqs:us-west-2:123456789012:listbackup-hooks-dlq-main.fifo';
const BUCKET = 'arn:aws:s3:::listbackup-hooks-main-123456789012-us-west-2';

interface Own {
  readonly stack: Stack;
  readonly table: IListBackupTable;
  readonly queue: IListBackupQueue;
  readonly bucket: IListBackupBucket;
}

function created(): Own {
  const stack = newStack({ env: MAIN_ENV });
  const home = new Stack(stack.node.root as never, 'Home', { env: MAIN_ENV });
  const named = { ...own, name: 'hooks', environmentVariable: 'HOOKS' };
  return {
    stack,
    table: new ListBackupTable(home, 'Webhooks', { ...named, partitionKey, indexes: [index], timeToLiveAttribute: 'until', stream: StreamViewType.KEYS_ONLY }),
    queue: new ListBackupQueue(new Construct(home, 'Queues'), 'Webhooks', { ...named, visibilityTimeout: Duration.seconds(90), maxConcurrency: 4 }),
    bucket: new ListBackupBucket(new Construct(home, 'Buckets'), 'Webhooks', named),
  };
}

function imported(lookup?: ListBackupLookup): Own {
  const stack = newStack({ env: MAIN_ENV });
  const named = { ...own, name: 'hooks', environmentVariable: 'HOOKS', lookup };
  return {
    stack,
    table: ListBackupTable.fromStage(stack, 'Webhooks', { ...named, indexNames: ['UrlIndex'], timeToLiveAttribute: 'until', hasStream: true }),
    queue: ListBackupQueue.fromStage(new Construct(stack, 'Queues'), 'Webhooks', { ...named, visibilityTimeout: Duration.seconds(90), maxConcurrency: 4 }),
    bucket: ListBackupBucket.fromStage(new Construct(stack, 'Buckets'), 'Webhooks', named),
  };
}

describe.each<[string, () => Own]>([
  ['created in another stack', created],
  ['found by exports', () => imported()],
  ['found by outputs', () => imported(ListBackupLookup.outputs())],
  ['found by names', () => imported(ListBackupLookup.names())],
])('own handles %s', (kind, make) => {
  const { stack, table, queue, bucket } = make();
  const read = (value: string) => deployed(stack.resolve(value));

  test('are called the same', () => {
    expect([table.tableName, table.tableArn].map(read)).toEqual(['listbackup-main-hooks', TABLE]);
    expect([queue.queueName, queue.queueArn, queue.deadLetterQueue.queueArn].map(read)).toEqual(['listbackup-hooks-queue-main.fifo', QUEUE, DEAD]);
    expect([bucket.bucketName, bucket.bucketArn].map(read)).toEqual(['listbackup-hooks-main-123456789012-us-west-2', BUCKET]);
    expect([table, queue, bucket].map(({ environmentVariable }) => environmentVariable)).toEqual(['HOOKS', 'HOOKS', 'HOOKS']);
  });

  test('say the same of themselves', () => {
    expect([table.indexNames, table.timeToLiveAttribute]).toEqual([['UrlIndex'], 'until']);
    expect([queue.visibilityTimeout.toSeconds(), queue.maxConcurrency, queue.maxReceiveCount, queue.batchSize]).toEqual([90, 4, 3, 1]);
  });

  test('have a stream, unless nothing can tell its ARN', () => {
    if (kind === 'found by names') expect(() => table.tableStreamArn).toThrow(noNamingRule('WebhooksTableStreamArn', 'listbackup-api-billing-main'));
    else expect(read(table.tableStreamArn ?? '')).toBe(`${TABLE}/stream/1`);
  });

  test('are granted alike', () => {
    const role = roleIn(stack, 'Role');
    table.grant(role, 'dynamodb:Query');
    queue.grantPurge(role);
    bucket.grantDelete(role, 'x/*');
    expect(statementsOf(role)).toEqual([
      { Effect: 'Allow', Action: 'dynamodb:Query', Resource: [TABLE, `${TABLE}/index/*`] },
      { Effect: 'Allow', Action: ['sqs:PurgeQueue', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], Resource: QUEUE },
      { Effect: 'Allow', Action: 's3:DeleteObject*', Resource: `${BUCKET}/x/*` },
    ]);
  });

  test('import one value each by exports', () => {
    const imports = importsOf(stack.resolve([table.tableArn, queue.queueArn, bucket.bucketArn]));
    expect(imports).toEqual(kind === 'found by exports'
      ? ['listbackup-api-billing-main-WebhooksBucketName', 'listbackup-api-billing-main-WebhooksQueueUrl', 'listbackup-api-billing-main-WebhooksTableName']
      : []);
  });
});

describe('a handle of what no service could have made is refused', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a table of the catalogue', () => ListBackupTable.fromStage(newStack(), 'Users', own), refusal('name', ANY_VALUE, 'can\'t be "users", the name of the catalogue\'s Users')],
    ['a queue of the catalogue', () => ListBackupQueue.fromStage(newStack(), 'Hooks', { ...own, name: 'sync' }), refusal('name', ANY_VALUE, 'can\'t be "sync", the name of the catalogue\'s Sync')],
    ['a bucket of the catalogue', () => ListBackupBucket.fromStage(newStack(), 'Data', own), refusal('name', ANY_VALUE, 'can\'t be "data", the name of the catalogue\'s Data')],
    ['an id that is no logical ID', () => ListBackupTable.fromStage(newStack(), 'web-hooks', own), refusal('id', 'web-hooks')],
    ['a queue\'s whole name', () => ListBackupQueue.fromStage(newStack(), 'Hooks', { ...own, name: 'hooks.fifo' }), refusal('name', 'hooks.fifo')],
    ['a figure that SQS refuses', () => ListBackupQueue.fromStage(newStack(), 'Hooks', { ...own, batchSize: 11 }), refusal('batchSize', 11)],
    ['no stage', () => ListBackupBucket.fromStage(newStack(), 'Hooks', { service } as never), refusal('stage', /undefined/)],
    ['no props', () => ListBackupTable.fromStage(newStack(), 'Hooks', undefined as never), refusal('stage', /undefined/)],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
