import { createHash } from 'crypto';
import { ListBackupStage } from '../stage';
import { eventRuleName, kebabCase } from '../stage/naming';

/** EventBridge's longest rule name. */
const MAX_LENGTH = 64;

/**
 * The middle of the name of a rule that calls a function: `notifyOwner` and `Job` make `notify-owner-on-job`. Where the function's name
 * says more than a rule's can (too long, unusual capitals, the word that the naming rules add), a digest tells it from others.
 */
export function listenerName(stage: ListBackupStage, functionName: string, rule: string): string {
  const plain = `${kebabCase(functionName)}-on-${kebabCase(rule)}`;
  const room = MAX_LENGTH - eventRuleName(stage, '').length;
  if (camelCase(kebabCase(functionName)) === functionName && plain.length <= room && !plain.split('-').includes('events')) return plain;

  const digest = createHash('sha256').update(`${functionName} ${rule}`).digest('hex').slice(0, 8);
  const words = plain.split(/[^a-z0-9]+/).map((word) => (word === 'events' ? 'event' : word)).join('-');
  return `${words.slice(0, room - digest.length - 1).replace(/-$/, '')}-${digest}`;
}

/** `notify-owner` → `notifyOwner`. */
function camelCase(words: string): string {
  return words.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
