export * from './app-client-options';
export { ListBackupAuth } from './auth';
export { type ListBackupAuthOptions, type ListBackupAuthProps } from './auth-options';
export { type ListBackupHostedUiOptions } from './hosted-ui';
export {
  type ListBackupGoogleProviderProps,
  ListBackupIdentityProvider,
  type ListBackupIdentityProviderOptions,
  type ListBackupOidcProviderProps,
  type ListBackupSamlProviderProps,
} from './identity-provider';
export * from './user-pool-options';
