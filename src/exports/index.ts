export {
  type ListBackupEncryptedFromStageProps,
  type ListBackupFromStageProps,
  ListBackupLookup,
  type ListBackupOutputsLookupOptions,
} from './lookup';
