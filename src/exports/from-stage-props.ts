import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupLookup } from './list-backup-lookup';
import { ListBackupStage } from '../stage';

/** What another app or stack has deployed for a stage. */
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

/** What another app or stack has deployed for a stage, and can have encrypted. */
export interface ListBackupEncryptedFromStageProps extends ListBackupFromStageProps {
  /**
   * The customer-managed key of what was deployed, so that grants include it.
   *
   * @default - no customer-managed key
   */
  readonly encryptionKey?: IKey;
}
