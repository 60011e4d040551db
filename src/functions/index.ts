export { ListBackupAccess, ListBackupQueueAccess } from './access';
export { type ListBackupOnEventOptions } from './event-listener';
export * from './function';
export * from './function-options';
export { type ListBackupConsumeOptions } from './queue-consumer';
