export * from './api';
export * from './api-options';
export { ListBackupAuthorizer } from './authorizer';
export { type ListBackupAuthorizerOptions, type ListBackupAuthorizerProps, type ListBackupAuthorizerRule } from './authorizer-options';
