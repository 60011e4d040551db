export * from './list-backup-secret';
export * from './list-backup-secrets';
export * from './secret-content';
export * from './secret-from-stage';
export * from './secret-handle';
export * from './secret-options';
export * from './secrets-handle';
