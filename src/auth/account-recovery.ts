import { AccountRecovery, CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { refuse } from '../stage/refuse';

const [EMAIL, PHONE, ADMIN] = ['verified_email', 'verified_phone_number', 'admin_only'];

/** The mechanisms of each choice, the preferred one first. Without the property Cognito takes phone or e-mail, whatever the second factor is. */
const MECHANISMS = new Map<AccountRecovery, readonly string[] | undefined>([
  [AccountRecovery.EMAIL_ONLY, [EMAIL]],
  [AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA, [EMAIL, PHONE]],
  [AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL, [PHONE, EMAIL]],
  [AccountRecovery.PHONE_ONLY_WITHOUT_MFA, [PHONE]],
  [AccountRecovery.PHONE_AND_EMAIL, undefined],
  [AccountRecovery.NONE, [ADMIN]],
]);

export function accountRecoverySetting({ accountRecovery }: ListBackupUserPoolOptions): CfnUserPool.AccountRecoverySettingProperty | undefined {
  if (accountRecovery === undefined) return undefined;
  if (!MECHANISMS.has(accountRecovery)) refuse('accountRecovery', accountRecovery, 'It is a member of AccountRecovery.', 'AccountRecovery.EMAIL_ONLY');
  const mechanisms = MECHANISMS.get(accountRecovery);
  return mechanisms && { recoveryMechanisms: mechanisms.map((name, index) => ({ name, priority: index + 1 })) };
}
