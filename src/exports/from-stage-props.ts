import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupLookup } from './list-backup-lookup';
import { ListBackupSecurity, ListBackupStage } from '../stage';

/**
 * What another app or stack has deployed for a stage.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export interface ListBackupFromStageProps {
  /** The stage that was deployed. */
  readonly stage: ListBackupStage;

  /**
   * How the deployed values are found.
   *
   * @default ListBackupLookup.exports()
   */
  readonly lookup?: ListBackupLookup;
}

/** How what was deployed is secured. */
export interface ListBackupFromStageSecurityOptions {
  /**
   * The posture that was deployed. With `HARDENED` the key of the service is read as its values are (by export or output: no naming rule
   * tells it), unless `encryptionKey` is given.
   *
   * @default ListBackupSecurity.STANDARD
   */
  readonly security?: ListBackupSecurity;
}

/**
 * What another app or stack has deployed for a stage, and can have encrypted.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
 */
export interface ListBackupEncryptedFromStageProps extends ListBackupFromStageProps, ListBackupFromStageSecurityOptions {
  /**
   * The customer-managed key of what was deployed, so that grants include it.
   *
   * @default - none, or with `security` HARDENED the service's own
   */
  readonly encryptionKey?: IKey;
}
