import { Handles, KINDS } from './kinds';
import { deployed, importsOf } from '../support/deployed';
import { noNamingRule, refusal } from '../support/refusal';

const prefix = 'listbackup-infrastructure';

/** a handle's attribute, what it says once it is deployed, and what is imported for it (and nothing else is) by `exports()` */
const VALUES: [string, (handles: Handles) => unknown, string, string[]][] = [
  ['a table\'s name', ({ data }) => data.tables.jobs.tableName, 'listbackup-main-jobs', [`${prefix}-dynamodb-main-JobsTableName`]],
  ['a table\'s ARN', ({ data }) => data.tables.jobs.tableArn, 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs',
    [`${prefix}-dynamodb-main-JobsTableName`]],
  ['a bucket\'s name', ({ data }) => data.buckets.data.bucketName, 'listbackup-data-main-123456789012-us-west-2', [`${prefix}-s3-main-DataBucketName`]],
  ['a bucket\'s ARN', ({ data }) => data.buckets.data.bucketArn, 'arn:aws:s3:::listbackup-data-main-123456789012-us-west-2',
    [`${prefix}-s3-main-DataBucketName`]],
  ['a bucket\'s host', ({ data }) => data.buckets.data.bucketRegionalDomainName,
    'listbackup-data-main-123456789012-us-west-2.s3.us-west-2.amazonaws.com', [`${prefix}-s3-main-DataBucketName`]],
  ['a bucket\'s host for IPv6', ({ data }) => data.buckets.data.bucketDualStackDomainName,
    'listbackup-data-main-123456789012-us-west-2.s3.dualstack.us-west-2.amazonaws.com', [`${prefix}-s3-main-DataBucketName`]],
  ['a queue\'s URL', ({ queues }) => queues.sync.queueUrl, 'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-sync-queue-main.fifo',
    [`${prefix}-sqs-main-SyncQueueUrl`]],
  ['a queue\'s ARN', ({ queues }) => queues.sync.queueArn, 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo',
    [`${prefix}-sqs-main-SyncQueueUrl`]],
  ['a queue\'s name', ({ queues }) => queues.sync.queueName, 'listbackup-sync-queue-main.fifo', []],
  ['a dead-letter queue\'s URL', ({ queues }) => queues.sync.deadLetterQueue.queueUrl,
    'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-sync-dlq-main.fifo', [`${prefix}-sqs-main-SyncDeadLetterQueueUrl`]],
  ['a dead-letter queue\'s ARN', ({ queues }) => queues.sync.deadLetterQueue.queueArn,
    'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-dlq-main.fifo', [`${prefix}-sqs-main-SyncDeadLetterQueueUrl`]],
  ['the bus\'s name', ({ events }) => events.eventBus.eventBusName, 'listbackup-events-main', [`${prefix}-eventbridge-main-EventBusName`]],
  ['the bus\'s ARN', ({ events }) => events.eventBus.eventBusArn, 'arn:aws:events:us-west-2:123456789012:event-bus/listbackup-events-main',
    [`${prefix}-eventbridge-main-EventBusName`]],
  ['a rule\'s name', ({ events }) => events.rules.job.ruleName, 'listbackup-job-events-main', []],
  ['a rule\'s ARN', ({ events }) => events.rules.job.ruleRef.ruleArn,
    'arn:aws:events:us-west-2:123456789012:rule/listbackup-events-main/listbackup-job-events-main', []],
  ['the queue for undeliverable events', ({ events }) => events.deadLetterQueue.queueUrl,
    'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-events-dlq-main', [`${prefix}-eventbridge-main-EventsDeadLetterQueueUrl`]],
  ['the bus\'s log group', ({ events }) => events.logGroup.logGroupName, '/aws/events/listbackup-infrastructure-eventbridge-main',
    [`${prefix}-eventbridge-main-EventBridgeLogGroupName`]],
  ['the user pool\'s ID', ({ auth }) => auth.userPool.userPoolId, 'us-west-2_Pool', [`${prefix}-cognito-main-CognitoUserPoolId`]],
  ['the user pool\'s ARN', ({ auth }) => auth.userPool.userPoolRef.userPoolArn, 'arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_Pool',
    [`${prefix}-cognito-main-CognitoUserPoolId`]],
  ['the user pool as a provider', ({ auth }) => auth.userPool.userPoolProviderName, 'cognito-idp.us-west-2.amazonaws.com/us-west-2_Pool',
    [`${prefix}-cognito-main-CognitoUserPoolId`]],
  ['the client\'s ID', ({ auth }) => auth.userPoolClient.userPoolClientRef.clientId, 'client', [`${prefix}-cognito-main-CognitoUserPoolClientId`]],
  ['the client\'s user pool', ({ auth }) => auth.userPoolClient.userPoolClientRef.userPoolId, 'us-west-2_Pool', [`${prefix}-cognito-main-CognitoUserPoolId`]],
  ['the issuer', ({ auth }) => auth.issuer, 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Pool', [`${prefix}-cognito-main-CognitoUserPoolId`]],
  ['the keys of the tokens', ({ auth }) => auth.jwksUri, 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Pool/.well-known/jwks.json',
    [`${prefix}-cognito-main-CognitoUserPoolId`]],
  ['a group\'s name', ({ auth }) => auth.groups.customerTier2.groupName, 'Customer-Tier-2', []],
  ['a group\'s user pool', ({ auth }) => auth.groups.staff.userPoolGroupRef.userPoolId, 'us-west-2_Pool', [`${prefix}-cognito-main-CognitoUserPoolId`]],
];

/** The same, of what no naming rule tells. */
const MADE_UP: [string, (handles: Handles) => unknown, string, string[]][] = [
  ['JobsTableStreamArn', ({ data }) => data.tables.jobs.tableStreamArn,
    'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000', [`${prefix}-dynamodb-main-JobsTableStreamArn`]],
  ['CognitoUserPoolDomain', ({ auth }) => auth.hostedUiDomain, 'listbackup-main-123456789012.auth.us-west-2.amazoncognito.com',
    [`${prefix}-cognito-main-CognitoUserPoolDomain`]],
  ['CognitoIdentityPoolId', ({ auth }) => auth.identityPool.identityPoolId, 'us-west-2:pool', [`${prefix}-cognito-main-CognitoIdentityPoolId`]],
  ['CognitoIdentityPoolId', ({ auth }) => auth.identityPool.identityPoolArn, 'arn:aws:cognito-identity:us-west-2:123456789012:identitypool/us-west-2:pool',
    [`${prefix}-cognito-main-CognitoIdentityPoolId`]],
  ['CognitoAuthenticatedRoleArn', ({ auth }) => auth.authenticatedRole.roleArn, 'arn:aws:iam::123456789012:role/signed-in',
    [`${prefix}-cognito-main-CognitoAuthenticatedRoleArn`]],
  ['CognitoUnauthenticatedRoleArn', ({ auth }) => auth.unauthenticatedRole.roleArn, 'arn:aws:iam::123456789012:role/not-signed-in',
    [`${prefix}-cognito-main-CognitoUnauthenticatedRoleArn`]],
];

describe.each(KINDS)('handles %s', (kind, make) => {
  const handles = make();
  const byNames = kind === 'found by names';

  test.each(byNames ? VALUES : [...VALUES, ...MADE_UP])('%s', (_, value, expected, imports) => {
    const expression = handles.consumer.resolve(value(handles));
    expect(deployed(expression)).toBe(expected);
    if (kind === 'found by exports') expect(importsOf(expression)).toEqual(imports);
    if (byNames) expect(JSON.stringify(expression)).not.toMatch(/ImportValue|GetStackOutput/);
    if (kind === 'found by outputs') expect(JSON.stringify(expression)).not.toMatch(/ImportValue/);
  });

  if (byNames) {
    test.each(MADE_UP)('%s is made up by AWS, and that is said when it is used', (key, value) => {
      expect(() => value(handles)).toThrow(noNamingRule(key, `${prefix}-`));
    });
  }

  test('the identity pool\'s name is known in its own stack only', () => {
    expect(() => handles.consumer.resolve(handles.auth.identityPool.identityPoolName)).toThrow(/known only in the identity pool's own stack\. Use identityPoolId/);
  });

  test('the web application\'s client has no secret', () => {
    expect(() => handles.auth.userPoolClient.userPoolClientSecret).toThrow(/UserPoolClient has no secret: it is a public client/);
  });

  test('what is asked for twice is the same', () => {
    for (const twice of [
      () => handles.data.tables.jobs, () => handles.data.buckets.data, () => handles.queues.sync, () => handles.queues.sync.deadLetterQueue,
      () => handles.events.eventBus, () => handles.events.rules.job, () => handles.events.deadLetterQueue, () => handles.events.logGroup,
      () => handles.events.eventBus.deadLetterQueue, () => handles.auth.userPool, () => handles.auth.userPoolClient, () => handles.auth.identityPool,
      () => handles.auth.groups.staff,
    ]) expect(twice()).toBe(twice());
    expect(handles.events.eventBus.deadLetterQueue).toBe(handles.events.deadLetterQueue);
  });

  test('what a consumer needs of a queue', () => {
    expect(handles.queues.all.map((queue) => [
      queue.environmentVariable, queue.visibilityTimeout.toSeconds(), queue.maxReceiveCount, queue.maxConcurrency, queue.batchSize, queue.fifo,
    ])).toEqual([
      ['SYNC_QUEUE_URL', 300, 3, 10, 1, true],
      ['BACKUP_QUEUE_URL', 1800, 2, 5, 1, true],
      ['EXPORT_QUEUE_URL', 900, 3, 3, 5, true],
      ['ANALYTICS_QUEUE_URL', 3600, 2, 2, 10, true],
      ['MAINTENANCE_QUEUE_URL', 1800, 1, 2, 5, true],
      ['ALERT_QUEUE_URL', 60, 5, 20, 1, true],
    ]);
    expect(handles.queues.sync.deadLetterQueue.fifo).toBe(true);
    expect(handles.events.deadLetterQueue.fifo).toBe(false);
    expect(handles.events.eventBus.environmentVariable).toBe('EVENT_BUS_NAME');
  });

  test('what a rule matches, for a rule of the consumer\'s own', () => {
    expect(handles.events.rules.user.eventPattern).toEqual({
      source: ['listbackup.users', 'listbackup.auth'], detailType: ['User Registered', 'User Login', 'User Logout', 'Password Reset'],
    });
    expect(handles.events.rules.byName('System').sources).toEqual(['listbackup.system']);
    expect(handles.events.rules.all).toHaveLength(6);
  });

  test('groups in the order of their precedence', () => {
    expect(handles.auth.groups.all.map(({ groupName, precedence }) => [handles.consumer.resolve(groupName), precedence])).toEqual([
      ['SuperAdmins', 1], ['Admins', 2], ['Staff', 3], ['Customer-Account-Owner', 10],
      ['Customer-Tier-0', 20], ['Customer-Tier-1', 21], ['Customer-Tier-2', 22], ['Customer-Tier-3', 23],
    ]);
  });

  test('of what is not there', () => {
    expect(() => handles.queues.byName('sync')).toThrow(refusal('name', 'sync', 'must be one of the queues '));
    expect(() => handles.events.rules.byName('Jobs')).toThrow(refusal('name', 'Jobs'));
    expect(() => handles.auth.groups.byName('Staffs')).toThrow(refusal('name', 'Staffs', 'must be one of the groups SuperAdmins, Admins, Staff, Customer-Account-Owner, Customer-Tier-0, Customer-Tier-1, Customer-Tier-2, Customer-Tier-3'));
  });
});
