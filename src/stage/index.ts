export * from './list-backup-security';
export * from './list-backup-stage';
export * from './stage-kind';
