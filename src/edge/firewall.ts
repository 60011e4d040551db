import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { EDGE_HEADER } from '../catalogue/api';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags, retentionInDays } from '../conventions';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { firewallLogGroupName } from '../stage/naming';

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

/** Headers that the firewall's log must not hold. */
const REDACTED_HEADERS = ['authorization', 'cookie', EDGE_HEADER];

const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => (
  { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName }
);

/** The rules of the web ACL. */
function firewallRules(rateLimit: number): CfnWebACL.RuleProperty[] {
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

export interface FirewallProps {
  readonly stage: ListBackupStage;
  readonly rateLimit: number;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** The web ACL of CloudFront with its log. Returns the ACL's ARN. */
export function createFirewall(scope: Construct, { stage, rateLimit, logRetention, removalPolicy, encryptionKey }: FirewallProps): string {
  const tags = resourceTags(stage, SERVICES.edgeCertificate);
  const acl = claimLogicalId(new CfnWebACL(scope, 'EdgeWebAcl', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    rules: firewallRules(rateLimit),
    visibilityConfig: visibility(`listbackup-${stage.stageName}-edge`),
    tags,
  }), 'EdgeWebAcl');

  const logGroup = claimLogicalId(new CfnLogGroup(scope, 'EdgeWebAclLogGroup', {
    logGroupName: firewallLogGroupName(stage),
    retentionInDays: retentionInDays(logRetention),
    kmsKeyId: encryptionKey?.keyArn,
    tags,
  }), 'EdgeWebAclLogGroup');
  logGroup.applyRemovalPolicy(removalPolicy);
  claimLogicalId(new CfnLoggingConfiguration(scope, 'EdgeWebAclLogging', {
    resourceArn: acl.attrArn,
    // Not `attrArn`: it ends with `:*`, which WAF refuses.
    logDestinationConfigs: [Stack.of(scope).formatArn({
      service: 'logs', resource: 'log-group', resourceName: logGroup.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })],
    redactedFields: REDACTED_HEADERS.map((name) => ({ singleHeader: { Name: name } })),
  }), 'EdgeWebAclLogging');

  publish(scope, stage, SERVICES.edgeCertificate, { EdgeWebAclArn: acl.attrArn, EdgeWebAclLogGroupName: logGroup.ref });
  return acl.attrArn;
}
