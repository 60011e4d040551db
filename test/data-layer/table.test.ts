import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ListBackupStage, ListBackupTable, ListBackupTableProps } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, newStack, synth, tagsOf, templateOf } from '../support/synth';

const id = { name: 'id', type: AttributeType.STRING };
const own = (props: Partial<ListBackupTableProps> = {}): ListBackupTableProps => (
  { stage: ListBackupStage.MAIN, service: 'listbackup-api-billing', partitionKey: id, ...props }
);
const make = (name: string, props: Partial<ListBackupTableProps> = {}) => synth((stack) => new ListBackupTable(stack, name, own(props)));

test('a service\'s own table is named, protected, tagged and published like the catalogue\'s', () => {
  const template = make('ApiTokens', { sortKey: { name: 'at', type: AttributeType.NUMBER }, timeToLiveAttribute: 'until', stream: StreamViewType.KEYS_ONLY });
  const table = template.Resources.ApiTokensTable;
  expect(table).toMatchObject({ Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain' });
  expect(table.Properties).toMatchObject({
    TableName: 'listbackup-main-api-tokens',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }, { AttributeName: 'at', KeyType: 'RANGE' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, { AttributeName: 'at', AttributeType: 'N' }],
    TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    DeletionProtectionEnabled: true,
  });
  expect(tagsOf(table)).toEqual({ Service: 'listbackup-api-billing', Stage: 'main', ManagedBy: 'CDK' });
  expect(exportsOf(template)).toEqual({
    ApiTokensTableName: 'listbackup-api-billing-main-ApiTokensTableName',
    ApiTokensTableArn: 'listbackup-api-billing-main-ApiTokensTableArn',
    ApiTokensTableStreamArn: 'listbackup-api-billing-main-ApiTokensTableStreamArn',
  });
});

test('name and environment variable can be chosen', () => {
  const stack = newStack();
  const table = new ListBackupTable(stack, 'Webhooks', own({ name: 'hooks', environmentVariable: 'HOOKS' }));
  expect(table.environmentVariable).toBe('HOOKS');
  expect(templateOf(stack).Resources.WebhooksTable.Properties.TableName).toBe('listbackup-main-hooks');
});

test('a projection of some attributes', () => {
  const { Resources } = make('Webhooks', { indexes: [{ indexName: 'ByUrl', partitionKey: { name: 'url', type: AttributeType.STRING }, nonKeyAttributes: ['at'] }] });
  expect(Resources.WebhooksTable.Properties.GlobalSecondaryIndexes).toEqual([
    { IndexName: 'ByUrl', KeySchema: [{ AttributeName: 'url', KeyType: 'HASH' }], Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['at'] } },
  ]);
});

test('a statement added later makes the resource policy', () => {
  const { Resources } = synth((stack) => {
    const table = new ListBackupTable(stack, 'Webhooks', own());
    table.addToResourcePolicy(new PolicyStatement({ principals: [new ServicePrincipal('x.amazonaws.com')], actions: ['dynamodb:Query'], resources: ['*'] }));
  });
  expect(Resources.WebhooksTable.Properties.ResourcePolicy).toMatchObject({ PolicyDocument: { Statement: [{ Action: 'dynamodb:Query' }] } });
});

test('retained on update or delete, yet not when its creation fails', () => {
  expect(make('Webhooks', { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }).Resources.WebhooksTable)
    .toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

const index = (indexName: string, partitionKey = id) => ({ indexName, partitionKey });

describe('is refused', () => {
  test.each<[string, string, Partial<ListBackupTableProps>, RegExp]>([
    ['an id of the catalogue', 'Users', { name: 'people' }, refusal('name', ANY_VALUE, 'can\'t be "people", the name of the catalogue\'s Users, which ListBackupTables creates')],
    ['a name of the catalogue', 'People', { name: 'user-accounts' }, refusal('name', ANY_VALUE, 'can\'t be "user-accounts", the name of the catalogue\'s UserAccounts, which ListBackupTables creates')],
    ['an id that is no logical ID', 'my-hooks', {}, refusal('id', 'my-hooks', 'must have letters and digits only, and start with a letter: it becomes the logical ID and the name')],
    ['a name with upper case', 'Hooks', { name: 'Hooks' }, refusal('name', 'Hooks')],
    ['an empty name', 'Hooks', { name: '' }, refusal('name', '')],
    ['no partition key', 'Hooks', { partitionKey: undefined }, refusal('partitionKey', /undefined/)],
    ['a key without a type', 'Hooks', { partitionKey: { name: 'id' } as never }, refusal('partitionKey', ANY_VALUE, 'must have a name and one of the types B, N, S')],
    ['an attribute of two types', 'Hooks', { indexes: [index('ByNumber', { name: 'id', type: AttributeType.NUMBER })] }, refusal('attribute id', 'N', 'must be of type S, as in another key of the table')],
    ['an index name too short', 'Hooks', { indexes: [index('ab')] }, refusal('indexes.indexName', 'ab', 'must have 3 to 255 letters, digits, "_", "." and "-"')],
    ['an index without a name', 'Hooks', { indexes: [undefined as never] }, refusal('indexes.indexName', /undefined/)],
    ['two indexes of one name', 'Hooks', { indexes: [index('ById'), index('ById')] }, refusal('indexes', ANY_VALUE, 'can\'t have two indexes named "ById"')],
    ['more than 20 indexes', 'Hooks', { indexes: Array.from({ length: 21 }, (_, at) => index(`Index${at}`)) }, refusal('indexes', 21, 'must have at most 20 entries, DynamoDB\'s quota of global secondary indexes per table')],
  ])('%s', (_what, name, props, message) => {
    expect(() => make(name, props)).toThrow(message);
  });
});
