import { CodeMessage } from './templates/message';
import { MFA_SETUP } from './templates/mfa-setup';
import { PASSWORD_RESET } from './templates/password-reset';

/** One SES template as it stands. */
export interface TemplateRow {
  readonly name: string;
  readonly message: CodeMessage;
}

/** The templates, by the name that their logical IDs and output keys begin with. */
export const TEMPLATES = {
  PasswordReset: { name: 'password-reset', message: PASSWORD_RESET },
  MFASetup: { name: 'mfa-setup', message: MFA_SETUP },
} as const satisfies Readonly<Record<string, TemplateRow>>;

/** A template of the catalogue, as its logical ID begins. */
export type TemplateKey = keyof typeof TEMPLATES;
