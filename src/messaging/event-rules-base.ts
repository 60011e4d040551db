import { Construct } from 'constructs';
import { IListBackupEventRule } from './event-rule-handle';
import { IListBackupEventRules } from './event-rules-handle';
import { RULE_KEYS, RuleKey } from './rule-catalogue';
import { refuse } from '../stage/refuse';

/**
 * Gives each rule its property; where the rules come from is the subclass's business.
 *
 * @internal
 */
export abstract class ListBackupEventRulesBase extends Construct implements IListBackupEventRules {
  public get dataSync(): IListBackupEventRule { return this._rule('DataSync'); }
  public get job(): IListBackupEventRule { return this._rule('Job'); }
  public get user(): IListBackupEventRule { return this._rule('User'); }
  public get billing(): IListBackupEventRule { return this._rule('Billing'); }
  public get platform(): IListBackupEventRule { return this._rule('Platform'); }
  public get system(): IListBackupEventRule { return this._rule('System'); }

  public get all(): IListBackupEventRule[] {
    return RULE_KEYS.map((key) => this._rule(key));
  }

  public byName(name: string): IListBackupEventRule {
    return this._rule(requireRuleKey(name));
  }

  /** @internal */
  protected abstract _rule(key: RuleKey): IListBackupEventRule;
}

export function requireRuleKey(name: string): RuleKey {
  if (!RULE_KEYS.includes(name as RuleKey)) {
    refuse('event rule', name, `There is none of that name; there are: ${RULE_KEYS.join(', ')}.`, '"Job"');
  }
  return name as RuleKey;
}
