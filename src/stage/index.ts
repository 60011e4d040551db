export { ListBackupSecurity, type ListBackupSecurityOptions } from './security';
export * from './stage';
