import { Resource } from 'aws-cdk-lib';
import { EventPattern, IRuleTarget, RuleReference } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { patternOf } from './event';
import { ruleArn } from './event-access';
import { ListBackupEventRule } from './event-rule';
import { RULE_KEYS, RuleKey, RULES } from '../catalogue/rules';
import { childOf, makesCatalogue } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { IListBackupEventBus, IListBackupEventRule, IListBackupEventRules } from '../handles';
import { ListBackupStage } from '../stage';
import { eventRuleName } from '../stage/naming';
import { didYouMean, invalid } from '../validation/invalid';
import { located } from '../validation/located';

/**
 * Gives each rule its property; where the rules come from is the subclass's business.
 *
 * @internal
 */
@located
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
    invalid('name', name, `must be one of the rules ${RULE_KEYS.join(', ')}`, didYouMean(name, RULE_KEYS));
  }
  return name as RuleKey;
}

/**
 * The catalogue's rules, each with the same targets.
 *
 * @internal
 */
@located
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

/** A rule of the catalogue that another stack deployed. Its targets are that stack's. */
@located
class ImportedEventRule extends Resource implements IListBackupEventRule {
  public readonly ruleName: string;
  public readonly ruleArn: string;
  public readonly sources: string[];
  public readonly detailTypes: string[];

  public constructor(
    scope: Construct, key: RuleKey, stage: ListBackupStage, lookup: ServiceLookup, private readonly busOf: () => IListBackupEventBus,
  ) {
    super(scope, key);
    const { name, sources, detailTypes } = RULES[key];
    this.sources = [...sources];
    this.detailTypes = [...detailTypes];
    // By the rule with every lookup: the output holds the name behind the bus's, as `Ref` says it.
    this.ruleName = eventRuleName(stage, name);
    this.ruleArn = lookup.derived(`${key}EventsRuleArn`, () => ruleArn(this, stage, this.ruleName));
  }

  public get eventBus(): IListBackupEventBus {
    return this.busOf();
  }

  public get eventPattern(): EventPattern {
    return patternOf(this.sources, this.detailTypes);
  }

  public get ruleRef(): RuleReference {
    return { ruleArn: this.ruleArn };
  }
}

/** The rules of a stage's bus that another stack deployed. Each handle is made when it is first asked for. */
@located
export class ImportedEventRules extends ListBackupEventRulesBase {
  public constructor(
    scope: Construct, id: string, private readonly stage: ListBackupStage, private readonly lookup: ServiceLookup,
    private readonly busOf: () => IListBackupEventBus,
  ) {
    super(scope, id);
  }

  /** @internal */
  protected _rule(key: RuleKey): IListBackupEventRule {
    return childOf<IListBackupEventRule>(this, key, () => new ImportedEventRule(this, key, this.stage, this.lookup, this.busOf));
  }
}
