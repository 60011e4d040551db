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
  const words = kebabCase(functionName).split(/[^a-z0-9]+/);
  const plain = [...words, 'on', kebabCase(rule)].join('-');
  const room = MAX_LENGTH - eventRuleName(stage, '').length;
  if (camelCase(words) === functionName && plain.length <= room && !plain.split('-').includes('events')) return plain;

  const digest = createHash('sha256').update(`${functionName} ${rule}`).digest('hex').slice(0, 8);
  // Cut first: what is left of a longer word may be that word.
  const accepted = plain.slice(0, room - digest.length - 1).replace(/(^|-)events(?=-|$)/g, '$1event');
  return `${accepted}-${digest}`.replace(/-+/g, '-');
}

/** `notify`, `owner` → `notifyOwner`. */
function camelCase([first, ...others]: readonly string[]): string {
  return [first, ...others.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)].join('');
}
