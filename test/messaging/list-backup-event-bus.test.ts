import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { IncludeDetail, Level, Rule } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { arn, idsOf, newStack, properties, resource, STAGE, templateOf } from './synthesize';
import { ListBackupEventBus, ListBackupEventBusOptions, ListBackupEventSource, ListBackupStage } from '../../src';
import { ANY_VALUE, logicalIdTaken, refusal } from '../support/refusal';

describe('options', () => {
  test('retention of logs and archive', () => {
    const template = templateOf(ListBackupEventBus, { logRetention: RetentionDays.SIX_MONTHS, archiveRetention: Duration.hours(48) });
    expect(properties(template, 'EventBridgeLogGroup')).toMatchObject({ RetentionInDays: 180 });
    expect(properties(template, 'EventArchive')).toMatchObject({ RetentionDays: 2 });
  });

  test('logs kept for ever', () => {
    const template = templateOf(ListBackupEventBus, { logRetention: RetentionDays.INFINITE });
    expect(properties(template, 'EventBridgeLogGroup')).not.toHaveProperty('RetentionInDays');
  });

  test('rules without logging have no target, and the log group stays', () => {
    const template = templateOf(ListBackupEventBus, { ruleLogging: false });
    for (const logicalId of idsOf(template, 'AWS::Events::Rule')) expect(properties(template, logicalId)).not.toHaveProperty('Targets');
    template.hasOutput('EventBridgeLogGroupName', {});
  });

  test.each([
    [true, Level.OFF, ['EventsCreateStreams', 'RulesOfTheBusWrite']],
    [false, Level.ERROR, ['BusLogIsDelivered']],
  ])('with rule logging %s and bus logging at %s the log group admits those who write', (ruleLogging, busLogLevel, sids) => {
    const { PolicyDocument } = properties(templateOf(ListBackupEventBus, { ruleLogging, busLogLevel }), 'EventBridgeLogGroupPolicy');
    expect([...JSON.stringify(PolicyDocument).matchAll(/Sid\\":\\"(\w+)/g)].map(([, sid]) => sid)).toEqual(sids);
  });

  test('where nothing is logged the log group has no policy', () => {
    const template = templateOf(ListBackupEventBus, { ruleLogging: false, busLogLevel: Level.OFF });
    template.resourceCountIs('AWS::Logs::ResourcePolicy', 0);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
  });

  test.each([
    [Level.OFF, []],
    [Level.ERROR, [['Error', 'ERROR_LOGS']]],
    [Level.INFO, [['Error', 'ERROR_LOGS'], ['Info', 'INFO_LOGS']]],
    [Level.TRACE, [['Error', 'ERROR_LOGS'], ['Info', 'INFO_LOGS'], ['Trace', 'TRACE_LOGS']]],
  ])('at level %s the bus delivers its logs one after the other', (busLogLevel, severities) => {
    const template = templateOf(ListBackupEventBus, { busLogLevel, busLogDetail: IncludeDetail.FULL });
    expect(properties(template, 'EventBus')).toMatchObject({ LogConfig: { Level: busLogLevel, IncludeDetail: 'FULL' } });
    template.resourceCountIs('AWS::Logs::DeliverySource', severities.length);
    template.resourceCountIs('AWS::Logs::Delivery', severities.length);
    template.resourceCountIs('AWS::Logs::DeliveryDestination', severities.length > 0 ? 1 : 0);
    let previous = 'EventBridgeLogGroupPolicy';
    for (const [name, logType] of severities) {
      expect(properties(template, `EventBus${name}LogSource`)).toMatchObject({ LogType: logType });
      expect(resource(template, `EventBus${name}LogDelivery`)).toMatchObject({ DependsOn: [previous] });
      previous = `EventBus${name}LogDelivery`;
    }
  });

  test('no discovery', () => {
    const template = templateOf(ListBackupEventBus, { schemaDiscovery: false });
    template.resourceCountIs('AWS::EventSchemas::Discoverer', 0);
    template.resourceCountIs('AWS::EventSchemas::Registry', 1);
  });

  test('a permissions boundary for the role', () => {
    const stack = newStack();
    const permissionsBoundary = ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess');
    new ListBackupEventBus(stack, 'Bus', { stage: STAGE, permissionsBoundary });
    const { PermissionsBoundary } = properties(Template.fromStack(stack), 'EventBridgeLogRole');
    expect(JSON.stringify(PermissionsBoundary)).toContain(':iam::aws:policy/PowerUserAccess');
  });

  test('what leaves the stack', () => {
    const stack = newStack();
    new ListBackupEventBus(stack, 'Bus', { stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
    expect(resource(Template.fromStack(stack), 'EventBus')).toMatchObject({ DeletionPolicy: 'Delete' });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('listbackup-infrastructure:destroyProductionData'));
    expect(warnings).toHaveLength(1);
  });
});

describe('a key of the customer\'s', () => {
  const stack = newStack();
  const encryptionKey = new Key(stack, 'Key');
  new ListBackupEventBus(stack, 'Bus', { stage: ListBackupStage.MAIN, encryptionKey });
  const template = Template.fromStack(stack);
  const [keyId] = idsOf(template, 'AWS::KMS::Key');
  const keyArn = { 'Fn::GetAtt': [keyId, 'Arn'] };

  test('encrypts bus, archive, log group and undeliverable events', () => {
    expect(properties(template, 'EventBus').KmsKeyIdentifier).toEqual(keyArn);
    expect(properties(template, 'EventArchive').KmsKeyIdentifier).toEqual(keyArn);
    expect(properties(template, 'EventBridgeLogGroup').KmsKeyId).toEqual(keyArn);
    expect(properties(template, 'EventsDeadLetterQueue').KmsMasterKeyId).toEqual(keyArn);
    expect(properties(template, 'EventsDeadLetterQueue')).not.toHaveProperty('SqsManagedSseEnabled');
  });

  test('switches discovery off', () => {
    template.resourceCountIs('AWS::EventSchemas::Discoverer', 0);
  });

  test('admits the services for this bus only', () => {
    const { Statement } = properties(template, keyId).KeyPolicy as { Statement: { Sid?: string }[] };
    const ofAccount = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
    const events = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Resource: '*' };
    const logs = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']] };
    const ofBusLog = { StringLike: { 'kms:EncryptionContext:SourceArn': logs } };
    expect(Statement.filter(({ Sid }) => Sid !== undefined)).toEqual([
      {
        ...events,
        Sid: 'BusAndArchive',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
        Condition: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': arn('events', 'event-bus/listbackup-events-main') } },
      },
      { ...events, Sid: 'EventBridgeChecksTheKey', Action: 'kms:DescribeKey' },
      {
        ...events,
        Sid: 'UndeliverableEvents',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: ofAccount, ArnLike: { 'aws:SourceArn': arn('events', 'rule/listbackup-events-main/*') } },
      },
      { ...events, Sid: 'BusLog', Action: 'kms:GenerateDataKey', Condition: ofBusLog },
      {
        Sid: 'BusLogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Resource: '*',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: ofBusLog,
      },
      {
        Sid: 'EventLogGroup',
        Effect: 'Allow',
        Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
        Resource: '*',
        Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        Condition: {
          ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn('logs', 'log-group:/aws/events/listbackup-infrastructure-eventbridge-main') },
        },
      },
    ]);
  });

  test('has events that it cannot be used for in a queue with SQS\' own encryption, which takes from the bus alone', () => {
    expect(properties(template, 'EventBus').DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': ['EventBusDeadLetterQueue', 'Arn'] } });
    expect(properties(template, 'EventBusDeadLetterQueue')).toMatchObject({
      QueueName: 'listbackup-events-bus-dlq-main', SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600,
    });
    expect(properties(template, 'EventBusDeadLetterQueue')).not.toHaveProperty('KmsMasterKeyId');
    const { Statement } = properties(template, 'EventBusDeadLetterQueuePolicy').PolicyDocument as { Statement: { Sid: string }[] };
    expect(Statement.find(({ Sid }) => Sid === 'AllowTheBus')).toMatchObject({
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Condition: { ArnLike: { 'aws:SourceArn': arn('events', 'event-bus/listbackup-events-main') } },
    });
  });

  test('and discovery exclude each other', () => {
    const own = newStack();
    expect(() => new ListBackupEventBus(own, 'Bus', { stage: STAGE, encryptionKey: new Key(own, 'Key'), schemaDiscovery: true }))
      .toThrow(refusal('schemaDiscovery', true, 'can\'t be combined with '));
  });
});

describe('refusals', () => {
  const REFUSED: [string, unknown, string | RegExp][] = [
    ['an archive for less than a day', { archiveRetention: Duration.hours(12) }, refusal('archiveRetention', '12 hours')],
    ['an archive for no time', { archiveRetention: Duration.days(0) }, refusal('archiveRetention', '0 days')],
    ['an archive retention that is no duration', { archiveRetention: 30 }, refusal('archiveRetention', 30, 'must be a Duration of ')],
    ['a log retention that CloudWatch Logs lacks', { logRetention: 31 }, refusal('logRetention', 31)],
    ['an unknown log level', { busLogLevel: 'DEBUG' }, refusal('busLogLevel', 'DEBUG', 'must be one of: INFO, ERROR, TRACE, OFF')],
    ['an unknown log detail', { busLogDetail: 'ALL' }, refusal('busLogDetail', 'ALL', 'must be one of: FULL, NONE')],
  ];

  test.each(REFUSED)('%s', (_name, options, message) => {
    expect(() => templateOf(ListBackupEventBus, options as ListBackupEventBusOptions)).toThrow(message);
  });

  test('an unknown rule', () => {
    const bus = new ListBackupEventBus(newStack(), 'Bus', { stage: STAGE });
    const message = refusal('name', 'Jobs', 'must be one of the rules DataSync, Job, User, Billing, Platform, System');
    expect(() => bus.rule('Jobs')).toThrow(message);
    expect(() => bus.rules.byName('Jobs')).toThrow(message);
  });

  test('a second bus in a stack', () => {
    const stack = newStack();
    new ListBackupEventBus(stack, 'One', { stage: STAGE });
    expect(() => new ListBackupEventBus(stack, 'Two', { stage: ListBackupStage.DEV })).toThrow(logicalIdTaken('EventBridgeLogGroup', 'Services'));
  });
});

describe('the bus as a handle', () => {
  test('knows where undeliverable events go, and how services find it', () => {
    const bus = new ListBackupEventBus(newStack(), 'Bus', { stage: STAGE });
    expect(bus.eventBus.deadLetterQueue).toBe(bus.deadLetterQueue);
    expect(bus.deadLetterQueue.fifo).toBe(false);
    expect(bus.eventBus.environmentVariable).toBe('EVENT_BUS_NAME');
  });

  test('grants publishing of named sources only', () => {
    const stack = newStack();
    const { eventBus } = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    const role = new Role(stack, 'Publisher', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    expect(eventBus.grantPublish(role, ListBackupEventSource.JOBS, 'listbackup.webhooks').success).toBe(true);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'events:PutEvents',
          Resource: { 'Fn::GetAtt': ['EventBus', 'Arn'] },
          Condition: { StringEquals: { 'events:source': ['listbackup.jobs', 'listbackup.webhooks'] } },
        }],
      },
    });
  });

  test('lets another account publish through a statement of the bus\'s own', () => {
    const stack = newStack();
    const { eventBus } = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    eventBus.grantPublish(new AccountPrincipal('210987654321'), ListBackupEventSource.JOBS);
    eventBus.grantPutEventsTo(new AccountPrincipal('310987654321'), 'Partner');
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Events::EventBusPolicy', 3);
    template.hasResourceProperties('AWS::Events::EventBusPolicy', {
      StatementId: Match.stringLikeRegexp('^PutEvents[0-9a-f]{8}$'),
      Statement: { Effect: 'Allow', Action: 'events:PutEvents', Condition: { StringEquals: { 'events:source': ['listbackup.jobs'] } } },
    });
    template.hasResourceProperties('AWS::Events::EventBusPolicy', { StatementId: 'Partner', Statement: { Condition: Match.absent() } });
  });

  test.each([
    ['none', [], refusal('grantPublish: sources', ANY_VALUE, 'must be a list of one or more sources')],
    ['one of AWS\'s', ['aws.s3'], refusal('grantPublish: sources', 'aws.s3', 'must begin with "listbackup." and have letters, digits, ".", "_", "/" and "-", at most 256 characters')],
    ['the prefix alone', ['listbackup.'], refusal('grantPublish: sources', 'listbackup.')],
    ['a wildcard', ['listbackup.*'], refusal('grantPublish: sources', 'listbackup.*')],
  ])('refuses to grant sources: %s', (_name, sources, message) => {
    const stack = newStack();
    const { eventBus } = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    expect(() => eventBus.grantPublish(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), ...sources)).toThrow(message);
  });

  test('further archives are the consumer\'s', () => {
    const stack = newStack();
    const { eventBus } = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    eventBus.archive('Jobs', { eventPattern: { source: ['listbackup.jobs'] }, retention: Duration.days(3) });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Archive', {
      SourceArn: { 'Fn::GetAtt': ['EventBus', 'Arn'] }, EventPattern: { source: ['listbackup.jobs'] }, RetentionDays: 3,
    });
  });

  test('a statement with an invalid ID is refused', () => {
    const stack = newStack();
    const { eventBus } = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    expect(() => eventBus.grantPutEventsTo(new AccountPrincipal('310987654321'), 'no spaces'))
      .toThrow(refusal('sid', 'no spaces'));
  });

  test('stands wherever CDK takes a bus, also in another stack, which is deployed later', () => {
    const app = new App();
    const home = new Stack(app, 'Home');
    const reader = new Stack(app, 'Reader');
    const bus = new ListBackupEventBus(home, 'Bus', { stage: ListBackupStage.MAIN });
    new Rule(reader, 'Rule', { eventBus: bus.eventBus, eventPattern: { source: ['listbackup.jobs'] } });
    bus.eventBus.grantPublish(new Role(reader, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), 'listbackup.jobs');
    reader.exportValue(bus.rules.job.ruleArn, { name: 'rule' });
    reader.exportValue(bus.logGroup.logGroupName, { name: 'log' });
    reader.exportValue(bus.eventBus.deadLetterQueue.queueUrl, { name: 'dead' });
    const assembly = app.synth();

    const template = Template.fromStack(reader);
    template.hasResourceProperties('AWS::Events::Rule', { EventBusName: 'listbackup-events-main' });
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Resource: arn('events', 'event-bus/listbackup-events-main') })] } });
    expect(JSON.stringify(template.toJSON().Outputs)).toContain(':rule/listbackup-events-main/listbackup-job-events-main');
    expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    expect(Object.keys(Template.fromStack(home).toJSON().Outputs)).toHaveLength(19);
    expect(assembly.getStackByName('Reader').dependencies.map(({ id }) => id)).toContain('Home');
  });
});
