import { arn, idsOf, properties, resource, templateOf } from './synthesize';
import { ListBackupEventBus, ListBackupStage } from '../../src';
import { replacePolicyOf } from '../support/synth';

/** rule, name, sources, detail types */
const RULES: [string, string, string[], string[]][] = [
  ['DataSyncEventsRule', 'data-sync', ['listbackup.sources'], ['Data Sync Started', 'Data Sync Completed', 'Data Sync Failed']],
  ['JobEventsRule', 'job', ['listbackup.jobs'], ['Job Started', 'Job Completed', 'Job Failed', 'Job Queued']],
  ['UserEventsRule', 'user', ['listbackup.users', 'listbackup.auth'], ['User Registered', 'User Login', 'User Logout', 'Password Reset']],
  ['BillingEventsRule', 'billing', ['listbackup.billing'], ['Usage Recorded', 'Billing Calculated', 'Payment Processed', 'Invoice Generated']],
  ['PlatformEventsRule', 'platform', ['listbackup.platforms', 'listbackup.integrations'], ['OAuth Connected', 'OAuth Failed', 'Platform Error', 'Connection Test']],
  ['SystemEventsRule', 'system', ['listbackup.system'], ['Service Started', 'Service Error', 'Health Check', 'Maintenance']],
];

const TAGS = [
  { Key: 'ManagedBy', Value: 'CDK' },
  { Key: 'Service', Value: 'listbackup-infrastructure-eventbridge' },
  { Key: 'Stage', Value: 'main' },
];

const ACCOUNT = { Ref: 'AWS::AccountId' };
const LOG_STREAMS = { 'Fn::GetAtt': ['EventBridgeLogGroup', 'Arn'] };
const LOG_GROUP = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', ACCOUNT, ':log-group:', { Ref: 'EventBridgeLogGroup' }]],
};
const RULES_OF_THE_BUS = arn('events', 'rule/listbackup-events-main/*');

describe('the event bus of main', () => {
  const template = templateOf(ListBackupEventBus, {}, ListBackupStage.MAIN);

  test('has these resources and no other', () => {
    const types = Object.entries<{ Type: string }>(template.toJSON().Resources).map(([logicalId, { Type }]) => [logicalId, Type])
      // Their facts are in event-schemas.test.ts.
      .filter(([, type]) => type !== 'AWS::EventSchemas::Schema');
    expect(Object.fromEntries(types)).toEqual({
      EventBus: 'AWS::Events::EventBus',
      EventBusPolicy: 'AWS::Events::EventBusPolicy',
      EventArchive: 'AWS::Events::Archive',
      DataSyncEventsRule: 'AWS::Events::Rule',
      JobEventsRule: 'AWS::Events::Rule',
      UserEventsRule: 'AWS::Events::Rule',
      BillingEventsRule: 'AWS::Events::Rule',
      PlatformEventsRule: 'AWS::Events::Rule',
      SystemEventsRule: 'AWS::Events::Rule',
      EventBridgeLogGroup: 'AWS::Logs::LogGroup',
      EventBridgeLogGroupPolicy: 'AWS::Logs::ResourcePolicy',
      EventBridgeLogRole: 'AWS::IAM::Role',
      EventBusLogDestination: 'AWS::Logs::DeliveryDestination',
      EventBusErrorLogSource: 'AWS::Logs::DeliverySource',
      EventBusErrorLogDelivery: 'AWS::Logs::Delivery',
      EventsDeadLetterQueue: 'AWS::SQS::Queue',
      EventsDeadLetterQueuePolicy: 'AWS::SQS::QueuePolicy',
      SchemaRegistry: 'AWS::EventSchemas::Registry',
      SchemaDiscoverer: 'AWS::EventSchemas::Discoverer',
    });
  });

  test('the bus', () => {
    expect(properties(template, 'EventBus')).toEqual({ Name: 'listbackup-events-main', LogConfig: { Level: 'ERROR', IncludeDetail: 'NONE' }, Tags: TAGS });
  });

  test('the bus denies events whose source is not listbackup.*, to everyone', () => {
    expect(properties(template, 'EventBusPolicy')).toEqual({
      EventBusName: { Ref: 'EventBus' },
      StatementId: 'DenyForeignSources',
      Statement: {
        Sid: 'DenyForeignSources',
        Effect: 'Deny',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: { 'Fn::GetAtt': ['EventBus', 'Arn'] },
        Condition: { StringNotLike: { 'events:source': 'listbackup.*' } },
      },
    });
  });

  test.each(RULES)('%s matches its events, logs them, and has no tags', (logicalId, name, sources, detailTypes) => {
    const { Description, ...rule } = properties(template, logicalId);
    expect(typeof Description).toBe('string');
    expect(rule).toEqual({
      Name: `listbackup-${name}-events-main`,
      EventBusName: { Ref: 'EventBus' },
      State: 'ENABLED',
      EventPattern: { 'source': sources, 'detail-type': detailTypes },
      Targets: [{ Id: 'Target0', Arn: LOG_GROUP, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['EventsDeadLetterQueue', 'Arn'] } } }],
    });
  });

  test('the log group is named after the service\'s stack, in whichever stack it stands', () => {
    expect(properties(template, 'EventBridgeLogGroup')).toEqual({
      LogGroupName: '/aws/events/listbackup-infrastructure-eventbridge-main', RetentionInDays: 365, Tags: TAGS,
    });
  });

  test('rules of this bus and its own log may write to the log group, and nobody else', () => {
    const { PolicyName, PolicyDocument } = properties(template, 'EventBridgeLogGroupPolicy') as { PolicyName: string; PolicyDocument: { 'Fn::Join': [string, unknown[]] } };
    expect(PolicyName).toBe('listbackup-eventbridge-log-policy-main');
    const shown = (part: unknown): string => (typeof part === 'string' ? part : (part as { Ref?: string }).Ref ?? 'GetAtt EventBridgeLogGroup.Arn');
    expect(JSON.parse(PolicyDocument['Fn::Join'][1].map(shown).join(''))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'EventsCreateStreams',
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
          Action: 'logs:CreateLogStream',
          Resource: 'GetAtt EventBridgeLogGroup.Arn',
        },
        {
          Sid: 'RulesOfTheBusWrite',
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
          Action: 'logs:PutLogEvents',
          Resource: 'GetAtt EventBridgeLogGroup.Arn',
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:AWS::Partition:events:AWS::Region:AWS::AccountId:rule/listbackup-events-main/*' } },
        },
        {
          Sid: 'BusLogIsDelivered',
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: 'GetAtt EventBridgeLogGroup.Arn',
          Condition: {
            StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' },
            ArnLike: { 'aws:SourceArn': 'arn:AWS::Partition:logs:AWS::Region:AWS::AccountId:*' },
          },
        },
      ],
    });
  });

  test('the log role may write to that log group only, and has no Stage tag', () => {
    expect(properties(template, 'EventBridgeLogRole')).toEqual({
      RoleName: 'listbackup-eventbridge-log-role-main',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
        }],
      },
      Policies: [{
        PolicyName: 'EventBridgeLogPolicy',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: LOG_STREAMS }],
        },
      }],
      Tags: [{ Key: 'ManagedBy', Value: 'CDK' }, { Key: 'Service', Value: 'listbackup-infrastructure-eventbridge' }],
    });
  });

  test('the bus\'s errors are delivered to the log group', () => {
    expect(properties(template, 'EventBusLogDestination')).toEqual({
      Name: 'listbackup-events-main', DestinationResourceArn: LOG_GROUP, OutputFormat: 'json', Tags: TAGS,
    });
    expect(properties(template, 'EventBusErrorLogSource')).toEqual({
      Name: 'listbackup-events-main-error', LogType: 'ERROR_LOGS', ResourceArn: { 'Fn::GetAtt': ['EventBus', 'Arn'] }, Tags: TAGS,
    });
    expect(resource(template, 'EventBusErrorLogDelivery')).toEqual({
      Type: 'AWS::Logs::Delivery',
      DependsOn: ['EventBridgeLogGroupPolicy'],
      Properties: {
        DeliverySourceName: { Ref: 'EventBusErrorLogSource' },
        DeliveryDestinationArn: { 'Fn::GetAtt': ['EventBusLogDestination', 'Arn'] },
        Tags: TAGS,
      },
    });
  });

  test('every event is archived', () => {
    expect(properties(template, 'EventArchive')).toEqual({
      ArchiveName: 'listbackup-events-main', SourceArn: { 'Fn::GetAtt': ['EventBus', 'Arn'] }, RetentionDays: 365,
    });
  });

  test('schemas have a registry, and are discovered', () => {
    expect(properties(template, 'SchemaRegistry')).toMatchObject({ RegistryName: 'listbackup-main', Tags: TAGS });
    expect(properties(template, 'SchemaDiscoverer')).toMatchObject({ SourceArn: { 'Fn::GetAtt': ['EventBus', 'Arn'] }, CrossAccount: false, Tags: TAGS });
  });

  test('undeliverable events go to a standard queue, which takes them from rules of this bus only', () => {
    expect(properties(template, 'EventsDeadLetterQueue')).toEqual({
      QueueName: 'listbackup-events-dlq-main',
      MessageRetentionPeriod: 1_209_600,
      RedriveAllowPolicy: { redrivePermission: 'denyAll' },
      SqsManagedSseEnabled: true,
      Tags: TAGS,
    });
    const queueArn = { 'Fn::GetAtt': ['EventsDeadLetterQueue', 'Arn'] };
    expect(properties(template, 'EventsDeadLetterQueuePolicy')).toEqual({
      Queues: [{ Ref: 'EventsDeadLetterQueue' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'DenyInsecureTransport',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: queueArn,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'AllowRulesOfTheBus',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queueArn,
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': RULES_OF_THE_BUS } },
          },
        ],
      },
    });
  });

  test('is published, and nothing else is', () => {
    const rules = RULES.flatMap(([logicalId]): [string, unknown][] => [
      [`${logicalId}Name`, { Ref: logicalId }],
      [`${logicalId}Arn`, { 'Fn::GetAtt': [logicalId, 'Arn'] }],
    ]);
    const values: [string, unknown][] = [
      ['EventBusName', { Ref: 'EventBus' }],
      ['EventBusArn', { 'Fn::GetAtt': ['EventBus', 'Arn'] }],
      ...rules,
      ['EventBridgeLogGroupName', { Ref: 'EventBridgeLogGroup' }],
      ['EventBridgeLogGroupArn', LOG_STREAMS],
      ['EventBridgeLogRoleArn', { 'Fn::GetAtt': ['EventBridgeLogRole', 'Arn'] }],
      ['EventsDeadLetterQueueUrl', { Ref: 'EventsDeadLetterQueue' }],
      ['EventsDeadLetterQueueArn', { 'Fn::GetAtt': ['EventsDeadLetterQueue', 'Arn'] }],
    ];
    expect(values).toHaveLength(19);
    expect(template.toJSON().Outputs).toEqual(Object.fromEntries(values.map(([key, Value]) => [
      key, { Value, Export: { Name: `listbackup-infrastructure-eventbridge-main-${key}` } },
    ])));
  });
});

test.each([
  ['main', 'RetainExceptOnCreate', 365, 365], ['production', 'RetainExceptOnCreate', 365, 365], ['staging', 'RetainExceptOnCreate', 90, 30], ['dev', 'Delete', 30, 7],
])('in %s what leaves the stack is treated by %s, logs are kept %d days and events %d', (stage, policy, logDays, archiveDays) => {
  const template = templateOf(ListBackupEventBus, {}, ListBackupStage.of(stage));
  for (const logicalId of ['EventBus', 'EventArchive', 'EventBridgeLogGroup', 'EventsDeadLetterQueue']) {
    expect(resource(template, logicalId)).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: replacePolicyOf(policy) });
  }
  expect(properties(template, 'EventBridgeLogGroup')).toMatchObject({ RetentionInDays: logDays });
  expect(properties(template, 'EventArchive')).toMatchObject({ RetentionDays: archiveDays });
  expect(idsOf(template, 'AWS::Events::Rule')).toHaveLength(6);
});
