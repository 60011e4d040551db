export * from './backup-options';
export * from './list-backup-backup';
export * from './list-backup-recovery';
export * from './recovery-options';
export * from './vault-lock';
