import { App, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { alone, BUDGET } from './monitored';
import { ListBackupKey, ListBackupMonitoring, ListBackupStage } from '../../src';
import { exportsOf, MAIN_ENV, resourcesOfType, tagsOf, templateOf } from '../support/synth';

const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];
const OWN_ACCOUNT = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
const { home } = alone();
const template = templateOf(home);

describe.each([['CriticalTopic', 'listbackup-main-critical'], ['WarningTopic', 'listbackup-main-warning']])('%s', (id, name) => {
  test('is encrypted with the key', () => {
    expect(template.Resources[id]).toMatchObject({
      Type: 'AWS::SNS::Topic', Properties: { TopicName: name, KmsMasterKeyId: { 'Fn::GetAtt': ['AlarmKey', 'Arn'] } },
    });
    expect(tagsOf(template.Resources[id])).toEqual({ Service: 'listbackup-infrastructure-monitoring', Stage: 'main', ManagedBy: 'CDK' });
  });

  test('takes messages by TLS only, from the services of this account', () => {
    expect(template.Resources[`${id}Policy`].Properties).toEqual({
      Topics: [{ Ref: id }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AllowPublishThroughSSLOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: { Ref: id },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          { Sid: 'ServicesOfThisAccountPublish', Effect: 'Allow', Principal: { Service: PUBLISHERS }, Action: 'sns:Publish', Resource: { Ref: id }, Condition: OWN_ACCOUNT },
          { Sid: 'EventRulesPublish', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: { Ref: id } },
        ],
      },
    });
  });

  test('is published', () => {
    expect(template.Outputs[`${id}Arn`].Value).toEqual({ Ref: id });
    expect(exportsOf(template)[`${id}Arn`]).toBe(`listbackup-infrastructure-monitoring-main-${id}Arn`);
  });
});

describe('the key', () => {
  const admission = {
    Sid: 'AlarmTopicPublishers', Effect: 'Allow', Principal: { Service: PUBLISHERS }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*', Condition: OWN_ACCOUNT,
  };
  // AWS: conditions on the source are "not supported for EventBridge-to-encrypted topics".
  const eventBridge = {
    Sid: 'EventRulesPublish', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*',
  };
  const statementsOf = (properties: Record<string, never>) => (properties.KeyPolicy as { Statement: { Sid: string }[] }).Statement;

  test('is the topics\' own, rotated, and admits who publishes', () => {
    expect(template.Resources.AlarmKey).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { EnableKeyRotation: true } });
    const statements = statementsOf(template.Resources.AlarmKey.Properties);
    expect(statements.map(({ Sid }) => Sid)).toEqual(['AccountDecides', 'AlarmTopicPublishers', 'EventRulesPublish']);
    expect(statements.slice(1)).toEqual([admission, eventBridge]);
    expect(exportsOf(template).AlarmKeyArn).toBe('listbackup-infrastructure-monitoring-main-AlarmKeyArn');
  });

  test('can be the stage\'s, which then admits who publishes', () => {
    const app = new App();
    const keys = new Stack(app, 'Keys', { env: MAIN_ENV });
    const stack = new Stack(app, 'Monitoring', { env: MAIN_ENV });
    const stage = ListBackupStage.MAIN;
    new ListBackupMonitoring(stack, 'Monitoring', { stage, budget: BUDGET, encryptionKey: new ListBackupKey(keys, 'Key', { stage }) });
    const monitoring = templateOf(stack);
    expect(resourcesOfType(monitoring, 'AWS::KMS::Key')).toEqual({});
    expect(monitoring.Resources.CriticalTopic.Properties.KmsMasterKeyId).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-kms-main-EncryptionKeyArn' });
    const statements = statementsOf(templateOf(keys).Resources.EncryptionKey.Properties);
    expect(statements).toContainEqual(admission);
    expect(statements).toContainEqual(eventBridge);
    expect(exportsOf(monitoring)).not.toHaveProperty('AlarmKeyArn');
  });

  test('can be one of another app', () => {
    const arn = 'arn:aws:kms:us-west-2:123456789012:key/own';
    const app = new App();
    const stack = new Stack(app, 'Monitoring', { env: MAIN_ENV });
    new ListBackupMonitoring(stack, 'Monitoring', { stage: ListBackupStage.MAIN, budget: BUDGET, encryptionKey: Key.fromKeyArn(stack, 'Key', arn) });
    expect(templateOf(stack).Resources.WarningTopic.Properties.KmsMasterKeyId).toBe(arn);
  });
});

test('what a secret holds keeps its subscription and budget, however many tokens an app has', () => {
  const secret = (name: string) => SecretValue.secretsManager(name).unsafeUnwrap();
  const made = (tokens: number) => {
    for (let at = 0; at < tokens; at += 1) Token.asString({ Ref: `Other${at}` });
    const { home: stack, monitoring } = alone({ critical: { pagerDutyEndpoints: [secret('pager')], emails: [secret('mail')] }, budget: { monthlyUsd: 500, emails: [secret('mail')] } });
    return { ...templateOf(stack).Resources, ...templateOf(monitoring.costStack!).Resources };
  };
  const [first, second] = [made(0), made(7)];
  expect(Object.keys(second).sort()).toEqual(Object.keys(first).sort());
  expect(second.Budget).toEqual(first.Budget);
  expect(Object.values(first).filter(({ Type }) => Type === 'AWS::SNS::Subscription').map(({ Properties }) => Properties.Endpoint).sort()).toEqual([
    '{{resolve:secretsmanager:mail:SecretString:::}}', '{{resolve:secretsmanager:pager:SecretString:::}}',
  ]);
});

describe('subscribers', () => {
  const pager = 'https://events.pagerduty.com/integration/0123456789abcdef/enqueue';
  const told = templateOf(alone({
    critical: { emails: ['a@listbackup.ai'], pagerDutyEndpoints: [pager], slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }] },
    warning: { emails: ['a@listbackup.ai', 'b@listbackup.ai'], slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }, { workspaceId: 'T0123ABCD', channelId: 'C9999ZZZZ' }] },
  }).home);

  test('are told of their severity', () => {
    const subscriptions = Object.values(resourcesOfType(told, 'AWS::SNS::Subscription')).map(({ Properties }) => Properties);
    expect(subscriptions).toHaveLength(4);
    expect(subscriptions).toEqual(expect.arrayContaining([
      { TopicArn: { Ref: 'CriticalTopic' }, Protocol: 'email', Endpoint: 'a@listbackup.ai' },
      { TopicArn: { Ref: 'CriticalTopic' }, Protocol: 'https', Endpoint: pager },
      { TopicArn: { Ref: 'WarningTopic' }, Protocol: 'email', Endpoint: 'a@listbackup.ai' },
      { TopicArn: { Ref: 'WarningTopic' }, Protocol: 'email', Endpoint: 'b@listbackup.ai' },
    ]));
  });

  test('keep their subscriptions when others come and go', () => {
    const idsOf = (emails: string[]) => Object.keys(resourcesOfType(templateOf(alone({ warning: { emails } }).home), 'AWS::SNS::Subscription'));
    expect(idsOf(['c@listbackup.ai', 'a@listbackup.ai'])).toEqual(expect.arrayContaining(idsOf(['a@listbackup.ai'])));
  });

  test('in Slack are of other stages, too, by the names of their topics', () => {
    const shared = templateOf(alone({ critical: { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD', otherStages: [ListBackupStage.STAGING] }] } }).home);
    const SnsTopicArns: unknown[] = shared.Resources.SlackChannelC0123ABCD.Properties.SnsTopicArns;
    expect(SnsTopicArns).toHaveLength(2);
    expect(SnsTopicArns[0]).toEqual({ Ref: 'CriticalTopic' });
    expect(JSON.stringify(SnsTopicArns[1])).toMatch(/:listbackup-staging-critical"/);
  });

  test('in Slack are one configuration a channel, which can do no more than read', () => {
    const channels = Object.values(resourcesOfType(told, 'AWS::Chatbot::SlackChannelConfiguration')).map(({ Properties }) => Properties);
    expect(channels).toEqual([
      expect.objectContaining({
        ConfigurationName: 'listbackup-main-C0123ABCD',
        SlackWorkspaceId: 'T0123ABCD',
        SlackChannelId: 'C0123ABCD',
        SnsTopicArns: [{ Ref: 'CriticalTopic' }, { Ref: 'WarningTopic' }],
        IamRoleArn: { 'Fn::GetAtt': ['SlackRoleC0123ABCD', 'Arn'] },
        GuardrailPolicies: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/CloudWatchReadOnlyAccess']] }],
      }),
      expect.objectContaining({ ConfigurationName: 'listbackup-main-C9999ZZZZ', SnsTopicArns: [{ Ref: 'WarningTopic' }] }),
    ]);
    expect(told.Resources.SlackRoleC0123ABCD.Properties).toMatchObject({
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'chatbot.amazonaws.com' } }] },
      Policies: [{
        PolicyDocument: {
          Statement: [{
            Effect: 'Allow', Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'cloudwatch:GetMetricWidgetImage', 'cloudwatch:ListMetrics'], Resource: '*',
          }],
        },
      }],
    });
    expect(tagsOf(told.Resources.SlackRoleC0123ABCD)).not.toHaveProperty('Stage');
  });

  test('of PagerDuty can come from a secret', () => {
    const endpoint = SecretValue.secretsManager('listbackup/main/pager').unsafeUnwrap();
    const [subscription] = Object.values(resourcesOfType(templateOf(alone({ critical: { pagerDutyEndpoints: [endpoint] } }).home), 'AWS::SNS::Subscription'));
    expect(subscription.Properties.Endpoint).toBe('{{resolve:secretsmanager:listbackup/main/pager:SecretString:::}}');
  });
});
