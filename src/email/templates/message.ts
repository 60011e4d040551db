/** What a message with a code says. SES puts the data `name` and `code` in the place of `{{name}}` and `{{code}}`. */
export interface CodeMessage {
  readonly subject: string;
  /** What the code is for. */
  readonly purpose: string;
  /** For how many minutes the code is valid. Who issues codes keeps to it. */
  readonly validityMinutes: number;
  /** What to do when somebody else asked for it. */
  readonly notRequested: string;
}

export const GREETING = 'Hello {{name}},';
export const CODE = '{{code}}';
export const SENDER = 'The ListBackup.ai team';
export const AUTOMATIC = 'This message was sent automatically. Replies to it are not read.';

export const validity = ({ validityMinutes }: CodeMessage) => `The code is valid for ${validityMinutes} minutes.`;
