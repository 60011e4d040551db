export { type IListBackupEdge, ListBackupEdge } from './edge';
export {
  ListBackupEdgeCertificate,
  type ListBackupEdgeCertificateProps,
  type ListBackupFirewallOptions,
} from './edge-certificate';
export * from './edge-logs';
export { type ListBackupEdgeFromStageProps, type ListBackupEdgeOptions, type ListBackupEdgeProps } from './edge-options';
