export * from './auth-sender';
export * from './edge-options';
export * from './infrastructure-props';
export * from './list-backup-infrastructure';
export * from './recovery-options';
export * from './standby';
