export * from './list-backup-stage';
export * from './stage-kind';
