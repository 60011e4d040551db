import { Stack } from 'aws-cdk-lib';
import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { IManagedPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createBackupServiceRole } from './backup-plan';
import { restoreTables, useVaultKey } from './statements';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { restoreTestingName } from '../stage/naming';

/** Sunday, four hours after the daily backup by default, when the newest recovery points are there. */
const SCHEDULE = 'cron(0 9 ? * SUN *)';
const WINDOW_DAYS = 7;

/** The promised recovery time: a test starts within it, and what it restored is there to be looked at for as long. */
const RECOVERY_TIME_HOURS = 1;

/** Name pattern of the tables that AWS Backup restores for a test and deletes afterwards. */
const TEST_TABLES = 'awsbackup-restore-test-*';

export interface RestoreTestingProps {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly vaultName: string;
  readonly vaultArn: string;
  readonly vaultKey?: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * Restores the newest recovery point of every table in a vault each week, and says how long it took: each test is a restore job. Returns the
 * ARN of the role of these jobs. The data bucket is not restored: its replica stands ready, and a test would copy all of it.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
 */
export function createRestoreTesting(scope: Construct, props: RestoreTestingProps): string {
  const { stage, service, vaultKey } = props;
  const role = createBackupServiceRole(scope, 'RestoreTestRole', {
    service,
    policyName: 'RestoreForTests',
    document: new PolicyDocument({
      statements: [restoreTables(Stack.of(scope), TEST_TABLES), ...vaultKey === undefined ? [] : useVaultKey(vaultKey)],
    }),
    permissionsBoundary: props.permissionsBoundary,
  });
  const plan = claimLogicalId(new CfnRestoreTestingPlan(scope, 'RestoreTestingPlan', {
    restoreTestingPlanName: restoreTestingName(props.vaultName),
    scheduleExpression: SCHEDULE,
    startWindowHours: RECOVERY_TIME_HOURS,
    recoveryPointSelection: {
      algorithm: 'LATEST_WITHIN_WINDOW',
      includeVaults: [props.vaultArn],
      recoveryPointTypes: ['SNAPSHOT'],
      selectionWindowDays: WINDOW_DAYS,
    },
    tags: resourceTags(stage, service),
  }), 'RestoreTestingPlan');
  claimLogicalId(new CfnRestoreTestingSelection(scope, 'RestoreTestingTables', {
    restoreTestingPlanName: plan.ref,
    restoreTestingSelectionName: 'tables',
    protectedResourceType: 'DynamoDB',
    // All that the vault holds, and it holds the stage's alone.
    protectedResourceArns: ['*'],
    iamRoleArn: role.attrArn,
    validationWindowHours: RECOVERY_TIME_HOURS,
  }), 'RestoreTestingTables');
  return role.attrArn;
}
