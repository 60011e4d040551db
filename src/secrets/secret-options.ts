import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupSecurityOptions } from '../stage';

/** What protects a secret. */
export interface ListBackupSecretOptions extends ListBackupSecurityOptions {
  /**
   * What becomes of the secret when it leaves the stack. Destroying a production stage's secret is possible only by saying so here, and
   * synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A customer-managed key for the value. Grants on the secret include the key.
   *
   * @default - the account's key `aws/secretsmanager`, at no cost; with `security` HARDENED a key of the service's own
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
   */
  readonly encryptionKey?: IKey;
}
