import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ACCOUNT, arn, attribute, grantedTo, joined, MAIN, newFunction, only, REGION, Statement, variablesOf } from './functions';
import {
  ListBackupAccess, ListBackupAuth, ListBackupDataLayer, ListBackupFunction, ListBackupLookup, ListBackupMessaging, ListBackupQueueAccess,
} from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { MAIN_ENV, newStack, synth, TemplateJson, templateOf } from '../support/synth';

const { READ, WRITE, READ_WRITE } = ListBackupAccess;
const { SEND, CONSUME, SEND_AND_CONSUME } = ListBackupQueueAccess;

const ID = 'WorkerFunction';

interface Stage {
  readonly data: ListBackupDataLayer;
  readonly messaging: ListBackupMessaging;
  readonly auth: ListBackupAuth;
}

/** The template of a function beside the stage's resources, or in another stack of the app. */
function worker(where: 'beside' | 'apart', use: (fn: ListBackupFunction, stage: Stage) => void): TemplateJson {
  const app = new App();
  const producer = new Stack(app, 'Producer');
  const stage = {
    data: new ListBackupDataLayer(producer, 'Data', { stage: MAIN }),
    messaging: new ListBackupMessaging(producer, 'Messaging', { stage: MAIN }),
    auth: new ListBackupAuth(producer, 'Auth', { stage: MAIN }),
  };
  const stack = where === 'beside' ? producer : new Stack(app, 'Consumer');
  use(newFunction(stack, 'Worker'), stage);
  const template = templateOf(stack);
  const generated = Object.keys(templateOf(producer).Outputs).filter((key) => key.startsWith('ExportsOutput'));
  expect(generated).toEqual([]);
  expect(stack.dependencies).toEqual(where === 'beside' ? [] : [producer]);
  return template;
}

/** Whatever stands in an action's list, in the order of the alphabet. */
const actionsOf = (statements: Statement[]) => statements.flatMap(({ Action }) => Action).sort();

describe('a table', () => {
  const ITEMS_READ = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];
  const ITEMS_WRITTEN = ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

  test.each([
    [READ, ITEMS_READ],
    [WRITE, ITEMS_WRITTEN],
    [READ_WRITE, [...ITEMS_READ, ...ITEMS_WRITTEN]],
  ])('%s, with its indexes', (access, actions) => {
    const template = worker('beside', (fn, { data }) => fn.useTable(data.tables.userAccounts, access));
    const statements = grantedTo(template, ID);
    expect(actionsOf(statements)).toEqual(actions.sort());
    for (const { Resource } of statements) {
      expect(Resource).toEqual([attribute('UserAccountsTable'), joined(attribute('UserAccountsTable'), '/index/*')]);
    }
    expect(variablesOf(template, ID).USER_ACCOUNTS_TABLE).toEqual({ Ref: 'UserAccountsTable' });
  });

  test('of another stack is known by its name', () => {
    const template = worker('apart', (fn, { data }) => fn.useTable(data.tables.mfaCodes, WRITE));
    expect(variablesOf(template, ID).MFA_CODES_TABLE).toBe('listbackup-main-mfa-codes');
    expect(grantedTo(template, ID)).toEqual([expect.objectContaining({
      Resource: [arn('dynamodb', 'table/listbackup-main-mfa-codes'), arn('dynamodb', 'table/listbackup-main-mfa-codes/index/*')],
    })]);
  });

  test('without indexes has none granted', () => {
    const template = worker('apart', (fn, { data }) => fn.useTable(data.tables.oauthStates, WRITE));
    expect(grantedTo(template, ID).map(({ Resource }) => Resource)).toEqual([[arn('dynamodb', 'table/listbackup-main-oauth-states')]]);
  });

  test('that another app deployed is read by one import', () => {
    const template = synth((stack) => newFunction(stack, 'Worker').useTable(ListBackupDataLayer.fromStage(stack, 'Data', { stage: MAIN }).tables.users, READ));
    expect(variablesOf(template, ID).USERS_TABLE).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-dynamodb-main-UsersTableName' });
    const imports = JSON.stringify(template).match(/"Fn::ImportValue":"[^"]+"/g) ?? [];
    expect(new Set(imports)).toEqual(new Set(['"Fn::ImportValue":"listbackup-infrastructure-dynamodb-main-UsersTableName"']));
  });

  test('with a key has the key granted', () => {
    const template = synth((stack) => {
      const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:123456789012:key/1');
      newFunction(stack, 'Worker').useTable(ListBackupDataLayer.fromStage(stack, 'Data', { stage: MAIN, encryptionKey }).tables.users, READ);
    });
    expect(grantedTo(template, ID)).toContainEqual(expect.objectContaining({ Resource: 'arn:aws:kms:us-west-2:123456789012:key/1' }));
  });

  test('lends its stream to CDK\'s own event source', () => {
    const template = worker('apart', (fn, { data }) => fn.addEventSource(new DynamoEventSource(data.tables.jobs, { startingPosition: StartingPosition.LATEST, retryAttempts: 3 })));
    const stream = { 'Fn::ImportValue': 'listbackup-infrastructure-dynamodb-main-JobsTableStreamArn' };
    expect(only(template, 'AWS::Lambda::EventSourceMapping')).toMatchObject({ EventSourceArn: stream, MaximumRetryAttempts: 3 });
    expect(grantedTo(template, ID)).toContainEqual({
      Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'], Resource: stream,
    });
  });
});

describe('a queue', () => {
  const SENT = ['sqs:SendMessage'];
  const CONSUMED = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];

  test.each([[SEND, SENT], [CONSUME, CONSUMED], [SEND_AND_CONSUME, [...SENT, ...CONSUMED]]])('%s', (access, actions) => {
    const template = worker('beside', (fn, { messaging }) => fn.useQueue(messaging.queues.sync, access));
    const statements = grantedTo(template, ID);
    expect(actionsOf(statements)).toEqual([...actions].sort());
    for (const { Resource } of statements) expect(Resource).toEqual(attribute('SyncQueue'));
    expect(variablesOf(template, ID).SYNC_QUEUE_URL).toEqual({ Ref: 'SyncQueue' });
  });

  test('of another stack is known by its name', () => {
    const template = worker('apart', (fn, { messaging }) => fn.useQueue(messaging.queues.alert, SEND));
    expect(grantedTo(template, ID).map(({ Resource }) => Resource)).toEqual([arn('sqs', 'listbackup-alert-queue-main.fifo')]);
    expect(variablesOf(template, ID).ALERT_QUEUE_URL)
      .toEqual(joined('https://sqs.', REGION, '.', { Ref: 'AWS::URLSuffix' }, '/', ACCOUNT, '/listbackup-alert-queue-main.fifo'));
  });
});

describe('a bucket', () => {
  const OBJECTS_READ = ['s3:GetBucket*', 's3:GetObject*', 's3:List*'];
  const OBJECTS_WRITTEN = [
    's3:Abort*', 's3:DeleteObject*', 's3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging',
  ];

  test.each([
    [READ, OBJECTS_READ],
    [WRITE, OBJECTS_WRITTEN],
    [READ_WRITE, [...OBJECTS_READ, ...OBJECTS_WRITTEN]],
  ])('%s, below a prefix', (access, actions) => {
    const template = worker('beside', (fn, { data }) => fn.useBucket(data.buckets.data, access, 'accounts/'));
    const statements = grantedTo(template, ID);
    expect(actionsOf(statements)).toEqual([...actions].sort());
    for (const { Resource } of statements) expect(Resource).toEqual([attribute('DataBucket'), joined(attribute('DataBucket'), '/accounts/*')]);
    expect(variablesOf(template, ID).DATA_BUCKET_NAME).toEqual({ Ref: 'DataBucket' });
  });

  test('as a whole, of another stack', () => {
    const template = worker('apart', (fn, { data }) => fn.useBucket(data.buckets.exports, READ));
    const bucket = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::listbackup-exports-main-', ACCOUNT, '-', REGION];
    expect(grantedTo(template, ID).map(({ Resource }) => Resource)).toEqual([[joined(...bucket), joined(...bucket, '/*')]]);
    expect(variablesOf(template, ID).EXPORTS_BUCKET_NAME).toEqual(joined('listbackup-exports-main-', ACCOUNT, '-', REGION));
  });

  test.each(['accounts/*', '/accounts/', 'a?c'])('a prefix such as %p is refused', (prefix) => {
    const stack = newStack();
    const { data } = ListBackupDataLayer.fromStage(stack, 'Data', { stage: MAIN }).buckets;
    expect(() => newFunction(stack, 'Worker').useBucket(data, READ, prefix)).toThrow(refusal('prefix', prefix));
  });
});

describe('the event bus', () => {
  const granted = (Resource: unknown, ...sources: string[]) => [
    { Action: 'events:PutEvents', Resource, Condition: { StringEquals: { 'events:source': sources } } },
  ];

  test('for the named sources only', () => {
    const template = worker('beside', (fn, { messaging }) => fn.useEventBus(messaging.eventBus, 'listbackup.jobs', 'listbackup.sources'));
    expect(grantedTo(template, ID)).toEqual(granted(attribute('EventBus'), 'listbackup.jobs', 'listbackup.sources'));
    expect(variablesOf(template, ID).EVENT_BUS_NAME).toEqual({ Ref: 'EventBus' });
  });

  test('of another stack is known by its name', () => {
    const template = worker('apart', (fn, { messaging }) => fn.useEventBus(messaging.eventBus, 'listbackup.jobs'));
    expect(grantedTo(template, ID)).toEqual(granted(arn('events', 'event-bus/listbackup-events-main'), 'listbackup.jobs'));
    expect(variablesOf(template, ID).EVENT_BUS_NAME).toBe('listbackup-events-main');
  });

  test('for no source is refused', () => {
    expect(() => worker('beside', (fn, { messaging }) => fn.useEventBus(messaging.eventBus))).toThrow(refusal('grantPublish: sources', ANY_VALUE, 'must be a list of one or more sources'));
    expect(() => worker('beside', (fn, { messaging }) => fn.useEventBus(messaging.eventBus, 'shop.orders'))).toThrow(refusal('sources', 'shop.orders'));
  });
});

describe('the user pool', () => {
  const FOUND = [
    'cognito-idp:AdminGetUser', 'cognito-idp:AdminListGroupsForUser', 'cognito-idp:DescribeUserPool', 'cognito-idp:GetGroup', 'cognito-idp:ListGroups',
    'cognito-idp:ListUsers', 'cognito-idp:ListUsersInGroup',
  ];
  const CHANGED = [
    'cognito-idp:AdminAddUserToGroup', 'cognito-idp:AdminConfirmSignUp', 'cognito-idp:AdminCreateUser', 'cognito-idp:AdminDeleteUser',
    'cognito-idp:AdminDeleteUserAttributes', 'cognito-idp:AdminDisableUser', 'cognito-idp:AdminEnableUser', 'cognito-idp:AdminRemoveUserFromGroup',
    'cognito-idp:AdminResetUserPassword', 'cognito-idp:AdminSetUserMFAPreference', 'cognito-idp:AdminSetUserPassword',
    'cognito-idp:AdminUpdateUserAttributes', 'cognito-idp:AdminUserGlobalSignOut',
  ];

  test('says where tokens come from, and grants nothing', () => {
    const template = worker('beside', (fn, { auth }) => fn.useAuth(auth));
    const issuer = ['https://cognito-idp.', REGION, '.amazonaws.com/', { Ref: 'CognitoUserPool' }];
    expect(variablesOf(template, ID)).toEqual({
      STAGE: 'main',
      DYNAMODB_TABLE_PREFIX: 'listbackup-main',
      COGNITO_USER_POOL_ID: { Ref: 'CognitoUserPool' },
      COGNITO_CLIENT_ID: { Ref: 'CognitoUserPoolClient' },
      COGNITO_REGION: REGION,
      COGNITO_ISSUER: joined(...issuer),
      COGNITO_JWKS_URI: joined(...issuer, '/.well-known/jwks.json'),
    });
    expect(grantedTo(template, ID)).toEqual([]);
  });

  test.each([[READ, FOUND], [WRITE, CHANGED], [READ_WRITE, [...FOUND, ...CHANGED]]])('%s its users', (access, actions) => {
    const template = worker('beside', (fn, { auth }) => fn.useAuth(auth, access));
    expect(grantedTo(template, ID)).toEqual([{ Action: actions, Resource: attribute('CognitoUserPool') }]);
  });

  test('of another stack is known by its exports', () => {
    const template = worker('apart', (fn, { auth }) => fn.useAuth(auth, READ));
    const exported = (key: string) => ({ 'Fn::ImportValue': `listbackup-infrastructure-cognito-main-${key}` });
    expect(variablesOf(template, ID)).toMatchObject({
      COGNITO_USER_POOL_ID: exported('CognitoUserPoolId'),
      COGNITO_CLIENT_ID: exported('CognitoUserPoolClientId'),
      COGNITO_REGION: REGION,
      COGNITO_ISSUER: exported('CognitoIssuer'),
      COGNITO_JWKS_URI: exported('CognitoJwksUri'),
    });
    expect(grantedTo(template, ID)[0].Resource).toEqual(exported('CognitoUserPoolArn'));
  });

  test('in a concrete region says that region', () => {
    const template = synth((stack) => newFunction(stack, 'Worker').useAuth(new ListBackupAuth(stack, 'Auth', { stage: MAIN })), { env: MAIN_ENV });
    expect(variablesOf(template, ID).COGNITO_REGION).toBe('us-west-2');
  });
});

describe('refused is', () => {
  const REFUSED: [string, (fn: ListBackupFunction, data: ReturnType<typeof ListBackupDataLayer.fromStage>) => void, string | RegExp][] = [
    ['no table', (fn) => fn.useTable(undefined as never, READ), refusal('table', /undefined/)],
    ['a bucket as a table', (fn, { buckets }) => fn.useTable(buckets.data as never, READ), refusal('table')],
    ['a name as a table', (fn) => fn.useTable('users' as never, READ), refusal('table', 'users')],
    ['no access', (fn, { tables }) => fn.useTable(tables.users, undefined as never), refusal('access', /undefined/, 'must be one of: READ, WRITE, READ_WRITE')],
    ['an access of queues', (fn, { tables }) => fn.useTable(tables.users, SEND as never), refusal('access', 'SEND')],
    ['an access of tables', (fn) => fn.useQueue({ queueUrl: 'x', environmentVariable: 'X' } as never, READ as never), refusal('access', ANY_VALUE, 'must be one of: SEND, CONSUME, SEND_AND_CONSUME')],
    ['no queue', (fn) => fn.useQueue(null as never, SEND), refusal('queue', /null/)],
    ['no bucket', (fn) => fn.useBucket(undefined as never, READ), refusal('bucket', /undefined/)],
    ['a foreign access of a bucket', (fn, { buckets }) => fn.useBucket(buckets.data, 'read' as never), refusal('access', 'read')],
    ['no bus', (fn) => fn.useEventBus(undefined as never, 'listbackup.jobs'), refusal('eventBus', /undefined/)],
    ['no authentication', (fn) => fn.useAuth(undefined as never), refusal('auth', /undefined/)],
    ['a foreign access of users', (fn) => fn.useAuth({ userPool: {}, userPoolClient: {}, issuer: '', jwksUri: '' } as never, 'ALL' as never), refusal('access', 'ALL')],
  ];

  test.each(REFUSED)('%s', (_what, use, message) => {
    const stack = newStack();
    const data = ListBackupDataLayer.fromStage(stack, 'Data', { stage: MAIN, lookup: ListBackupLookup.names() });
    expect(() => use(newFunction(stack, 'Worker'), data)).toThrow(message);
  });
});
