export * from './delivery';
export { type ListBackupDeliveryOptions, type ListBackupDeliveryProps } from './delivery-options';
