import { Annotations } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { claimLogicalId } from '../conventions';
import { failedJobRuleName } from '../stage/naming';

/** A kind of job as AWS Backup tells of it. */
interface JobKind {
  /** `Backup`, `Copy` or `Restore`. */
  readonly kind: string;
  /** Where the event says how it went, and what it then says. */
  readonly state: Readonly<Record<string, readonly string[]>>;
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html */
export const BACKUP_JOBS: JobKind = { kind: 'Backup', state: { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] } };
export const COPY_JOBS: JobKind = { kind: 'Copy', state: { state: ['FAILED', 'PARTIAL'] } };
export const RESTORE_JOBS: JobKind = { kind: 'Restore', state: { status: ['ABORTED', 'FAILED'] } };

/** What says whose jobs they are: an account's events of all stages come over one bus. */
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
