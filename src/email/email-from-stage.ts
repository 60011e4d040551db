import { ListBackupEncryptedFromStageProps } from '../exports';

/** E-mail and text messages of a stage that were deployed. */
export interface ListBackupEmailFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * The domain that mail comes from, as it was deployed.
   *
   * @default 'listbackup.ai'
   */
  readonly domainName?: string;

  /**
   * The sender: an address at that domain, alone or after a name.
   *
   * @default - `no-reply@` and the domain
   */
  readonly emailFrom?: string;
}
