export * from './list-backup-table';
export * from './list-backup-tables';
export * from './table-capacity';
export * from './table-handle';
export * from './table-index';
export * from './table-options';
export * from './tables-handle';
