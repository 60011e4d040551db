import { CfnBackupPlan, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { backupPlanName, SERVICES } from '../stage/naming';

const DEFAULT_START_HOUR = 5;
const START_WITHIN_MINUTES = 60;
/** A job that lasts longer would meet the next day's. */
const COMPLETE_WITHIN_MINUTES = 24 * 60;

export interface BackupPlanProps {
  readonly stage: ListBackupStage;
  readonly vault: CfnBackupVault;
  readonly copyVaultArn?: string;
  readonly startHour?: number;
  readonly retentionDays: number;
}

/** The plan: once a day, with a copy where there is a vault for it. */
export function createBackupPlan(scope: Construct, props: BackupPlanProps): CfnBackupPlan {
  const { stage, copyVaultArn, startHour = DEFAULT_START_HOUR } = props;
  const lifecycle = { deleteAfterDays: props.retentionDays };
  const tags = tagMap(resourceTags(stage, SERVICES.backup));
  return claimLogicalId(new CfnBackupPlan(scope, 'BackupPlan', {
    backupPlan: {
      backupPlanName: backupPlanName(stage),
      backupPlanRule: [{
        ruleName: 'Daily',
        targetBackupVault: props.vault.ref,
        scheduleExpression: `cron(0 ${startHour} * * ? *)`,
        startWindowMinutes: START_WITHIN_MINUTES,
        completionWindowMinutes: COMPLETE_WITHIN_MINUTES,
        lifecycle,
        copyActions: copyVaultArn === undefined ? undefined : [{ destinationBackupVaultArn: copyVaultArn, lifecycle }],
        recoveryPointTags: tags,
      }],
    },
    backupPlanTags: tags,
  }), 'BackupPlan');
}
