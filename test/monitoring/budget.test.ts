import { App, NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { alone, BUDGET } from './monitored';
import { ListBackupMonitoring, ListBackupStage } from '../../src';
import { resourcesOfType, TemplateJson, templateOf } from '../support/synth';

const { home, monitoring: whole } = alone({ budget: { monthlyUsd: 500, emails: ['cost@listbackup.ai', 'cto@listbackup.ai'], anomalies: true } });
const template = templateOf(whole.costStack!);
const WARNING = Match.stringLikeRegexp('has no budget');

/** By name: an import would lock the stack that exports it. */
const WARNING_TOPIC = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:us-west-2:123456789012:listbackup-main-warning']] };
/** What the account's billing may refuse. */
const OF_BILLING = ['AWS::Budgets::Budget', 'AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription'];
const nameOf = ({ Resources }: TemplateJson) => (Resources.Budget.Properties.Budget as { BudgetName: string }).BudgetName;
const billed = (stack: Stack) => OF_BILLING.flatMap((type) => Object.keys(resourcesOfType(templateOf(stack), type)));

describe('the stack of the costs', () => {
  test('has nothing else, so that alarms are deployed where billing refuses a monitor', () => {
    const { stackName, environment } = whole.costStack!;
    expect([stackName, environment]).toEqual(['listbackup-infrastructure-monitoring-main-costs', home.environment]);
    expect(Object.keys(template.Resources).sort()).toEqual(['Budget', 'CostAnomalyMails', 'CostAnomalyMessages', 'CostAnomalyMonitor']);
    expect(billed(home)).toEqual([]);
  });

  test('is deployed after the topic that it names', () => {
    expect(whole.costStack!.dependencies).toEqual([home]);
    expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
  });

  test('is beside the outermost of nested stacks', () => {
    const outer = new Stack(new App(), 'Outer');
    const { costStack } = new ListBackupMonitoring(new NestedStack(outer, 'Inner'), 'Monitoring', { stage: ListBackupStage.MAIN, budget: BUDGET });
    expect(costStack!.stackName).toBe('Outer-costs');
    expect(JSON.stringify(templateOf(costStack!).Resources.Budget)).toContain('{"Ref":"AWS::AccountId"}');
  });

  test('has the tag of the stage, which synthesis guards', () => {
    const { monitoring } = alone({ budget: { ...BUDGET, anomalies: true } });
    Tags.of(monitoring.costStack!).add('Stage', 'production');
    expect(() => templateOf(monitoring.costStack!)).toThrow(/Tag Stage must be \\?"main\\?" on monitoring-costs\/Costs\/.*CostAnomalyMonitor/);
  });
});


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
        { SubscriptionType: 'SNS', Address: WARNING_TOPIC },
      ]);
    }
  });

  test('is replaced under another name when others are told, as CloudFormation cannot change them in place', () => {
    const nameFor = (monthlyUsd: number, emails: string[]) => (
      nameOf(templateOf(alone({ budget: { monthlyUsd, emails } }).monitoring.costStack!))
    );
    const name = nameFor(500, ['cost@listbackup.ai']);
    expect(name).toMatch(/^listbackup-main-monthly-[0-9a-f]{8}$/);
    expect(nameFor(900, ['cost@listbackup.ai'])).toBe(name);
    expect(nameFor(500, ['cto@listbackup.ai'])).not.toBe(name);
  });
});

describe('unusual costs', () => {
  test.each([undefined, false])('are looked for only on request (%p), since AWS refuses the monitor in a member account', (anomalies) => {
    expect(billed(alone({ budget: { monthlyUsd: 500, emails: ['cost@listbackup.ai'], anomalies } }).monitoring.costStack!)).toEqual(['Budget']);
  });

  test('are looked for in what carries the stage\'s tag', () => {
    const { MonitorType, MonitorName, MonitorSpecification } = template.Resources.CostAnomalyMonitor.Properties as Record<string, string>;
    expect([MonitorType, MonitorName]).toEqual(['CUSTOM', 'listbackup-main-costs']);
    expect(JSON.parse(MonitorSpecification)).toEqual({ Tags: { Key: 'Stage', Values: ['main'], MatchOptions: ['EQUALS'] } });
  });

  test.each([
    ['CostAnomalyMails', 'DAILY', [{ Type: 'EMAIL', Address: 'cost@listbackup.ai' }, { Type: 'EMAIL', Address: 'cto@listbackup.ai' }]],
    ['CostAnomalyMessages', 'IMMEDIATE', [{ Type: 'SNS', Address: WARNING_TOPIC }]],
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
    const { home: stack, monitoring } = alone({ budget: undefined }, stage);
    expect([monitoring.costStack, billed(stack)]).toEqual([undefined, []]);
    Annotations.fromStack(stack).hasWarning('*', WARNING);
    const [{ entry }] = Annotations.fromStack(stack).findWarning('*', WARNING);
    expect(entry.data).toContain('[ack: listbackup-infrastructure:budgetLeftOut]');
  });

  test('development has none, and no warning', () => {
    Annotations.fromStack(alone({ budget: undefined }, ListBackupStage.DEV).home).hasNoWarning('*', WARNING);
  });
});

test('in a standby, names that are unique in an account end in its region', () => {
  const { home: stack, monitoring } = alone({
    budget: { monthlyUsd: 500, emails: ['cost@listbackup.ai'], anomalies: true },
    warning: { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }] },
  }, ListBackupStage.MAIN.asStandbyFor('us-east-1'));
  const [standby, costs] = [stack, monitoring.costStack!].map(templateOf);
  expect(standby.Resources.OverviewDashboard.Properties.DashboardName).toBe('listbackup-main-overview-us-west-2');
  expect(nameOf(costs)).toMatch(/^listbackup-main-monthly-us-west-2-[0-9a-f]{8}$/);
  expect(costs.Resources.CostAnomalyMonitor.Properties.MonitorName).toBe('listbackup-main-costs-us-west-2');
  // An account configures a channel once, and the primary has done so.
  expect(standby.Resources).not.toHaveProperty('SlackChannelC0123ABCD');
  expect(standby.Resources).not.toHaveProperty('SlackRoleC0123ABCD');
  expect(standby.Resources.CriticalTopic.Properties.TopicName).toBe('listbackup-main-critical');
});
