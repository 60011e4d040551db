import { IKey } from 'aws-cdk-lib/aws-kms';
import { ImportedKey } from './imported-key';
import { ListBackupKey } from './list-backup-key';

/** Whether it is the one key of a stage, made here or elsewhere: its policy admits every service that comes without a role. */
export function isStageKey(key: IKey): boolean {
  return key instanceof ListBackupKey || key instanceof ImportedKey;
}
