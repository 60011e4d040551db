import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { alone } from './monitored';
import { ListBackupStage } from '../../src';
import { resourcesOfType, templateOf } from '../support/synth';

const template = templateOf(alone({ budget: { monthlyUsd: 500, emails: ['cost@listbackup.ai', 'cto@listbackup.ai'], anomalies: true } }).home);
const WARNING = Match.stringLikeRegexp('has no budget');

describe('the budget', () => {
  test('is of what carries the stage\'s tag', () => {
    expect(template.Resources.Budget).toMatchObject({
      Type: 'AWS::Budgets::Budget',
      Properties: { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 500, Unit: 'USD' }, CostFilters: { TagKeyValue: ['user:Stage$main'] } } },
    });
  });

  test('speaks of what is spent and of what is forecast, to people and to the warning topic', () => {
    const notices = template.Resources.Budget.Properties.NotificationsWithSubscribers as { Notification: object; Subscribers: object[] }[];
    const percent = { ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE' };
    expect(notices.map(({ Notification }) => Notification)).toEqual([
      { ...percent, NotificationType: 'ACTUAL', Threshold: 80 },
      { ...percent, NotificationType: 'ACTUAL', Threshold: 100 },
      { ...percent, NotificationType: 'FORECASTED', Threshold: 100 },
    ]);
    for (const { Subscribers } of notices) {
      expect(Subscribers).toEqual([
        { SubscriptionType: 'EMAIL', Address: 'cost@listbackup.ai' },
        { SubscriptionType: 'EMAIL', Address: 'cto@listbackup.ai' },
        { SubscriptionType: 'SNS', Address: { Ref: 'WarningTopic' } },
      ]);
    }
  });

  test('is replaced under another name when others are told, as CloudFormation cannot change them in place', () => {
    const nameFor = (monthlyUsd: number, emails: string[]) => (
      (templateOf(alone({ budget: { monthlyUsd, emails } }).home).Resources.Budget.Properties.Budget as { BudgetName: string }).BudgetName
    );
    const name = nameFor(500, ['cost@listbackup.ai']);
    expect(name).toMatch(/^listbackup-main-monthly-[0-9a-f]{8}$/);
    expect(nameFor(900, ['cost@listbackup.ai'])).toBe(name);
    expect(nameFor(500, ['cto@listbackup.ai'])).not.toBe(name);
  });
});

describe('unusual costs', () => {
  test.each([undefined, false])('are looked for only on request (%p), since AWS refuses the monitor in a member account', (anomalies) => {
    const without = templateOf(alone({ budget: { monthlyUsd: 500, emails: ['cost@listbackup.ai'], anomalies } }).home);
    expect(Object.keys(resourcesOfType(without, 'AWS::Budgets::Budget'))).toEqual(['Budget']);
    expect(['AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription'].flatMap((type) => Object.keys(resourcesOfType(without, type)))).toEqual([]);
  });

  test('are looked for in what carries the stage\'s tag', () => {
    const { MonitorType, MonitorName, MonitorSpecification } = template.Resources.CostAnomalyMonitor.Properties as Record<string, string>;
    expect([MonitorType, MonitorName]).toEqual(['CUSTOM', 'listbackup-main-costs']);
    expect(JSON.parse(MonitorSpecification)).toEqual({ Tags: { Key: 'Stage', Values: ['main'], MatchOptions: ['EQUALS'] } });
  });

  test.each([
    ['CostAnomalyMails', 'DAILY', [{ Type: 'EMAIL', Address: 'cost@listbackup.ai' }, { Type: 'EMAIL', Address: 'cto@listbackup.ai' }]],
    ['CostAnomalyMessages', 'IMMEDIATE', [{ Type: 'SNS', Address: { Ref: 'WarningTopic' } }]],
  ])('are told by %s from a twentieth of the budget', (id, Frequency, Subscribers) => {
    expect(template.Resources[id]).toMatchObject({
      Type: 'AWS::CE::AnomalySubscription',
      Properties: { Frequency, Subscribers, MonitorArnList: [{ 'Fn::GetAtt': ['CostAnomalyMonitor', 'MonitorArn'] }] },
    });
    expect(JSON.parse(String(template.Resources[id].Properties.ThresholdExpression))).toEqual({
      Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: ['25'] },
    });
  });
});

describe('without a budget', () => {
  test.each([ListBackupStage.MAIN, ListBackupStage.STAGING])('%s has none, and a warning', (stage) => {
    const { home } = alone({ budget: undefined }, stage);
    const types = ['AWS::Budgets::Budget', 'AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription'];
    expect(types.flatMap((type) => Object.keys(resourcesOfType(templateOf(home), type)))).toEqual([]);
    Annotations.fromStack(home).hasWarning('*', WARNING);
    const [{ entry }] = Annotations.fromStack(home).findWarning('*', WARNING);
    expect(entry.data).toContain('[ack: listbackup-infrastructure:budgetLeftOut]');
  });

  test('development has none, and no warning', () => {
    Annotations.fromStack(alone({ budget: undefined }, ListBackupStage.DEV).home).hasNoWarning('*', WARNING);
  });
});

test('in a standby, names that are unique in an account end in its region', () => {
  const standby = templateOf(alone({
    budget: { monthlyUsd: 500, emails: ['cost@listbackup.ai'], anomalies: true },
    warning: { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }] },
  }, ListBackupStage.MAIN.asStandbyFor('us-east-1')).home);
  expect(standby.Resources.OverviewDashboard.Properties.DashboardName).toBe('listbackup-main-overview-us-west-2');
  expect((standby.Resources.Budget.Properties.Budget as { BudgetName: string }).BudgetName).toMatch(/^listbackup-main-monthly-us-west-2-[0-9a-f]{8}$/);
  expect(standby.Resources.CostAnomalyMonitor.Properties.MonitorName).toBe('listbackup-main-costs-us-west-2');
  // An account configures a channel once, and the primary has done so.
  expect(standby.Resources).not.toHaveProperty('SlackChannelC0123ABCD');
  expect(standby.Resources).not.toHaveProperty('SlackRoleC0123ABCD');
  expect(standby.Resources.CriticalTopic.Properties.TopicName).toBe('listbackup-main-critical');
});
