export * from './domains-from-stage';
export * from './domains-handle';
export * from './domains-options';
export * from './list-backup-domains';
