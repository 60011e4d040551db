export * from './detail-types';
export { ListBackupEventSource } from './event-sources';
