import { Resource } from 'aws-cdk-lib';
import { EventPattern, IRuleTarget, RuleReference } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { patternOf } from './event';
import { ruleArn } from './event-access';
import { ListBackupEventRule } from './event-rule';
import { RULE_KEYS, RuleKey, RULES } from '../catalogue/rules';
import { makesCatalogue } from '../conventions';
import { Members } from '../conventions/members';
import { ServiceLookup } from '../exports/lookup';
import { IListBackupEventBus, IListBackupEventRule, IListBackupEventRules } from '../handles';
import { ListBackupStage } from '../stage';
import { eventRuleName } from '../stage/naming';
import { located } from '../validation/located';

/**
 * Gives each rule its property; where the rules come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupEventRulesBase extends Construct implements IListBackupEventRules {
  /** @internal */
  protected abstract readonly _members: Members<RuleKey, IListBackupEventRule>;

  public get dataSync(): IListBackupEventRule { return this._members.of('DataSync'); }
  public get job(): IListBackupEventRule { return this._members.of('Job'); }
  public get user(): IListBackupEventRule { return this._members.of('User'); }
  public get billing(): IListBackupEventRule { return this._members.of('Billing'); }
  public get platform(): IListBackupEventRule { return this._members.of('Platform'); }
  public get system(): IListBackupEventRule { return this._members.of('System'); }

  public get all(): IListBackupEventRule[] {
    return this._members.all;
  }

  public byName(name: string): IListBackupEventRule {
    return this._members.byName(name);
  }
}

/**
 * The catalogue's rules, each with the same targets.
 *
 * @internal
 */
@located
export class CreatedEventRules extends ListBackupEventRulesBase {
  /** @internal */
  public readonly _members: Members<RuleKey, ListBackupEventRule>;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, eventBus: IListBackupEventBus, targets: IRuleTarget[]) {
    super(scope, id);
    makesCatalogue(this);
    this._members = new Members('rules', RULE_KEYS, (key) => new ListBackupEventRule(this, key, {
      stage,
      name: RULES[key].name,
      description: RULES[key].purpose,
      sources: [...RULES[key].sources],
      detailTypes: [...RULES[key].detailTypes],
      eventBus,
      targets,
    }));
    this._members.makeAll();
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

/** The rules of a stage's bus that another stack deployed. Each handle is created when it is first used. */
@located
export class ImportedEventRules extends ListBackupEventRulesBase {
  /** @internal */
  protected readonly _members: Members<RuleKey, IListBackupEventRule>;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, lookup: ServiceLookup, busOf: () => IListBackupEventBus) {
    super(scope, id);
    this._members = new Members<RuleKey, IListBackupEventRule>('rules', RULE_KEYS, (key) => new ImportedEventRule(this, key, stage, lookup, busOf));
  }
}
