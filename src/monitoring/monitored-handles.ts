import { ListBackupMonitoringProps } from './monitoring-props';

/** What of a stage is monitored, made in this app or imported. */
export type MonitoredHandles = Pick<ListBackupMonitoringProps, 'dataLayer' | 'messaging' | 'auth' | 'api' | 'email'>;
