import { Stack, Token } from 'aws-cdk-lib';
import { ListBackupBackupProps } from './backup-options';
import { LONGEST_RETENTION_DAYS } from './retention-bounds';
import { ListBackupStage } from '../stage';
import { COPY_VAULT_SUFFIX } from '../stage/naming';
import { refuse, requireInteger } from '../stage/refuse';
import { requireAttribute, requireBoolean, requireList } from '../stage/require';
import { requireDuration } from '../stage/require-duration';
import { requireBoundary } from '../stage/require-handles';
import { requireRegion, requireSamePartition } from '../stage/require-region';

const DEFAULT_RETENTION_DAYS = 30;

/** For how long backups are kept. */
export function retentionDaysOf({ retention }: Pick<ListBackupBackupProps, 'retention'>): number {
  return retention === undefined ? DEFAULT_RETENTION_DAYS : requireDuration('retention', retention, 'days', 1, LONGEST_RETENTION_DAYS, DEFAULT_RETENTION_DAYS);
}

/** Refuses a stage whose vault would be called like the one that another stage's copies come to. */
function requireOwnVaultName({ stageName }: ListBackupStage): void {
  if (!stageName.endsWith(COPY_VAULT_SUFFIX)) return;
  const other = stageName.slice(0, -COPY_VAULT_SUFFIX.length);
  const rule = `A stage with backups does not end in "${COPY_VAULT_SUFFIX}": its vault would be named like that of the copies of stage "${other}".`;
  refuse('stage', stageName, rule, `"${other}-2", or leave the backups out`);
}

/** Refuses options that could not be deployed, or with which every job would fail. */
export function requireBackup(stack: Stack, props: ListBackupBackupProps): void {
  requireOwnVaultName(props.stage);
  requireList('tables', props.tables ?? null, 'tables.all');
  requireAttribute('dataBucket', props.dataBucket ?? null, 'bucketArn', 'a bucket', 'buckets.data');
  requireInteger('startHour', props.startHour, 0, 23, 5);
  requireBoolean('restoreTesting', props.restoreTesting);
  requireAttribute('alarmTopic', props.alarmTopic, 'topicArn', 'an SNS topic', 'monitoring.criticalTopic');
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireAttribute('vaultLock', props.vaultLock, '_render', 'a vault lock', 'ListBackupVaultLock.governance({ minRetention: Duration.days(7) })');
  props.vaultLock?._require(retentionDaysOf(props));
  if (props.recoveryRegion !== undefined) requireOtherRegion('recoveryRegion', stack, props.recoveryRegion);
}

/** Returns the region, and refuses the stack's own, and one that nothing is copied to. */
export function requireOtherRegion(what: string, stack: Pick<Stack, 'region'>, region: string): string {
  requireRegion(what, region);
  if (!Token.isUnresolved(stack.region) && stack.region === region) {
    refuse(what, region, 'It is the primary\'s own region: what is lost with the one must be safe in another.', region === 'us-east-1' ? '"us-west-2"' : '"us-east-1"');
  }
  requireSamePartition(what, stack.region, region);
  return region;
}
