import { Stack } from 'aws-cdk-lib';
import { CfnEventBus, CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { RESTORE_JOBS, toTopic } from './failed-jobs';
import { claimLogicalId, claimPhysicalName, resourceTags, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { copyVaultName, failedJobRuleName, recoveryBusName, SERVICES } from '../stage/naming';

/**
 * Tells a topic of the primary's region of restores that failed in the recovery region. What comes over this bus is of this stage: which restores
 * are, only that region's roles can tell.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function hearOfRecoveryFailures(scope: Construct, stage: ListBackupStage, topic: ITopic): void {
  const name = recoveryBusName(stage);
  claimPhysicalName(scope, 'event bus', name);
  const bus = claimLogicalId(new CfnEventBus(scope, 'RecoveryBus', {
    name, description: `Restores of ${copyVaultName(stage)} that failed`, tags: resourceTags(stage, SERVICES.backup),
  }), 'RecoveryBus');
  claimLogicalId(new CfnRule(scope, 'RecoveryRestoreFailedRule', {
    name: failedJobRuleName(copyVaultName(stage), RESTORE_JOBS.kind.toLowerCase()),
    description: `Restores of ${copyVaultName(stage)} that failed`,
    eventBusName: bus.ref,
    eventPattern: { 'source': ['aws.backup'], 'detail-type': [`${RESTORE_JOBS.kind} Job State Change`] },
    targets: [toTopic(topic)],
  }), 'RecoveryRestoreFailedRule');
}

/** That bus as the target of a rule in the recovery region, which is deployed before it: the rule knows it by its name. */
export function toPrimary(
  scope: Construct, stage: ListBackupStage, region: string, permissionsBoundary: IManagedPolicy | undefined,
): CfnRule.TargetProperty {
  const arn = Stack.of(scope).formatArn({ service: 'events', region, resource: 'event-bus', resourceName: recoveryBusName(stage) });
  const role = claimLogicalId(new CfnRole(scope, 'TellPrimaryRole', {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('events.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{
      policyName: 'TellPrimary',
      policyDocument: new PolicyDocument({ statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [arn] })] }),
    }],
    permissionsBoundary: permissionsBoundary?.managedPolicyArn,
    tags: roleTags(SERVICES.recovery),
  }), 'TellPrimaryRole');
  return { id: 'Primary', arn, roleArn: role.attrArn };
}
