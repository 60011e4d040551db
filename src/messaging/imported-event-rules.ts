import { Resource } from 'aws-cdk-lib';
import { EventPattern, RuleReference } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { ruleArn } from './event-arns';
import { patternOf } from './event-pattern';
import { IListBackupEventRule } from './event-rule-handle';
import { ListBackupEventRulesBase } from './event-rules-base';
import { RuleKey, RULES } from './rule-catalogue';
import { childOf } from '../conventions';
import { ServiceLookup } from '../exports/service-lookup';
import { ListBackupStage } from '../stage';
import { eventRuleName } from '../stage/naming';

/** A rule of the catalogue that another stack deployed. Its targets are that stack's. */
class ImportedEventRule extends Resource implements IListBackupEventRule {
  public readonly ruleName: string;
  public readonly ruleArn: string;
  public readonly sources: string[];
  public readonly detailTypes: string[];

  public constructor(scope: Construct, key: RuleKey, stage: ListBackupStage, lookup: ServiceLookup) {
    super(scope, key);
    const { name, sources, detailTypes } = RULES[key];
    this.sources = [...sources];
    this.detailTypes = [...detailTypes];
    // By the rule with every lookup: the output holds the name behind the bus's, as `Ref` says it.
    this.ruleName = eventRuleName(stage, name);
    this.ruleArn = lookup.derived(`${key}EventsRuleArn`, () => ruleArn(this, stage, this.ruleName));
  }

  public get eventPattern(): EventPattern {
    return patternOf(this.sources, this.detailTypes);
  }

  public get ruleRef(): RuleReference {
    return { ruleArn: this.ruleArn };
  }
}

/** The rules of a stage's bus that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedEventRules extends ListBackupEventRulesBase {
  public constructor(scope: Construct, id: string, private readonly stage: ListBackupStage, private readonly lookup: ServiceLookup) {
    super(scope, id);
  }

  /** @internal */
  protected _rule(key: RuleKey): IListBackupEventRule {
    return childOf<IListBackupEventRule>(this, key, () => new ImportedEventRule(this, key, this.stage, this.lookup));
  }
}
