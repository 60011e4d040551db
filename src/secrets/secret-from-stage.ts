import { ListBackupEncryptedFromStageProps } from '../exports';

/** The secrets of a stage that were deployed. */
export interface ListBackupSecretsFromStageProps extends ListBackupEncryptedFromStageProps {
  /** The names of the secrets that are read: `stripe`, `google-oauth`. */
  readonly names: string[];
}

/** A secret that was deployed. */
export interface ListBackupSecretFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * The service that owns the secret, as it was made with.
   *
   * @default 'listbackup-infrastructure-secrets'
   */
  readonly service?: string;

  /**
   * The last part of the secret's name, as it was made with.
   *
   * @default - the construct's id in kebab case: `GoogleOauth` becomes `google-oauth`
   */
  readonly name?: string;

  /**
   * The environment variable in which a service reads the secret's name.
   *
   * @default - the name in upper case, and `_SECRET_NAME`: `GOOGLE_OAUTH_SECRET_NAME`
   */
  readonly environmentVariable?: string;
}
