import { ListBackupAlarmOptions } from './monitoring-options';
import { ListBackupEncryptedFromStageProps } from '../exports';

/** A stage's monitoring that was deployed, and the rules of what this app has it watch. */
export interface ListBackupMonitoringFromStageProps extends ListBackupEncryptedFromStageProps, ListBackupAlarmOptions {}
