import { AUTOMATIC, CODE, CodeMessage, GREETING, SENDER, validity } from './message';

/** The message as plain text. */
export function renderText(message: CodeMessage): string {
  return [GREETING, message.purpose, `    ${CODE}`, validity(message), message.notRequested, SENDER, `-- \n${AUTOMATIC}`].join('\n\n') + '\n';
}
