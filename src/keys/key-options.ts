import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ListBackupSecurityOptions } from '../stage';

/** What can be chosen for a stage's key. */
export interface ListBackupKeyOptions extends ListBackupSecurityOptions {
  /**
   * How often KMS makes new key material: 90 to 2560 whole days. What was encrypted before stays readable.
   *
   * @default Duration.days(365)
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
   */
  readonly rotationPeriod?: Duration;

  /**
   * For how long a key that is removed can still be saved: 7 to 30 whole days.
   *
   * @default Duration.days(30)
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
   */
  readonly pendingWindow?: Duration;

  /**
   * What becomes of the key when it leaves the stack. What it encrypts is lost with it: destroying a production stage's key is possible
   * only by saying so here, and synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}
