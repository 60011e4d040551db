import { type TypeLimits } from './row';

/** Keys and secrets. */
export const SECRETS: readonly TypeLimits[] = [
  {
    type: 'AWS::KMS::Key',
    keeps: ['Description', 'Enabled', 'EnableKeyRotation', 'KeyPolicy', 'KeySpec', 'KeyUsage', 'MultiRegion', 'Origin', 'RotationPeriodInDays',
      'Tags'],
  },
  { type: 'AWS::KMS::Alias', keeps: ['AliasName', 'TargetKeyId'] },
  { type: 'AWS::SecretsManager::Secret', keeps: ['Description', 'GenerateSecretString', 'KmsKeyId', 'Name', 'ReplicaRegions', 'Tags'] },
];
