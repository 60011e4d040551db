import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import { digest, inTemplate } from './digest';
import { ListBackupBudget } from './monitoring-options';
import { stackBeside } from './stack-beside';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmTopicName, costName } from '../stage/naming';
import { rememberStage } from '../validation/stage-of';

/** By which costs are told apart. It must be activated as a cost-allocation tag. */
const TAG = 'Stage';

/** When a budget speaks: percent of it, spent or forecast. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/** An anomaly is worth a mail that costs a twentieth of the month's budget, or a dollar. */
const anomalyUsd = (monthlyUsd: number): number => Math.max(1, Math.round(monthlyUsd / 20));

/**
 * Creates the budget and the cost monitors of a stage, in a stack of their own: what an account's billing refuses, such as a cost monitor in a
 * member account, then fails without the alarms.
 *
 * @param home the stack of the monitoring, after which the costs are deployed: AWS Budgets notifies its warning topic.
 * @returns the stack.
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export function createCosts(home: Stack, stage: ListBackupStage, budget: ListBackupBudget): Stack {
  const stack = stackBeside(home, 'costs', `Budget of stage ${stage.stageName} of ListBackup`);
  const scope = new Construct(stack, 'Costs');
  rememberStage(scope, { stage });
  // By name: an export would lock the monitoring's stack.
  createBudget(scope, stage, budget, stack.formatArn({ service: 'sns', resource: alarmTopicName(stage, 'warning') }));
  return stack;
}

function createBudget(
  scope: Construct, stage: ListBackupStage, { monthlyUsd, emails, anomalies }: ListBackupBudget, topicArn: string,
): void {
  const tags = resourceTags(stage, SERVICES.monitoring);
  const named = (what: string): string => accountWideName(scope, stage, costName(stage, what));
  // Whoever is told cannot be changed in place, and what replaces a budget needs a name of its own.
  const budgetName = `${named('monthly')}-${digest(emails.map((email) => inTemplate(scope, email)).join())}`;
  claimPhysicalName(scope, 'budget', budgetName);
  const subscribers = [
    ...emails.map((address) => ({ subscriptionType: 'EMAIL', address })),
    { subscriptionType: 'SNS', address: topicArn },
  ];
  claimLogicalId(new CfnBudget(scope, 'Budget', {
    budget: {
      budgetName,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyUsd, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:${TAG}$${stage.stageName}`] },
    },
    notificationsWithSubscribers: NOTICES.map((notice) => ({
      notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
      subscribers,
    })),
    resourceTags: tags,
  }), 'Budget');

  if (!anomalies) return;
  const monitor = withFixedTags(new CfnAnomalyMonitor(scope, 'CostAnomalyMonitor', {
    monitorName: named('costs'),
    monitorType: 'CUSTOM',
    monitorSpecification: JSON.stringify({ Tags: { Key: TAG, Values: [stage.stageName], MatchOptions: ['EQUALS'] } }),
    resourceTags: tags,
  }), 'CostAnomalyMonitor');
  const subscription = (id: string, frequency: string, to: CfnAnomalySubscription.SubscriberProperty[]): void => {
    withFixedTags(new CfnAnomalySubscription(scope, id, {
      subscriptionName: named(`cost-anomalies-${frequency.toLowerCase()}`),
      frequency,
      monitorArnList: [monitor.attrMonitorArn],
      subscribers: to,
      thresholdExpression: JSON.stringify({
        Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: [String(anomalyUsd(monthlyUsd))] },
      }),
      resourceTags: tags,
    }), id);
  };
  // Mail goes once a day, topics are told at once: Cost Explorer knows no other combination.
  subscription('CostAnomalyMails', 'DAILY', emails.map((address) => ({ type: 'EMAIL', address })));
  subscription('CostAnomalyMessages', 'IMMEDIATE', [{ type: 'SNS', address: topicArn }]);
}

/**
 * Claims the logical ID, and keeps the tags of an app away: CloudFormation replaces a monitor or a subscription whose tags change, and
 * creates the new one under a name that the old one still has.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ce-anomalymonitor.html
 */
function withFixedTags<T extends CfnAnomalyMonitor | CfnAnomalySubscription>(resource: T, id: string): T {
  const tags = Object.entries(resource.cdkTagManager.tagValues()).sort(([one], [other]) => (one < other ? -1 : 1));
  resource.addPropertyOverride('ResourceTags', tags.map(([Key, Value]) => ({ Key, Value })));
  return claimLogicalId(resource, id);
}
