export { ListBackupEvent, type ListBackupEventEntryProps, type ListBackupEventMatch } from './event';
export { ListBackupEventBus, type ListBackupEventBusProps } from './event-bus';
export { type ListBackupEventBusOptions } from './event-bus-options';
export * from './event-rule';
export * from './messaging';
export { ListBackupQueue, type ListBackupQueueProps } from './queue';
export {
  type ListBackupMessagingOptions,
  type ListBackupQueueFromStageProps,
  type ListBackupQueueOptions,
  type ListBackupQueueSettings,
  type ListBackupQueuesFromStageProps,
  type ListBackupQueuesOptions,
} from './queue-options';
export { ListBackupQueues, type ListBackupQueuesProps } from './queues';
