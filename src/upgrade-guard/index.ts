export * from './list-backup-upgrade-guard';
