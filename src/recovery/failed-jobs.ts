import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEventBus, CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HeardRule } from './alarms';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, resourceTags, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmRuleName, copyVaultName, failedJobRuleName, recoveryBusName } from '../stage/naming';

/** A kind of job as AWS Backup tells of it. */
interface JobKind {
  /** `Backup`, `Copy` or `Restore`. */
  readonly kind: string;
  /** Field of the event that holds the job's state, and the values that mean failure. */
  readonly state: Readonly<Record<string, readonly string[]>>;
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html */
export const BACKUP_JOBS: JobKind = { kind: 'Backup', state: { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] } };
export const COPY_JOBS: JobKind = { kind: 'Copy', state: { state: ['FAILED', 'PARTIAL'] } };
export const RESTORE_JOBS: JobKind = { kind: 'Restore', state: { status: ['ABORTED', 'FAILED'] } };

/** Event fields that identify a stage's jobs: one bus carries the events of all stages of an account. */
export type JobsOf = Readonly<Record<'backupVaultArn' | 'sourceBackupVaultArn' | 'iamRoleArn', readonly string[]>>;

/** A topic as the target of a rule. */
export const toTopic = ({ topicArn }: ITopic): CfnRule.TargetProperty => ({ id: 'Topic', arn: topicArn });

/** Sends the events of failed jobs, as they are: they say what failed and why. */
export function tellOfFailures(
  scope: Construct, vaultName: string, { kind, state }: JobKind, whose: Partial<JobsOf>, targets: CfnRule.TargetProperty[],
): void {
  const logicalId = `${kind}JobFailedRule`;
  claimLogicalId(new CfnRule(scope, logicalId, {
    name: failedJobRuleName(vaultName, kind.toLowerCase()),
    description: `${kind} jobs of ${vaultName} that failed`,
    eventPattern: { 'source': ['aws.backup'], 'detail-type': [`${kind} Job State Change`], 'detail': { ...whose, ...state } },
    targets,
  }), logicalId);
}

/** Without a topic nobody would know. */
export function warnOfSilence(scope: Construct): void {
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:backupAlarmsLeftOut',
    'nobody is told of backup, copy and restore jobs that fail: there is no topic. Give one as alarmTopic.');
}

/** Rules that match when something is wrong in the recovery region. */
interface HeardOf {
  readonly failedRestores: HeardRule;
  readonly lateReplicas: HeardRule;
}

const ALARM_EVENT = { 'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] };

/**
 * Tells a topic of the primary's region of restores that failed in the recovery region. What comes over this bus is of this stage: which restores
 * are, only that region's roles can tell.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function hearOfRecoveryFailures(scope: Construct, stage: ListBackupStage, topic: ITopic): HeardOf {
  const name = recoveryBusName(stage);
  const failed = failedJobRuleName(copyVaultName(stage), RESTORE_JOBS.kind.toLowerCase());
  claimPhysicalName(scope, 'event bus', name);
  const bus = claimLogicalId(new CfnEventBus(scope, 'RecoveryBus', {
    name, description: `What goes wrong in the recovery region of stage ${stage.stageName}`, tags: resourceTags(stage, SERVICES.backup),
  }), 'RecoveryBus');
  claimLogicalId(new CfnRule(scope, 'RecoveryRestoreFailedRule', {
    name: failed,
    description: `Restores of ${copyVaultName(stage)} that failed`,
    eventBusName: bus.ref,
    eventPattern: { 'source': ['aws.backup'], 'detail-type': [`${RESTORE_JOBS.kind} Job State Change`] },
    targets: [toTopic(topic)],
  }), 'RecoveryRestoreFailedRule');
  const late = alarmRuleName(copyVaultName(stage));
  claimLogicalId(new CfnRule(scope, 'RecoveryReplicationLateRule', {
    name: late,
    description: `Replicas beside ${copyVaultName(stage)} that are late`,
    eventBusName: bus.ref,
    eventPattern: ALARM_EVENT,
    targets: [toTopic(topic)],
  }), 'RecoveryReplicationLateRule');
  return { failedRestores: { bus: name, name: failed }, lateReplicas: { bus: name, name: late } };
}

/** Sends the event of an alarm that goes off, to the primary's region. */
export function tellOfAlarm(scope: Construct, stage: ListBackupStage, { attrArn }: CfnAlarm, target: CfnRule.TargetProperty): void {
  claimLogicalId(new CfnRule(scope, 'ReplicationLateRule', {
    name: alarmRuleName(copyVaultName(stage)),
    description: `Replicas beside ${copyVaultName(stage)} that are late`,
    eventPattern: { ...ALARM_EVENT, resources: [attrArn], detail: { state: { value: ['ALARM'] } } },
    targets: [target],
  }), 'ReplicationLateRule');
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
