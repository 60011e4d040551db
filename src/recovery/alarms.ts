import { Duration } from 'aws-cdk-lib';
import { CfnAlarm, CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { REPLICATION_RULE_ID } from '../catalogue/buckets';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmRuleName, backupVaultName, copyVaultName } from '../stage/naming';

/** A rule of a bus, by names. */
export interface HeardRule {
  readonly bus: string;
  readonly name: string;
}

/** Stack of the alarms, and who is notified. */
interface Place {
  readonly scope: Construct;
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly topics: readonly ITopic[];
}

const FIVE_MINUTES = Duration.minutes(5).toSeconds();

/** The metric, or the terms of a sum, and when it alarms. */
type Condition = Partial<CfnAlarmProps> & Pick<CfnAlarmProps, 'alarmDescription'>;

function createAlarm({ scope, stage, service, topics }: Place, logicalId: string, alarmName: string, condition: Condition): CfnAlarm {
  const actions = topics.map(({ topicArn }) => topicArn);
  return claimLogicalId(new CfnAlarm(scope, logicalId, {
    alarmName,
    evaluationPeriods: 1,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    treatMissingData: 'notBreaching',
    ...condition,
    alarmActions: actions.length === 0 ? undefined : actions,
    okActions: actions.length === 0 ? undefined : actions,
    tags: resourceTags(stage, service),
  }), logicalId);
}

/** Any in five minutes. */
const counted = (namespace: string, metricName: string, dimensions: Readonly<Record<string, string>>) => ({
  namespace,
  metricName,
  dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
  statistic: 'Sum',
  period: FIVE_MINUTES,
});

/**
 * Alarms on backups that failed, or that expired because they couldn't start, and on restores that failed. The events of these jobs say why;
 * but PagerDuty's integration with CloudWatch takes alarms only.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
 */
export function alarmOnFailedJobs(place: Place): void {
  const vault = backupVaultName(place.stage);
  const metric = (metricName: string) => {
    const { period, statistic, ...of } = counted('AWS/Backup', metricName, { BackupVaultName: vault });
    return { metric: of, period, stat: statistic };
  };
  createAlarm(place, 'BackupFailedAlarm', `${vault}-backup-failed`, {
    alarmDescription: `A backup of stage ${place.stage.stageName} failed or couldn't start. The backup jobs in AWS Backup say why.`,
    metrics: [
      // AWS Backup reports a count only while it isn't zero.
      { id: 'all', expression: 'FILL(failed, 0) + FILL(expired, 0)', returnData: true },
      { id: 'failed', returnData: false, metricStat: metric('NumberOfBackupJobsFailed') },
      { id: 'expired', returnData: false, metricStat: metric('NumberOfBackupJobsExpired') },
    ],
  });
  createAlarm(place, 'RestoreFailedAlarm', `${vault}-restore-failed`, {
    alarmDescription: `A restore from the vault ${vault} failed. The restore jobs in AWS Backup say why.`,
    ...counted('AWS/Backup', 'NumberOfRestoreJobsFailed', { BackupVaultName: vault }),
  });
}

/** Hours that a job may take to start and to complete, beyond the time between two backups. */
const GRACE_HOURS = 2;

/** Alarms when nothing of a kind has completed for so long: jobs that never start fail nowhere. Is in alarm until the first has completed. */
function alarmOnSilence(place: Place, logicalId: string, alarmName: string, what: string, hours: number, metricName: string, vault: string): void {
  createAlarm(place, logicalId, alarmName, {
    ...counted('AWS/Backup', metricName, { BackupVaultName: vault }),
    alarmDescription: `No ${what} of stage ${place.stage.stageName} has completed for ${hours} hours`,
    period: Duration.hours(1).toSeconds(),
    evaluationPeriods: hours,
    datapointsToAlarm: hours,
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    treatMissingData: 'breaching',
  });
}

/** Alarms when no backup has completed within the hours between two and two more. */
export function alarmOnMissingBackups(place: Place, everyHours: number): void {
  const vault = backupVaultName(place.stage);
  alarmOnSilence(place, 'BackupMissingAlarm', `${vault}-backup-missing`, 'backup', everyHours + GRACE_HOURS, 'NumberOfBackupJobsCompleted', vault);
}

/** Alarms on copies that failed or are missing. AWS Backup counts copies under the name of the vault that they go to. */
export function alarmOnCopies(place: Place, everyHours: number): void {
  const vault = backupVaultName(place.stage);
  const copies = copyVaultName(place.stage);
  createAlarm(place, 'CopyFailedAlarm', `${vault}-copy-failed`, {
    alarmDescription: `A copy of a backup to the vault ${copies} failed. The copy jobs in AWS Backup say why.`,
    ...counted('AWS/Backup', 'NumberOfCopyJobsFailed', { BackupVaultName: copies }),
  });
  alarmOnSilence(place, 'CopyMissingAlarm', `${vault}-copy-missing`, 'copy of a backup', everyHours + GRACE_HOURS, 'NumberOfCopyJobsCompleted', copies);
}

/** Alarms when a rule of a bus matches: what it hears of has no metric in this Region. */
export function alarmOnRule(place: Place, logicalId: string, alarmName: string, alarmDescription: string, rule: HeardRule): void {
  createAlarm(place, logicalId, alarmName, { alarmDescription, ...counted('AWS/Events', 'TriggeredRules', { EventBusName: rule.bus, RuleName: rule.name }) });
}

/** The two buckets of a replication, by name. */
export interface Replication {
  readonly source: string;
  readonly replica: string;
}

const byRule = ({ source, replica }: Replication) => ({ SourceBucket: source, DestinationBucket: replica, RuleId: REPLICATION_RULE_ID });

/**
 * Alarms on objects that weren't replicated. S3 reports them in the Region of the source.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function alarmOnFailedReplication(place: Place, buckets: Replication): void {
  createAlarm(place, 'ReplicationFailedAlarm', `${backupVaultName(place.stage)}-replication-failed`, {
    alarmDescription: `Objects of ${buckets.source} weren't replicated. They are missing in the recovery Region until S3 Batch Replication copies them.`,
    ...counted('AWS/S3', 'OperationsFailedReplication', byRule(buckets)),
  });
}

/**
 * Alarms when replicas are late for a quarter of an hour. S3 reports how late they are in the Region of the replica.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function alarmOnLateReplication(place: Place, buckets: Replication, after: Duration): CfnAlarm {
  return createAlarm(place, 'ReplicationLateAlarm', alarmRuleName(copyVaultName(place.stage)), {
    ...counted('AWS/S3', 'ReplicationLatency', byRule(buckets)),
    alarmDescription: `Replicas of ${buckets.source} are more than ${after.toHumanString()} late`,
    statistic: 'Maximum',
    threshold: after.toSeconds(),
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
  });
}
