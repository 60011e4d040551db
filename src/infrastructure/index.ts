export * from './list-backup-infrastructure';
