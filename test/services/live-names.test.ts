import { App, Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ListBackupBucket, ListBackupFunction, ListBackupQueue, ListBackupRuntime, ListBackupSecurity, ListBackupStage, ListBackupTable } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, synth, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const service = 'listbackup-domains';
const partitionKey = { name: 'id', type: AttributeType.STRING };
const table = (props: object, id = 'LinkStates') => synth((stack) => new ListBackupTable(stack, id, { stage, service, partitionKey, ...props }));
const queue = (props: object, id = 'Calls') => synth((stack) => new ListBackupQueue(stack, id, { stage, service, ...props }));
const bucket = (props: object, id = 'Uploads') => synth((stack) => new ListBackupBucket(stack, id, { stage, service, ...props }));

describe('tableName', () => {
  test('is the whole name, and the exports keep their pattern', () => {
    const template = table({ tableName: 'link-states-main' });
    expect(template.Resources.LinkStatesTable.Properties.TableName).toBe('link-states-main');
    expect(exportsOf(template)).toEqual({
      LinkStatesTableName: 'listbackup-domains-main-LinkStatesTableName',
      LinkStatesTableArn: 'listbackup-domains-main-LinkStatesTableArn',
    });
  });

  test('leaves the variable free of the stage', () => {
    expect(new ListBackupTable(newStack(), 'LinkStates', { stage, service, partitionKey, tableName: 'link-states-main' }).environmentVariable).toBe('LINK_STATES_TABLE');
  });

  test('is found from another app', () => {
    const stack = new Stack(new App(), 'Reader', { env: MAIN_ENV });
    new CfnOutput(stack, 'Arn', { value: ListBackupTable.fromStage(stack, 'LinkStates', { stage, service, tableName: 'link-states-main' }).tableArn });
    expect(JSON.stringify(templateOf(stack).Outputs)).toMatch(/listbackup-domains-main-LinkStatesTableName|table\/link-states-main/);
  });

  test.each<[string, object, RegExp]>([
    ['too short', { tableName: 'ab' }, refusal('tableName', 'ab', 'must have 3 to 255 letters, digits, "_", "." and "-"')],
    ['with a slash', { tableName: 'oauth/states' }, refusal('tableName', 'oauth/states')],
    ['a token', { tableName: `states-${Aws.REGION}` }, refusal('tableName', ANY_VALUE, 'must be known at synthesis')],
    ['the catalogue\'s', { tableName: 'listbackup-main-users' }, refusal('tableName', ANY_VALUE, 'can\'t be "listbackup-main-users", the name of the catalogue\'s Users, which ListBackupTables creates')],
    ['beside a name', { tableName: 'link-states-main', name: 'states' }, refusal('name', 'states', 'can\'t be combined with tableName, which is the whole name')],
  ])('is refused: %s', (_what, props, message) => {
    expect(() => table(props)).toThrow(message);
  });
});

describe('awsManagedKey', () => {
  test('gives SSEEnabled alone, also in a hardened stack', () => {
    const { Resources } = table({ awsManagedKey: true, security: ListBackupSecurity.HARDENED });
    expect(Resources.LinkStatesTable.Properties.SSESpecification).toEqual({ SSEEnabled: true });
    expect(Object.values(Resources).map(({ Type }) => Type)).toEqual(['AWS::DynamoDB::Table']);
  });

  test('is refused beside a key', () => {
    expect(() => synth((stack) => new ListBackupTable(stack, 'LinkStates', { stage, service, partitionKey, awsManagedKey: true, encryptionKey: new Key(stack, 'Key') })))
      .toThrow(refusal('awsManagedKey', true, 'can\'t be combined with encryptionKey'));
  });
});

describe('queueName', () => {
  const names = { queueName: 'oauth-calls-main.fifo', deadLetterQueueName: 'oauth-failures-main.fifo' };

  test('names both queues, and the redrive policy follows', () => {
    const { Resources } = queue(names);
    expect(Resources.CallsQueue.Properties.QueueName).toBe('oauth-calls-main.fifo');
    expect(Resources.CallsDeadLetterQueue.Properties.QueueName).toBe('oauth-failures-main.fifo');
    expect(JSON.stringify(Resources.CallsDeadLetterQueue.Properties.RedriveAllowPolicy)).toContain(':oauth-calls-main.fifo');
  });

  test('is found from another app', () => {
    const found = ListBackupQueue.fromStage(newStack(), 'Calls', { stage, service, ...names });
    expect([found.queueName, found.deadLetterQueue.queueName, found.environmentVariable]).toEqual(['oauth-calls-main.fifo', 'oauth-failures-main.fifo', 'CALLS_QUEUE_URL']);
  });

  test.each<[string, object, RegExp]>([
    ['not FIFO', { ...names, queueName: 'oauth-calls-main' }, refusal('queueName', 'oauth-calls-main')],
    ['81 characters', { ...names, queueName: `${'a'.repeat(76)}.fifo` }, refusal('queueName', ANY_VALUE)],
    ['alone', { queueName: 'oauth-calls-main.fifo' }, refusal('deadLetterQueueName', /undefined/)],
    ['twice the same', { ...names, deadLetterQueueName: names.queueName }, refusal('deadLetterQueueName', ANY_VALUE, 'must differ from queueName')],
    ['a token', { ...names, queueName: `calls-${Aws.REGION}.fifo` }, refusal('queueName', ANY_VALUE, 'must be known at synthesis')],
    ['the catalogue\'s', { ...names, queueName: 'listbackup-sync-dlq-main.fifo' }, refusal('queueName', ANY_VALUE, 'can\'t be "listbackup-sync-dlq-main.fifo", the name of the catalogue\'s Sync, which ListBackupQueues creates')],
    ['beside a name', { ...names, name: 'calls' }, refusal('name', 'calls', 'can\'t be combined with queueName, which is the whole name')],
  ])('is refused: %s', (_what, props, message) => {
    expect(() => queue(props)).toThrow(message);
  });
});

describe('bucketName', () => {
  test('is the whole name', () => {
    expect(bucket({ bucketName: 'acme-uploads-main' }).Resources.UploadsBucket.Properties.BucketName).toBe('acme-uploads-main');
  });

  test('is found from another app', () => {
    const found = ListBackupBucket.fromStage(newStack(), 'Uploads', { stage, service, bucketName: 'acme-uploads-main' });
    expect(found.environmentVariable).toBe('UPLOADS_BUCKET_NAME');
  });

  test.each<[string, object, RegExp]>([
    ['upper case', { bucketName: 'Acme' }, refusal('bucketName', 'Acme')],
    ['64 characters', { bucketName: 'a'.repeat(64) }, refusal('bucketName', ANY_VALUE)],
    ['the catalogue\'s', { bucketName: 'listbackup-data-main-123456789012-us-west-2' }, refusal('bucketName', ANY_VALUE, 'can\'t be "listbackup-data-main-123456789012-us-west-2", the name of the catalogue\'s Data, which ListBackupBuckets creates')],
    ['beside a name', { bucketName: 'acme-uploads', name: 'uploads' }, refusal('name', 'uploads', 'can\'t be combined with bucketName, which is the whole name')],
    ['replicated without the other name', { bucketName: 'acme-uploads', replication: { region: 'us-east-1' } }, refusal('replication.bucketName', /undefined/, 'must be set together with bucketName: no rule names the other bucket')],
  ])('is refused: %s', (_what, props, message) => {
    expect(() => bucket(props)).toThrow(message);
  });
});

describe('exportNames', () => {
  const exportNames = { LinkStatesTableName: 'domains-main-table' };

  test('replaces the names that are given, and no other', () => {
    expect(exportsOf(table({ exportNames }))).toEqual({
      LinkStatesTableName: 'domains-main-table',
      LinkStatesTableArn: 'listbackup-domains-main-LinkStatesTableArn',
    });
  });

  test('also names the exports of streams, queues and buckets', () => {
    const named = (names: object) => expect.objectContaining(names) as object;
    expect(exportsOf(table({ stream: StreamViewType.KEYS_ONLY, exportNames: { LinkStatesTableStreamArn: 'links:stream' } }))).toEqual(named({ LinkStatesTableStreamArn: 'links:stream' }));
    expect(exportsOf(queue({ exportNames: { CallsQueueUrl: 'calls-url', CallsDeadLetterQueueArn: 'calls-failures' } })))
      .toEqual(named({ CallsQueueUrl: 'calls-url', CallsDeadLetterQueueArn: 'calls-failures', CallsQueueArn: 'listbackup-domains-main-CallsQueueArn' }));
    expect(exportsOf(bucket({ exportNames: { UploadsBucketName: 'uploads' } }))).toEqual(named({ UploadsBucketName: 'uploads' }));
  });

  test('are imported under the same names from another app', () => {
    const stack = new Stack(new App(), 'Reader', { env: MAIN_ENV });
    const read = (key: string, value: string) => new CfnOutput(stack, key, { value });
    read('Table', ListBackupTable.fromStage(stack, 'LinkStates', { stage, service, exportNames }).tableName);
    read('Queue', ListBackupQueue.fromStage(stack, 'Calls', { stage, service, exportNames: { CallsQueueUrl: 'calls-url' } }).queueUrl);
    read('Bucket', ListBackupBucket.fromStage(stack, 'Uploads', { stage, service, exportNames: { UploadsBucketName: 'uploads' } }).bucketName);
    expect(Object.values(templateOf(stack).Outputs).map(({ Value }) => Value)).toEqual([
      { 'Fn::ImportValue': 'domains-main-table' }, { 'Fn::ImportValue': 'calls-url' }, { 'Fn::ImportValue': 'uploads' },
    ]);
  });

  test('are read by a stack of the same app', () => {
    const app = new App();
    const [home, reader] = ['Home', 'Reader'].map((id) => new Stack(app, id, { env: MAIN_ENV })) as [Stack, Stack];
    const made = new ListBackupTable(home, 'LinkStates', { stage, service, partitionKey, stream: StreamViewType.KEYS_ONLY, exportNames: { LinkStatesTableStreamArn: 'links:stream' } });
    new CfnOutput(reader, 'Stream', { value: made.tableStreamArn ?? '' });
    expect(templateOf(reader).Outputs.Stream?.Value).toEqual({ 'Fn::ImportValue': 'links:stream' });
  });

  test('are refused twice in one account and Region, whichever service has them', () => {
    const stack = newStack();
    new ListBackupTable(stack, 'LinkStates', { stage, service, partitionKey, exportNames });
    expect(() => new ListBackupTable(stack, 'Others', { stage, service: 'listbackup-teams', partitionKey, exportNames: { OthersTableName: 'domains-main-table' } }))
      .toThrow(/Export "domains-main-table" is already published by/);
  });

  test.each<[string, object, RegExp]>([
    ['of an output that isn\'t there', { LinkStatesTableUrl: 'x' }, refusal('exportNames.LinkStatesTableUrl', 'x', 'must be for an output of the resource')],
    ['of a stream that isn\'t there', { LinkStatesTableStreamArn: 'x' }, refusal('exportNames.LinkStatesTableStreamArn', 'x', 'must be for an output of the resource')],
    ['with an underscore', { LinkStatesTableName: 'a_b' }, refusal('exportNames.LinkStatesTableName', 'a_b', 'must have 1 to 255 letters, digits, colons and hyphens, and be known at synthesis')],
    ['a token', { LinkStatesTableName: Aws.REGION }, refusal('exportNames.LinkStatesTableName', ANY_VALUE)],
    ['twice the same', { LinkStatesTableName: 'x', LinkStatesTableArn: 'x' }, refusal('exportNames.LinkStatesTableArn', 'x', 'can\'t be the name of LinkStatesTableName, too: an export name is unique')],
  ])('are refused: %s', (_what, names, message) => {
    expect(() => table({ exportNames: names })).toThrow(message);
  });
});

describe('a standard queue', () => {
  test('has neither FIFO properties nor names that end with .fifo', () => {
    const { Resources } = queue({ fifo: false });
    expect(Resources.CallsQueue.Properties).toMatchObject({ QueueName: 'listbackup-calls-queue-main', SqsManagedSseEnabled: true, RedrivePolicy: { maxReceiveCount: 3 } });
    expect(Resources.CallsDeadLetterQueue.Properties.QueueName).toBe('listbackup-calls-dlq-main');
    for (const id of ['CallsQueue', 'CallsDeadLetterQueue']) expect(Object.keys(Resources[id]?.Properties ?? {}).filter((name) => /fifo|dedup/i.test(name))).toEqual([]);
  });

  test('keeps a live name, and is found from another app', () => {
    const names = { fifo: false, queueName: 'worker-backup-main', deadLetterQueueName: 'worker-backup-failures-main' };
    expect(queue(names).Resources.CallsQueue.Properties.QueueName).toBe('worker-backup-main');
    const found = ListBackupQueue.fromStage(newStack(), 'Calls', { stage, service, ...names });
    expect([found.fifo, found.queueName, found.deadLetterQueue.queueName]).toEqual([false, 'worker-backup-main', 'worker-backup-failures-main']);
  });

  test.each<[string, object, RegExp]>([
    ['high throughput', { fifo: false, highThroughput: true }, refusal('highThroughput', true, 'can\'t be combined with fifo: false: a standard queue has no limit of this kind')],
    ['the ending .fifo', { fifo: false, queueName: 'a.fifo', deadLetterQueueName: 'b' }, refusal('queueName', 'a.fifo', 'must have letters, digits, "_" and "-" and have at most 80 characters; queueName and deadLetterQueueName go together')],
    ['the event bus\' queue', { fifo: false, queueName: 'listbackup-events-bus-dlq-main', deadLetterQueueName: 'b' }, refusal('queueName', ANY_VALUE)],
    ['text', { fifo: 'no' }, refusal('fifo', 'no', 'must be true or false')],
  ])('is refused with %s', (_what, props, message) => {
    expect(() => queue(props)).toThrow(message);
  });

  const consumed = (props: object, options: object) => synth((stack) => {
    const fn = new ListBackupFunction(stack, 'Worker', { stage, name: 'worker', runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = async () => {}') });
    fn.consume(new ListBackupQueue(stack, 'Calls', { stage, service, ...props }), options);
  });

  test('is consumed in large batches', () => {
    const { Resources } = consumed({ fifo: false }, { batchSize: 100, maxBatchingWindow: Duration.seconds(20) });
    expect(Object.values(Resources).find(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping')?.Properties)
      .toMatchObject({ BatchSize: 100, MaximumBatchingWindowInSeconds: 20 });
  });

  test.each<[string, object, object, RegExp]>([
    ['more than 10 without a window', { fifo: false }, { batchSize: 11 }, refusal('batchSize for queue Calls', 11, 'must be at most 10 without maxBatchingWindow')],
    ['a window for a FIFO queue', {}, { maxBatchingWindow: Duration.seconds(5) }, refusal('maxBatchingWindow for queue Calls', ANY_VALUE, 'requires a standard queue, because Lambda doesn\'t wait for messages of a FIFO queue')],
    ['a window of 301 seconds', { fifo: false }, { maxBatchingWindow: Duration.seconds(301) }, refusal('maxBatchingWindow for queue Calls', ANY_VALUE)],
  ])('refuses %s', (_what, props, options, message) => {
    expect(() => consumed(props, options)).toThrow(message);
  });
});
