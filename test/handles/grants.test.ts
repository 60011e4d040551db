import { Role } from 'aws-cdk-lib/aws-iam';
import { Handles, KEY_ARN, KINDS, roleIn, statementsOf } from './kinds';
import { noNamingRule, refusal } from '../support/refusal';

const JOBS = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs';
const STREAM = `${JOBS}/stream/2026-01-01T00:00:00.000`;
const RATE_LIMITS = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-rate-limits';
const SYNC = 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo';
const SYNC_DEAD = 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-dlq-main.fifo';
const EVENTS_DEAD = 'arn:aws:sqs:us-west-2:123456789012:listbackup-events-dlq-main';
const DATA = 'arn:aws:s3:::listbackup-data-main-123456789012-us-west-2';
const BUS = 'arn:aws:events:us-west-2:123456789012:event-bus/listbackup-events-main';
const POOL = 'arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_Pool';

const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const of = (service: string, ...actions: string[]) => actions.map((action) => `${service}:${action}`);

const READ_ITEMS = of('dynamodb', 'BatchGetItem', 'Query', 'GetItem', 'Scan', 'ConditionCheckItem');
const WRITE_ITEMS = of('dynamodb', 'BatchWriteItem', 'PutItem', 'UpdateItem', 'DeleteItem');
const READ_RECORDS = of('dynamodb', 'GetRecords', 'GetShardIterator');
const CONSUME = of('sqs', 'ReceiveMessage', 'ChangeMessageVisibility', 'GetQueueUrl', 'DeleteMessage', 'GetQueueAttributes');
const SEND = of('sqs', 'SendMessage', 'GetQueueAttributes', 'GetQueueUrl');
const PURGE = of('sqs', 'PurgeQueue', 'GetQueueAttributes', 'GetQueueUrl');
const READ_OBJECTS = of('s3', 'GetObject*', 'GetBucket*', 'List*');
const WRITE_OBJECTS = of('s3', 'DeleteObject*', 'PutObject', 'PutObjectLegalHold', 'PutObjectRetention', 'PutObjectTagging', 'PutObjectVersionTagging', 'Abort*');
const READ_USERS = of('cognito-idp', 'AdminGetUser', 'AdminListGroupsForUser', 'DescribeUserPool', 'GetGroup', 'ListGroups', 'ListUsers', 'ListUsersInGroup');
const WRITE_USERS = of('cognito-idp', 'AdminAddUserToGroup', 'AdminConfirmSignUp', 'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes',
  'AdminDisableUser', 'AdminEnableUser', 'AdminRemoveUserFromGroup', 'AdminResetUserPassword', 'AdminSetUserMFAPreference', 'AdminSetUserPassword',
  'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut');

const WITH_INDEXES = [JOBS, `${JOBS}/index/*`];

/** what is granted, how, and the statements that suffice for it and allow nothing more */
const GRANTS: [string, (handles: Handles, role: Role) => unknown, object[]][] = [
  ['reading a table and its indexes', ({ data }, role) => data.tables.jobs.grantReadData(role),
    [allow([...READ_ITEMS, 'dynamodb:DescribeTable'], WITH_INDEXES), allow(READ_RECORDS, WITH_INDEXES)]],
  ['writing a table', ({ data }, role) => data.tables.jobs.grantWriteData(role), [allow([...WRITE_ITEMS, 'dynamodb:DescribeTable'], WITH_INDEXES)]],
  ['reading and writing a table', ({ data }, role) => data.tables.jobs.grantReadWriteData(role),
    [allow([...READ_ITEMS, ...WRITE_ITEMS, 'dynamodb:DescribeTable'], WITH_INDEXES), allow(READ_RECORDS, WITH_INDEXES)]],
  ['one action on a table that has no index', ({ data }, role) => data.tables.rateLimits.grant(role, 'dynamodb:UpdateItem'),
    [allow('dynamodb:UpdateItem', [RATE_LIMITS])]],
  ['consuming a queue', ({ queues }, role) => queues.sync.grantConsumeMessages(role), [allow(CONSUME, SYNC)]],
  ['sending to a queue', ({ queues }, role) => queues.sync.grantSendMessages(role), [allow(SEND, SYNC)]],
  ['purging a queue', ({ queues }, role) => queues.sync.grantPurge(role), [allow(PURGE, SYNC)]],
  ['working off a dead-letter queue', ({ queues }, role) => queues.sync.deadLetterQueue.grantConsumeMessages(role), [allow(CONSUME, SYNC_DEAD)]],
  ['purging a dead-letter queue', ({ queues }, role) => queues.sync.deadLetterQueue.grantPurge(role), [allow(PURGE, SYNC_DEAD)]],
  ['working off undeliverable events', ({ events }, role) => events.eventBus.deadLetterQueue.grantConsumeMessages(role), [allow(CONSUME, EVENTS_DEAD)]],
  ['reading a bucket below a prefix', ({ data }, role) => data.buckets.data.grantRead(role, 'accounts/*'), [allow(READ_OBJECTS, [DATA, `${DATA}/accounts/*`])]],
  ['reading and writing below a prefix', ({ data }, role) => data.buckets.data.grantReadWrite(role, 'accounts/*'),
    [allow([...READ_OBJECTS, ...WRITE_OBJECTS], [DATA, `${DATA}/accounts/*`])]],
  ['putting below a prefix', ({ data }, role) => data.buckets.data.grantPut(role, 'accounts/*'),
    [allow(WRITE_OBJECTS.slice(1), `${DATA}/accounts/*`)]],
  ['deleting below a prefix', ({ data }, role) => data.buckets.data.grantDelete(role, 'accounts/*'), [allow('s3:DeleteObject*', `${DATA}/accounts/*`)]],
  ['publishing events of one source', ({ events }, role) => events.eventBus.grantPublish(role, 'listbackup.jobs'),
    [allow('events:PutEvents', BUS, { Condition: { StringEquals: { 'events:source': ['listbackup.jobs'] } } })]],
  ['looking up users', ({ auth }, role) => auth.userPool.grantRead(role), [allow(READ_USERS, POOL)]],
  ['changing users', ({ auth }, role) => auth.userPool.grantWrite(role), [allow(WRITE_USERS, POOL)]],
  ['looking up and changing users', ({ auth }, role) => auth.userPool.grantReadWrite(role), [allow([...READ_USERS, ...WRITE_USERS], POOL)]],
  ['one action on the user pool', ({ auth }, role) => auth.userPool.grant(role, 'cognito-idp:AdminGetUser'), [allow('cognito-idp:AdminGetUser', POOL)]],
];

const READ_STREAM = of('dynamodb', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams');

describe.each(KINDS)('handles %s', (kind, make) => {
  const handles = make();
  let roles = 0;
  const role = () => roleIn(handles.consumer, `Role${roles++}`);

  test.each(GRANTS)('%s', (_, grant, statements) => {
    const grantee = role();
    grant(handles, grantee);
    expect(statementsOf(grantee)).toEqual(statements);
  });

  if (kind === 'found by names') {
    test('the stream of Jobs cannot be told by a rule', () => {
      expect(() => handles.data.tables.jobs.grantStreamRead(role())).toThrow(noNamingRule('JobsTableStreamArn'));
    });
  } else {
    test('reading the stream of Jobs, and listing no other table\'s', () => {
      const [reader, lister] = [role(), role()];
      handles.data.tables.jobs.grantStreamRead(reader);
      handles.data.tables.jobs.grantTableListStreams(lister);
      expect(statementsOf(reader)).toEqual([allow(READ_STREAM, STREAM)]);
      expect(statementsOf(lister)).toEqual([allow('dynamodb:ListStreams', STREAM)]);
    });
  }

  test('a table without a stream has none to grant', () => {
    expect(() => handles.data.tables.rateLimits.grantStreamRead(role())).toThrow(refusal('stream', /".*\/RateLimits"/, 'can\'t be granted: the table has none'));
  });
});

describe.each(KINDS)('with a customer-managed key, handles %s', (_, make) => {
  const handles = make(true);
  let roles = 0;
  const READ_KEY = of('kms', 'Decrypt', 'DescribeKey');
  const WRITE_KEY = of('kms', 'Encrypt', 'ReEncrypt*', 'GenerateDataKey*');

  test.each<[string, (role: Role) => unknown, string[]]>([
    ['reading a table', (role) => handles.data.tables.jobs.grantReadData(role), READ_KEY],
    ['writing a table', (role) => handles.data.tables.jobs.grantWriteData(role), [...READ_KEY, ...WRITE_KEY]],
    ['consuming a queue', (role) => handles.queues.sync.grantConsumeMessages(role), ['kms:Decrypt']],
    ['sending to a queue', (role) => handles.queues.sync.grantSendMessages(role), ['kms:Decrypt', ...WRITE_KEY]],
    ['working off a dead-letter queue', (role) => handles.queues.sync.deadLetterQueue.grantConsumeMessages(role), ['kms:Decrypt']],
    ['reading a bucket', (role) => handles.data.buckets.data.grantRead(role, 'accounts/*'), READ_KEY],
    ['writing a bucket', (role) => handles.data.buckets.data.grantWrite(role, 'accounts/*'), ['kms:Decrypt', ...WRITE_KEY]],
  ])('%s includes the key', (_what, grant, actions) => {
    const role = roleIn(handles.consumer, `Role${roles++}`);
    grant(role);
    const ofKey = (statementsOf(role) as { Action: string | string[]; Resource: string }[]).filter(({ Resource }) => Resource === KEY_ARN);
    expect(ofKey.flatMap(({ Action }) => Action).sort()).toEqual([...actions].sort());
  });
});
