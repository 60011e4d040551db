export * from './delivery-options';
export * from './list-backup-delivery';
