export * from './edge-certificate-options';
export * from './edge-from-stage';
export * from './edge-handle';
export * from './edge-options';
export * from './list-backup-edge';
export { ListBackupEdgeCertificate } from './list-backup-edge-certificate';
export * from './list-backup-edge-logs';
