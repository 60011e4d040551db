export * from './email-from-stage';
export * from './email-handle';
export * from './email-options';
export * from './list-backup-email';
