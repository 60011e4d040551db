export * from './secret';
export {
  type ListBackupGeneratedSecret,
  type ListBackupSecretContent,
  type ListBackupSecretFromStageProps,
  type ListBackupSecretOptions,
  type ListBackupSecretRotation,
  type ListBackupSecretsFromStageProps,
} from './secret-options';
export { ListBackupSecrets, type ListBackupSecretsOptions, type ListBackupSecretsProps } from './secrets';
