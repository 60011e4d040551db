import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Level } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { newStack, properties, STAGE } from './synthesize';
import { ListBackupMessaging, ListBackupStage } from '../../src';

test('is the queues and the bus', () => {
  const messaging = new ListBackupMessaging(newStack(), 'Messaging', { stage: STAGE });
  expect(messaging.queues.all).toHaveLength(6);
  expect(messaging.rules.all.map((rule) => rule.ruleName)).toEqual([
    'listbackup-data-sync-events-feature-x', 'listbackup-job-events-feature-x', 'listbackup-user-events-feature-x',
    'listbackup-billing-events-feature-x', 'listbackup-platform-events-feature-x', 'listbackup-system-events-feature-x',
  ]);
  expect(messaging.rule('DataSync')).toBe(messaging.rules.dataSync);
  expect(messaging.rules.byName('System')).toBe(messaging.rules.system);
  expect([messaging.rules.job, messaging.rules.user, messaging.rules.billing, messaging.rules.platform]).toEqual(messaging.rules.all.slice(1, 5));
});

test('keeps the services apart, in whichever stack they stand', () => {
  const stack = new Stack(new App(), 'MyOwnStack');
  new ListBackupMessaging(stack, 'Messaging', { stage: ListBackupStage.MAIN });
  const template = Template.fromStack(stack);
  const exports = Object.values<{ Export: { Name: string } }>(template.toJSON().Outputs).map((output) => output.Export.Name);
  expect(exports.filter((name) => name.startsWith('listbackup-infrastructure-sqs-main-'))).toHaveLength(24);
  expect(exports.filter((name) => name.startsWith('listbackup-infrastructure-eventbridge-main-'))).toHaveLength(19);
  expect(exports).toHaveLength(43);
  expect(Object.keys(template.toJSON().Resources)).toHaveLength(24 + 19 + 23);
});

test('its options reach both parts', () => {
  const stack = newStack();
  const encryptionKey = new Key(stack, 'Key');
  new ListBackupMessaging(stack, 'Messaging', {
    stage: STAGE,
    encryptionKey,
    removalPolicy: RemovalPolicy.RETAIN,
    highThroughput: true,
    queueSettings: { Sync: { maxReceiveCount: 9 } },
    archiveRetention: Duration.days(3),
    busLogLevel: Level.OFF,
    ruleLogging: false,
  });
  const template = Template.fromStack(stack);
  expect(properties(template, 'SyncQueue')).toMatchObject({ FifoThroughputLimit: 'perMessageGroupId', RedrivePolicy: { maxReceiveCount: 9 } });
  expect(properties(template, 'EventArchive')).toMatchObject({ RetentionDays: 3 });
  expect(properties(template, 'EventBus')).toMatchObject({ LogConfig: { Level: 'OFF' } });
  for (const logicalId of ['SyncQueue', 'EventBus']) expect(template.toJSON().Resources[logicalId].DeletionPolicy).toBe('Retain');
  expect(properties(template, 'SyncQueue').KmsMasterKeyId).toEqual(properties(template, 'EventBus').KmsKeyIdentifier);
});

test('destroying production\'s data is warned of once', () => {
  const stack = newStack();
  new ListBackupMessaging(stack, 'Messaging', { stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('listbackup-infrastructure:destroyProductionData'));
  expect(warnings.map(({ id }) => id)).toEqual(['/Services/Messaging']);
});

test('moving it in the tree changes nothing', () => {
  const flat = newStack();
  new ListBackupMessaging(flat, 'Messaging', { stage: STAGE });
  const nested = newStack();
  new ListBackupMessaging(new Construct(new Construct(nested, 'Deep'), 'Deeper'), 'Other', { stage: STAGE });
  expect(Template.fromStack(nested).toJSON()).toEqual(Template.fromStack(flat).toJSON());
});

test('two stages stand in two stacks of one app', () => {
  const app = new App();
  const stacks = [ListBackupStage.DEV, ListBackupStage.STAGING].map((stage) => {
    const stack = new Stack(app, `Services-${stage.stageName}`);
    new ListBackupMessaging(stack, 'Messaging', { stage });
    return stack;
  });
  expect(stacks.map((stack) => properties(Template.fromStack(stack), 'EventBus').Name)).toEqual(['listbackup-events-dev', 'listbackup-events-staging']);
});
