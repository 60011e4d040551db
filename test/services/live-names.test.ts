import { App, Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ListBackupBucket, ListBackupQueue, ListBackupSecurity, ListBackupStage, ListBackupTable } from '../../src';
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
