export { ListBackupAlarm } from './alarm';
export * from './alarm-thresholds';
export { type IListBackupMonitoring, ListBackupMonitoring } from './monitoring';
export {
  type ListBackupAlarmOptions,
  type ListBackupAlarmSubscribers,
  type ListBackupBudget,
  type ListBackupMonitoringFromStageProps,
  type ListBackupMonitoringOptions,
  type ListBackupMonitoringProps,
  type ListBackupSlackChannel,
} from './monitoring-options';
export { type ListBackupWatchOptions } from './watch-options';
