import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { ListBackupTableOptions } from './table-options';
import { ListBackupStage } from '../stage';
import { refuse, requireInteger } from '../stage/refuse';

/** DynamoDB's longest recovery window, and its own default. */
const LONGEST_RECOVERY_DAYS = 35;

export function insights(props: ListBackupTableOptions): CfnTable.ContributorInsightsSpecificationProperty | undefined {
  return props.contributorInsights === undefined ? undefined : { enabled: props.contributorInsights };
}

export function pointInTimeRecovery(
  id: string, stage: ListBackupStage, props: ListBackupTableOptions,
): CfnTable.PointInTimeRecoverySpecificationProperty {
  requireInteger(`table ${id}, pointInTimeRecoveryDays`, props.pointInTimeRecoveryDays, 1, LONGEST_RECOVERY_DAYS, LONGEST_RECOVERY_DAYS);
  if (props.pointInTimeRecovery === false && props.pointInTimeRecoveryDays !== undefined) {
    refuse(`table ${id}, pointInTimeRecoveryDays`, props.pointInTimeRecoveryDays,
      'It excludes pointInTimeRecovery: false.', 'pointInTimeRecoveryDays alone, which switches recovery on');
  }
  const stageDays = props.pointInTimeRecovery ? LONGEST_RECOVERY_DAYS : undefined;
  const days = props.pointInTimeRecovery === false ? undefined : props.pointInTimeRecoveryDays ?? stage.pointInTimeRecoveryDays ?? stageDays;
  return days === undefined
    ? { pointInTimeRecoveryEnabled: false }
    : { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: days };
}
