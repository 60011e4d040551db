import { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { IListBackupEventBus } from './event-bus-handle';
import { ListBackupEventRulesBase } from './event-rules-base';
import { ListBackupEventRule } from './list-backup-event-rule';
import { RULE_KEYS, RuleKey, RULES } from './rule-catalogue';
import { makesCatalogue } from '../conventions';
import { ListBackupStage } from '../stage';

/**
 * The catalogue's rules, each with the same targets.
 *
 * @internal
 */
export class CreatedEventRules extends ListBackupEventRulesBase {
  private readonly created: Readonly<Record<RuleKey, ListBackupEventRule>>;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, eventBus: IListBackupEventBus, targets: IRuleTarget[]) {
    super(scope, id);
    makesCatalogue(this);
    const create = (key: RuleKey): ListBackupEventRule => new ListBackupEventRule(this, key, {
      stage,
      name: RULES[key].name,
      description: RULES[key].purpose,
      sources: [...RULES[key].sources],
      detailTypes: [...RULES[key].detailTypes],
      eventBus,
      targets,
    });
    this.created = Object.fromEntries(RULE_KEYS.map((key) => [key, create(key)])) as Record<RuleKey, ListBackupEventRule>;
  }

  /** @internal */
  public _rule(key: RuleKey): ListBackupEventRule {
    return this.created[key];
  }
}
