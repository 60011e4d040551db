import { one, use, type PaidRow } from './row';
import { textOf, Undecided } from '../../inventory';

/** Cognito's monthly prices per user who signed in, by feature plan. A new pool without a plan has Essentials. */
const ACTIVE_USERS: Readonly<Record<string, string>> = { LITE: 'Cognito.liteUsers', ESSENTIALS: 'Cognito.essentialsUsers', PLUS: 'Cognito.plusUsers' };

export const SECURITY: readonly PaidRow[] = [
  {
    type: 'AWS::Cognito::UserPool',
    service: 'Cognito',
    variant: ({ properties }) => textOf(properties, 'UserPoolTier')?.toLowerCase() ?? 'essentials',
    use: {
      activeUsers: {
        counts: 'users who signed in this month, by password or a social provider',
        prices: ({ properties }) => {
          const plan = textOf(properties, 'UserPoolTier') ?? 'ESSENTIALS';
          const price = ACTIVE_USERS[plan];
          if (price === undefined) throw new Undecided(`the feature plan ${plan} has no row`);
          return [price];
        },
      },
    },
  },
  { type: 'AWS::KMS::Key', service: 'KMS', fixed: one('KMS.key'), use: { requests: use('requests to encrypt or decrypt', 'KMS.requests') } },
  { type: 'AWS::KMS::ReplicaKey', service: 'KMS', fixed: one('KMS.key'), use: { requests: use('requests to encrypt or decrypt', 'KMS.requests') } },
  { type: 'AWS::SecretsManager::Secret', service: 'Secrets Manager', fixed: one('Secrets Manager.secret'), use: { requests: use('requests', 'Secrets Manager.requests') } },
  {
    type: 'AWS::SSM::Parameter',
    service: 'Systems Manager',
    fixed: ({ properties }) => {
      const tier = textOf(properties, 'Tier') ?? 'Standard';
      if (tier === 'Standard') return [];
      if (tier === 'Advanced') return [{ price: 'Systems Manager.advancedParameter', quantity: 1 }];
      throw new Undecided(`the tier ${tier} is decided at deployment`);
    },
  },
];
