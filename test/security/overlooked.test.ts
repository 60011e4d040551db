import { CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { BOUNDARY, Found, ofType, resources, resourceStatements, whole } from './whole';
import { ListBackupAuth, ListBackupBuckets, ListBackupSecurity, ListBackupStage } from '../../src';
import { newStack, templateOf } from '../support/synth';

/** What scanners do not look at. */

const { MAIN, DEV, STAGING } = ListBackupStage;
const { STANDARD, HARDENED } = ListBackupSecurity;

describe.each([['STANDARD', STANDARD], ['HARDENED', HARDENED]])('a production stage, %s', (_, security) => {
  const all = resources(whole(MAIN, security).stacks);

  test('each rule has a target: what matches is not lost without a word', () => {
    const rules = ofType(all, 'AWS::Events::Rule');
    expect(rules.map(({ id }) => id).sort()).toEqual([
      'BackupJobFailedRule', 'BillingEventsRule', 'CopyJobFailedRule', 'DataSyncEventsRule', 'JobEventsRule', 'JobsOnJobEventsRule', 'PlatformEventsRule',
      'RecoveryReplicationLateRule', 'RecoveryRestoreFailedRule', 'ReplicationLateRule', 'RestoreJobFailedRule', 'RestoreJobFailedRule',
      'SystemEventsRule', 'TableSizesSchedule', 'UserEventsRule',
    ]);
    for (const { id, Properties } of rules) expect([id, (Properties as { Targets?: unknown[] }).Targets?.length]).toEqual([id, 1]);
  });

  test('nothing leads to a developer\'s machine', () => {
    const clients = JSON.stringify(all.filter(({ Type }) => /UserPoolClient|ApiGatewayV2::Api$|S3::Bucket$/.test(Type)));
    expect(clients).toContain('https://main.listbackup.ai');
    expect(clients).not.toContain('http://');
    for (const { id, Type, Properties } of all) {
      // What runs in a function may talk of its own machine.
      const told = Type === 'AWS::Lambda::Function' ? { ...Properties, Code: undefined } : Properties;
      expect([id, /localhost|127\.0\.0\.1/.exec(JSON.stringify(told))?.[0]]).toEqual([id, undefined]);
    }
  });

  test('nobody gets credentials without signing in', () => {
    const [pool] = ofType(all, 'AWS::Cognito::IdentityPool');
    expect(pool.Properties).toMatchObject({ AllowUnauthenticatedIdentities: false, AllowClassicFlow: false });
    const [role] = all.filter(({ id }) => id === 'CognitoUnauthenticatedRole');
    expect(role.Properties).not.toHaveProperty('Policies');
    expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  test('whoever is admitted as anyone is of this account', () => {
    const open = resourceStatements(all).filter(({ statement: { Effect, Principal } }) => (
      Effect === 'Allow' && (Principal === '*' || (typeof Principal === 'object' && [Principal.AWS].flat().includes('*')))
    ));
    expect(open.map(({ on, statement }) => [on, statement.Condition])).toEqual([
      ['SNSTopicPolicy', { StringEquals: { 'aws:SourceOwner': '123456789012' } }],
    ]);
  });

  test('AWS services are admitted for this account only', () => {
    const services = resourceStatements(all).filter(({ on, statement: { Effect, Principal } }) => (
      Effect === 'Allow' && typeof Principal === 'object' && 'Service' in Principal && ofType(all, 'AWS::IAM::Role').every(({ id }) => id !== on)
    ));
    const unbound = services.filter(({ statement }) => !/123456789012|aws:SourceAccount/.test(JSON.stringify(statement.Condition ?? {})));
    expect(services.length).toBeGreaterThan(8);
    // EventBridge looks at the key before it has a bus; log streams are made without saying for which rule.
    expect(unbound.map(({ on, statement }) => `${on} ${statement.Sid}`).sort()).toEqual([
      // EventBridge publishes to no topic whose policy, or whose key's, sets it a condition.
      'CriticalTopicPolicy EventRulesPublish', 'EventBridgeLogGroupPolicy EventsCreateStreams',
      security.isHardened ? 'AlarmKey EventRulesPublish' : 'EncryptionKey EventRulesPublish',
      security.isHardened ? 'EventbridgeEncryptionKey EventBridgeChecksTheKey' : 'EncryptionKey EventBridgeChecksTheKey',
      'WarningTopicPolicy EventRulesPublish',
    ].sort());
  });

  test('functions are called by this account\'s services only', () => {
    for (const { id, Properties } of ofType(all, 'AWS::Lambda::Permission')) {
      expect([id, ('SourceArn' in Properties || 'SourceAccount' in Properties)]).toEqual([id, true]);
    }
  });

  test('a dead-letter queue takes from its own queue only', () => {
    const queues = ofType(all, 'AWS::SQS::Queue');
    const target = ({ Properties: { RedrivePolicy } }: Found): unknown => (
      (RedrivePolicy as { deadLetterTargetArn?: unknown } | undefined)?.deadLetterTargetArn);
    const sources = queues.filter((queue) => target(queue) !== undefined);
    expect(sources.map(({ id }) => id).sort()).toEqual([
      'AlertQueue', 'AnalyticsQueue', 'BackupQueue', 'ExportQueue', 'MaintenanceQueue', 'SyncQueue', 'WebhooksQueue',
    ]);
    const ends = queues.filter((queue) => !sources.includes(queue));
    const taken = ends.map(({ id, Properties }) => {
      const [source, ...more] = sources.filter((queue) => JSON.stringify(target(queue)) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }));
      expect([id, more]).toEqual([id, []]);
      const arn = source && { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:sqs:us-west-2:123456789012:${source.Properties.QueueName}`]] };
      const permission = arn ? { redrivePermission: 'byQueue', sourceQueueArns: [arn] } : { redrivePermission: 'denyAll' };
      expect([id, Properties.RedriveAllowPolicy]).toEqual([id, permission]);
      return source ? `${id} < ${source.id}` : id;
    });
    expect(taken.sort()).toEqual([
      'AlertDeadLetterQueue < AlertQueue', 'AnalyticsDeadLetterQueue < AnalyticsQueue', 'BackupDeadLetterQueue < BackupQueue',
      // This stage has a key, and the bus a queue for what it can't use the key for.
      'EventBusDeadLetterQueue', 'EventsDeadLetterQueue',
      'ExportDeadLetterQueue < ExportQueue', 'MaintenanceDeadLetterQueue < MaintenanceQueue', 'SyncDeadLetterQueue < SyncQueue',
      'WebhooksDeadLetterQueue < WebhooksQueue',
    ]);
  });

  test('what the bus could not deliver goes to the queue for it, which takes it from rules of this bus only', () => {
    // The recovery region's bus carries copies of what AWS Backup says, which it says to its own console, too.
    const ofTheBus = ({ EventBusName }: Found['Properties']): boolean => EventBusName !== undefined && !JSON.stringify(EventBusName).includes('RecoveryBus');
    const targets = ofType(all, 'AWS::Events::Rule').filter(({ Properties }) => ofTheBus(Properties))
      .flatMap(({ Properties }) => Properties.Targets as { DeadLetterConfig?: { Arn: unknown } }[]);
    expect(targets).toHaveLength(7);
    for (const { DeadLetterConfig } of targets) expect(JSON.stringify(DeadLetterConfig)).toMatch(/EventsDeadLetterQueue|listbackup-events-dlq-main/);
  });
});

describe('roles', () => {
  const roles = (stacks: Stack[]) => ofType(resources(stacks), 'AWS::IAM::Role');

  test.each([['STANDARD', STANDARD], ['HARDENED', HARDENED]])('each takes the boundary of the option, %s', (_, security) => {
    const all = roles(whole(MAIN, security, {}, true).stacks);
    expect(all.map(({ id }) => id).sort()).toEqual([
      'BackupRole', 'CognitoAuthenticatedRole', 'CognitoSmsRole', 'CognitoUnauthenticatedRole', 'DataAuditTrailRole', 'DataBucketReplicationRole', 'DeployRole',
      'EventBridgeLogRole', 'IamRoleLambdaExecution', 'JobsFunctionRole', 'ListBackupAuthorizerRole', 'RestoreRole', 'RestoreTestRole', 'RestoreTestRole',
      'SMSDeliveryRole', 'SlackRoleC0123ABCD', 'TableSizesRole', 'TellPrimaryRole',
    ]);
    for (const { id, Properties } of all) expect([id, Properties.PermissionsBoundary]).toEqual([id, BOUNDARY]);
  });

  test('each follows a boundary of the whole app, and so do those that CDK makes', () => {
    const { app, stacks } = whole(DEV, STANDARD);
    PermissionsBoundary.of(app).apply(ManagedPolicy.fromManagedPolicyArn(app, 'Own', BOUNDARY));
    const all = roles(stacks);
    expect(all.length).toBeGreaterThan(9);
    for (const { id, Properties } of all) expect([id, Properties.PermissionsBoundary]).toEqual([id, BOUNDARY]);
  });

  test('none trusts another account', () => {
    const trust = JSON.stringify(roles(whole(MAIN, HARDENED).stacks).map(({ Properties }) => Properties.AssumeRolePolicyDocument));
    expect(trust).not.toContain('"AWS"');
  });
});

describe('what weakens a production stage is said', () => {
  test('a callback to localhost', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: MAIN, localhostCallbacks: true });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('productionLocalhostCallback'));
  });

  test('and in staging nothing leads to a developer\'s machine, either', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: STAGING });
    new ListBackupBuckets(stack, 'Buckets', { stage: STAGING });
    const found = stack.node.findAll().filter(CfnResource.isCfnResource).map(({ cfnResourceType }) => cfnResourceType);
    expect(found).toContain('AWS::Cognito::UserPoolClient');
    expect(JSON.stringify(templateOf(stack))).not.toContain('localhost');
  });
});
