import { makePlan } from '../../../src/plan/plan';
import { stageOf, type StageSketch } from '../support/judged';

type Properties = Record<string, unknown>;

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const TOKEN = 'arn:aws:lambda:us-west-2:123456789012:function:provider';
const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'docs' }, ...KEPT };
const stage = (resources: Record<string, unknown>): StageSketch => ({ files: { Resources: { Docs: BUCKET, ...resources } as never } });

/** The findings of a plan between two forms of a custom resource; `undefined` is one that is not there. */
function found(type: string, before: Properties | undefined, after: Properties | undefined, beside: Record<string, unknown> = {}): readonly string[] {
  const custom = (properties: Properties | undefined) => (
    properties === undefined ? {} : { It: { Type: type, Properties: { ServiceToken: TOKEN, ...properties } } });
  const [deployed, target] = [stageOf(stage(custom(before))), stageOf(stage({ ...beside, ...custom(after) }))];
  const { reasons } = makePlan({ deployed, target, existing: [], accept: new Set(), dropLeftovers: false });
  return reasons.map(({ rule, accept = '', what }) => `${rule} ${accept}: ${what}`);
}

describe('the notifications of a bucket, as the handler of the CDK sets them', () => {
  const TYPE = 'Custom::S3BucketNotifications';
  const entry = (Events: string[], filters: Record<string, string> = {}, arn: unknown = 'arn:topic') => ({
    Events, TopicArn: arn, Filter: { Key: { FilterRules: Object.entries(filters).map(([Name, Value]) => ({ Name, Value })) } },
  });
  const notified = (...entries: object[]): Properties => ({ BucketName: { Ref: 'Docs' }, NotificationConfiguration: { TopicConfigurations: entries } });
  const all = entry(['s3:ObjectCreated:*']);

  test.each<[what: string, before: Properties | undefined, after: Properties | undefined, right: string | undefined]>([
    ['all go', notified(all), undefined, 'the bucket loses its notifications'],
    ['an entry goes', notified(all, entry(['s3:ObjectRemoved:*'])), notified(all), 'of s3:ObjectRemoved:*'],
    ['an event goes', notified(entry(['s3:ObjectCreated:*', 's3:ObjectRemoved:*'])), notified(all), 'of s3:ObjectRemoved:*'],
    ['only one event of a kind is left', notified(all), notified(entry(['s3:ObjectCreated:Put'])), 'of s3:ObjectCreated:*'],
    ['a prefix is asked for', notified(all), notified(entry(['s3:ObjectCreated:*'], { prefix: 'a/' })), 'of s3:ObjectCreated:*'],
    ['another prefix', notified(entry(['s3:ObjectCreated:*'], { prefix: 'a/' })), notified(entry(['s3:ObjectCreated:*'], { prefix: 'b/' })), 'below a/'],
    ['a queue in place of the topic', notified(all), { BucketName: { Ref: 'Docs' }, NotificationConfiguration: { QueueConfigurations: [{ Events: ['s3:ObjectCreated:*'], QueueArn: 'arn:q' }] } }, 'of s3:ObjectCreated:*'],
    ['EventBridge goes', { BucketName: 'docs', NotificationConfiguration: { EventBridgeConfiguration: {} } }, { BucketName: 'docs', NotificationConfiguration: {} }, 'of Amazon EventBridge'],
    ['it begins to manage what others set', { ...notified(all), Managed: false }, { ...notified(all), Managed: true }, 'the notifications that others set on the bucket are replaced'],
    ['another bucket', { ...notified(all), BucketName: 'other' }, notified(all), 'the bucket that it named before loses its notifications'],
    ['an entry comes', notified(all), notified(entry(['s3:ObjectRemoved:*']), all), undefined],
    ['a shorter prefix', notified(entry(['s3:ObjectCreated:Put'], { prefix: 'a/b/' })), notified(entry(['s3:ObjectCreated:*'], { prefix: 'a/' })), undefined],
    ['another topic', notified(all), notified(entry(['s3:ObjectCreated:*'], {}, 'arn:other')), undefined],
    ['they come', undefined, notified(all), undefined],
    ['nothing changes', notified(all), notified(all), undefined],
  ])('%s', (_, before, after, right) => {
    expect(found(TYPE, before, after)).toEqual(right === undefined ? [] : [expect.stringContaining(right)]);
  });

  test('the bucket itself takes over, and the handler is not called when it leaves', () => {
    const Docs = { ...BUCKET, Properties: { ...BUCKET.Properties, NotificationConfiguration: { TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: 'arn:topic' }] } } };
    expect(found(TYPE, notified(all), undefined, { Docs })).toEqual([]);
  });
});

describe('a custom resource of one call', () => {
  const TYPE = 'Custom::AWS';
  const call = (service: string, action: string, parameters: object = {}) => JSON.stringify({ service, action, parameters });

  test.each<[what: string, before: Properties | undefined, after: Properties | undefined, right: string | undefined]>([
    ['its deletion deletes', { Delete: call('S3', 'deleteBucket') }, undefined, 'its deletion calls S3 deleteBucket'],
    ['by the name of a command', { Delete: call('@aws-sdk/client-s3', 'DeleteBucketCommand') }, undefined, 'DeleteBucketCommand'],
    ['its deletion writes', { Delete: call('SSM', 'putParameter') }, undefined, 'its deletion calls SSM putParameter'],
    ['nobody can tell what its deletion calls', { Delete: { 'Fn::Join': ['', ['{"service":', { Ref: 'Docs' }]] }, Create: call('SSM', 'getParameter') }, undefined, 'its deletion calls what is not known here'],
    ['its deletion reads', { Delete: call('S3', 'listObjectsV2') }, undefined, undefined],
    ['it has no deletion', { Create: call('S3', 'putObject') }, undefined, undefined],
    ['its update writes', { Update: call('S3', 'putObject') }, { Update: call('S3', 'deleteObject') }, 'its update calls S3 deleteObject'],
    ['its update reads', { Update: call('SSM', 'getParameter') }, { Update: call('SSM', 'getParameter', { Name: '/a' }) }, undefined],
    ['its deletion is taken out', { Create: call('S3', 'putObject'), Delete: call('S3', 'deleteBucket') }, { Create: call('S3', 'putObject') }, undefined],
    ['its creation deletes', undefined, { Create: call('DynamoDB', 'deleteTable') }, 'its creation calls DynamoDB deleteTable'],
    ['its creation sets an expiry', undefined, { Create: call('DynamoDB', 'updateTimeToLive') }, 'its creation calls DynamoDB updateTimeToLive'],
    ['its creation sets rules of a bucket', undefined, { Create: call('@aws-sdk/client-s3', 'PutBucketLifecycleConfigurationCommand') }, 'PutBucketLifecycleConfigurationCommand'],
    ['its creation changes a database', undefined, { Create: call('RDS', 'modifyDBInstance') }, 'its creation calls RDS modifyDBInstance'],
    ['its creation adds something', undefined, { Create: call('S3', 'putObject') }, undefined],
    ['its creation reads', undefined, { Create: call('SSM', 'getParameter') }, undefined],
  ])('%s', (_, before, after, right) => {
    expect(found(TYPE, before, after)).toEqual(right === undefined ? [] : [expect.stringContaining(right)]);
  });

  test('a creation that changes only what is new as well is harmless', () => {
    const Table = { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] } };
    const create = { 'Fn::Join': ['', ['{"service":"DynamoDB","action":"updateTimeToLive","parameters":{"TableName":"', { Ref: 'Table' }, '"}}']] };
    expect(found(TYPE, undefined, { Create: create }, { Table })).toEqual([]);
  });
});
