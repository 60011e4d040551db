export * from './list-backup-security';
export * from './list-backup-stage';
export * from './security-options';
export * from './stage-kind';
