import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { EDGE_HEADER } from '../stage/edge-header';

/** WAF counts requests in this window. */
const WINDOW_SECONDS = 300;

/** One of AWS's managed rule groups, and rules of it that only count. */
interface ManagedGroup {
  readonly name: string;
  readonly count: readonly string[];
}

/** In the order in which they look at a request; the rate limit comes after the first. */
const REPUTATION: ManagedGroup = { name: 'AWSManagedRulesAmazonIpReputationList', count: [] };
const MANAGED_GROUPS: readonly ManagedGroup[] = [
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', count: [] },
  // It would refuse every body above 8 KB, which an API takes.
  { name: 'AWSManagedRulesCommonRuleSet', count: ['SizeRestrictions_BODY'] },
  { name: 'AWSManagedRulesSQLiRuleSet', count: [] },
];

/** What the firewall's log must not hold. */
export const REDACTED_HEADERS = ['authorization', 'cookie', EDGE_HEADER];

export const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => (
  { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName }
);

/** The rules of the web ACL. */
export function firewallRules(rateLimit: number): CfnWebACL.RuleProperty[] {
  const rate: Omit<CfnWebACL.RuleProperty, 'priority'> = {
    name: 'RateLimit',
    action: { block: {} },
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: WINDOW_SECONDS, limit: rateLimit } },
    visibilityConfig: visibility('RateLimit'),
  };
  return [managed(REPUTATION), rate, ...MANAGED_GROUPS.map(managed)].map((rule, priority) => ({ ...rule, priority }));
}

function managed({ name, count }: ManagedGroup): Omit<CfnWebACL.RuleProperty, 'priority'> {
  return {
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(count.length > 0 && { ruleActionOverrides: count.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }),
      },
    },
    visibilityConfig: visibility(name),
  };
}
