import { ListBackupAlarmOptions } from './monitoring-options';
import { TableOperations, tableOperationsFor } from './table-operations';
import { Thresholds, thresholdsFor } from './threshold';
import { ListBackupStage } from '../stage';
import { requireBoolean } from '../stage/require';

/** Which alarms a stage's resources have. */
export interface AlarmRules {
  readonly stage: ListBackupStage;
  readonly isOn: boolean;
  readonly thresholds: Thresholds;
  readonly tableOperations: TableOperations;
}

/** The caller's options with the stage's defaults; refuses those that mean nothing. */
export function alarmRules(stage: ListBackupStage, options: ListBackupAlarmOptions): AlarmRules {
  requireBoolean('alarms', options.alarms);
  return {
    stage,
    isOn: options.alarms ?? stage.isOperated,
    thresholds: thresholdsFor(options.thresholds, options.without),
    tableOperations: tableOperationsFor(options.tableOperations),
  };
}
