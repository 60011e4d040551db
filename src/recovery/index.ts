export * from './backup';
export { type ListBackupBackupOptions, type ListBackupBackupProps } from './backup-options';
export * from './recovery';
export { type ListBackupRecoveryOptions, type ListBackupRecoveryProps, type ListBackupReplicationAlarmOptions } from './recovery-options';
export { type ListBackupComplianceLockOptions, ListBackupVaultLock, type ListBackupVaultLockOptions } from './vault';
