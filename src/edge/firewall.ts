import { ArnFormat, Stack, RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { firewallRules, REDACTED_HEADERS, visibility } from './firewall-rules';
import { claimLogicalId, resourceTags, retentionInDays } from '../conventions';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { firewallLogGroupName, SERVICES } from '../stage/naming';

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
