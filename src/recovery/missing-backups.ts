import { Duration } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { backupVaultName, SERVICES } from '../stage/naming';

/** The promised 24 hours, and the two that a job may take to start and to complete. */
const HOURS = 26;

/**
 * Alarms when no backup has completed for a day: jobs that never start fail nowhere. It is in alarm until the first backup is there.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
 */
export function alarmOnMissingBackups(scope: Construct, stage: ListBackupStage, topic: ITopic): void {
  claimLogicalId(new CfnAlarm(scope, 'BackupMissingAlarm', {
    alarmName: `${backupVaultName(stage)}-backup-missing`,
    alarmDescription: `No backup of stage ${stage.stageName} has completed for ${HOURS} hours`,
    namespace: 'AWS/Backup',
    metricName: 'NumberOfBackupJobsCompleted',
    dimensions: [{ name: 'BackupVaultName', value: backupVaultName(stage) }],
    statistic: 'Sum',
    period: Duration.hours(1).toSeconds(),
    evaluationPeriods: HOURS,
    datapointsToAlarm: HOURS,
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    treatMissingData: 'breaching',
    alarmActions: [topic.topicArn],
    okActions: [topic.topicArn],
    tags: resourceTags(stage, SERVICES.backup),
  }), 'BackupMissingAlarm');
}
