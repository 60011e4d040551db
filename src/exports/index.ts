export * from './from-stage-props';
export * from './list-backup-lookup';
