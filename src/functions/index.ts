export { ListBackupAccess, ListBackupQueueAccess } from './access';
export { type ListBackupOnEventOptions } from './event-listener';
export * from './function';
export { type ListBackupFunctionFromStageProps } from './function-import';
export * from './function-options';
export { type ListBackupConsumeOptions } from './queue-consumer';
export * from './schedule-options';
export * from './stream-options';
