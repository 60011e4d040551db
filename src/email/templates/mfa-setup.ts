import { CodeMessage } from './message';

export const MFA_SETUP: CodeMessage = {
  subject: 'Your code to turn on two-step sign-in',
  purpose: 'You are turning on two-step sign-in for your ListBackup.ai account. Enter this code to confirm that the address is yours:',
  validityMinutes: 5,
  notRequested: 'If this was not you, somebody may know your password: choose a new one now. Do not pass the code on to anyone, our support included.',
};
