export * from './secret';
export { type IListBackupSecret } from './secret-import';
export {
  type ListBackupGeneratedSecret,
  type ListBackupSecretContent,
  type ListBackupSecretFromStageProps,
  type ListBackupSecretOptions,
  type ListBackupSecretRotation,
  type ListBackupSecretsFromStageProps,
} from './secret-options';
export { type IListBackupSecrets, ListBackupSecrets, type ListBackupSecretsOptions, type ListBackupSecretsProps } from './secrets';
