export * from './api-from-stage';
export * from './api-handle';
export * from './api-options';
export * from './authorizer-props';
export * from './authorizer-rule';
export * from './list-backup-api';
export * from './list-backup-authorizer';
export * from './route-options';
