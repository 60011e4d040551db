export { ListBackupBucket, type ListBackupBucketProps } from './bucket';
export { type ListBackupBucketFromStageProps, type ListBackupBucketOptions, type ListBackupDataBucketOptions } from './bucket-options';
export { type ListBackupBucketReplication } from './bucket-replication';
export { ListBackupBuckets, type ListBackupBucketsOptions, type ListBackupBucketsProps } from './buckets';
export * from './data-layer';
export * from './data-replica';
export { ListBackupTable, type ListBackupTableProps } from './table';
export { type ListBackupOnDemandCapacity, type ListBackupProvisionedCapacity, ListBackupTableCapacity } from './table-capacity';
export {
  type ListBackupTableFromStageProps,
  type ListBackupTableIndex,
  type ListBackupTableOptions,
  type ListBackupTablesFromStageProps,
} from './table-options';
export { ListBackupTables, type ListBackupTablesOptions, type ListBackupTablesProps } from './tables';
