import { always, type TypeLimits } from './row';

export const BACKUP: readonly TypeLimits[] = [
  { type: 'AWS::Backup::BackupVault', keeps: ['BackupVaultName', 'BackupVaultTags', 'EncryptionKeyArn'] },
  { type: 'AWS::Backup::BackupPlan', keeps: ['BackupPlan', 'BackupPlanTags'], inert: { applies: always, why: 'backs nothing up' } },
];
