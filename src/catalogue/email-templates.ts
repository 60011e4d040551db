/** Text of a message with a code. SES replaces `{{name}}` and `{{code}}` with the template data `name` and `code`. */
export interface CodeMessage {
  readonly subject: string;
  /** Purpose of the code. */
  readonly purpose: string;
  /** For how many minutes the code is valid. Who issues codes keeps to it. */
  readonly validityMinutes: number;
  /** Advice for recipients who didn't request the code. */
  readonly notRequested: string;
}

export const GREETING = 'Hello {{name}},';
export const CODE = '{{code}}';
export const SENDER = 'The ListBackup.ai team';
export const AUTOMATIC = 'This message was sent automatically. Replies to it are not read.';

export const validity = ({ validityMinutes }: CodeMessage) => `The code is valid for ${validityMinutes} minutes.`;

const MFA_SETUP: CodeMessage = {
  subject: 'Your code to turn on two-step sign-in',
  purpose: 'You are turning on two-step sign-in for your ListBackup.ai account. Enter this code to confirm that the address is yours:',
  validityMinutes: 5,
  notRequested: 'If this was not you, somebody may know your password: choose a new one now. Do not pass the code on to anyone, our support included.',
};

const PASSWORD_RESET: CodeMessage = {
  subject: 'Your code for a new ListBackup.ai password',
  purpose: 'You asked to choose a new password for your ListBackup.ai account. Enter this code where you asked for it:',
  validityMinutes: 15,
  notRequested: 'If you did not ask for a new password, you need not do anything: your password stays as it is. Do not pass the code on to anyone, our support included.',
};

/** Row of one SES template. */
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
