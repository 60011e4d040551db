export * from './access';
export * from './consume-options';
export * from './function-options';
export * from './function-props';
export * from './list-backup-function';
export * from './on-event-options';
export * from './runtime';
