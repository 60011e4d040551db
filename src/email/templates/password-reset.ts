import { CodeMessage } from './message';

export const PASSWORD_RESET: CodeMessage = {
  subject: 'Your code for a new ListBackup.ai password',
  purpose: 'You asked to choose a new password for your ListBackup.ai account. Enter this code where you asked for it:',
  validityMinutes: 15,
  notRequested: 'If you did not ask for a new password, you need not do anything: your password stays as it is. Do not pass the code on to anyone, our support included.',
};
