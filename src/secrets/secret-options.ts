import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** What protects a secret. */
export interface ListBackupSecretOptions {
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
   * @default - the account's key `aws/secretsmanager`, at no cost
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
   */
  readonly encryptionKey?: IKey;
}
