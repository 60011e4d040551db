export * from './key-handle';
export * from './key-options';
export * from './list-backup-key';
