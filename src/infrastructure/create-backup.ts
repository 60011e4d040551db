import { isCold } from './for-standby';
import { ListBackupInfrastructureProps } from './infrastructure-props';
import { ListBackupBackupProps } from '../recovery';
import { ListBackupStage } from '../stage';
import { requireBoolean } from '../stage/require';

/** Whether a stage is backed up. A cold standby has nothing of its own yet. */
export function hasBackup(stage: ListBackupStage, props: ListBackupInfrastructureProps): boolean {
  const { backup } = props;
  requireBoolean('backup.enabled', backup?.enabled);
  if (isCold(stage, props)) return false;
  return backup?.enabled ?? (backup !== undefined || stage.isOperated);
}

/** The vault's own options, without the word whether there is one. */
export function backupOptions({ backup }: ListBackupInfrastructureProps): Partial<ListBackupBackupProps> {
  const { enabled, ...options } = { ...backup };
  return options;
}
