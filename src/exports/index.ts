export type { ListBackupExportNamesOptions } from './export-names';
export {
  type ListBackupEncryptedFromStageProps,
  type ListBackupFromStageProps,
  ListBackupLookup,
  type ListBackupOutputsLookupOptions,
} from './lookup';
