import { IConstruct } from 'constructs';
import { RULE_KEYS, RULES } from './rule-catalogue';
import { requireOwnName, requireResourceId } from '../conventions';
import { ListBackupStage } from '../stage';
import { eventRuleName } from '../stage/naming';
import { refuse } from '../stage/refuse';

/** EventBridge's longest rule name. */
const MAX_LENGTH = 64;

/** Returns the name's middle part where id and name can become a rule's, and says what is wrong with them otherwise. */
export function requireOwnRule(scope: IConstruct, id: string, name: string, stage: ListBackupStage): string {
  requireResourceId('event rule', id);
  const what = `event rule ${id}, name`;
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    refuse(what, name, 'The name has lower-case letters and digits, in words joined by hyphens.', '"late-jobs"');
  }
  // `listbackup-job-events-x-events-dev` would be rule "job-events-x" of stage "dev" and rule "job" of stage "x-events-dev".
  if (/(^|-)events(-|$)/.test(name)) {
    refuse(what, name, 'The name does not hold the word "events": the naming rules add it.', '"late-jobs"');
  }
  const whole = eventRuleName(stage, name);
  if (whole.length > MAX_LENGTH) {
    refuse(what, name, `The whole name, ${whole}, has ${whole.length} characters; EventBridge allows ${MAX_LENGTH}.`, '"late-jobs"');
  }
  requireOwnName('event rule', scope, id, name, Object.fromEntries(RULE_KEYS.map((key) => [key, RULES[key].name])), 'ListBackupEventBus');
  return name;
}
