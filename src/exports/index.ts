export {
  type ListBackupEncryptedFromStageProps,
  type ListBackupFromStageProps,
  type ListBackupFromStageSecurityOptions,
  ListBackupLookup,
  type ListBackupOutputsLookupOptions,
} from './lookup';
