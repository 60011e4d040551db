export * from './detail-types';
export { ListBackupEventSource } from './event-sources';
export { ListBackupPayloadFormat } from './payload-format';
