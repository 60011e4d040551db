import { Resource, Stack } from 'aws-cdk-lib';
import { CfnRule, EventPattern, IRuleTarget, Rule, RuleReference } from 'aws-cdk-lib/aws-events';
import { Construct, IConstruct } from 'constructs';
import { patternOf, requireDetailTypes, requireSources } from './event';
import { ruleArn } from './event-access';
import { queueArn } from './queue-resource';
import { RULE_KEYS, RULES } from '../catalogue/rules';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, requireOwnName, requireResourceId } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { IListBackupEventBus, IListBackupEventRule } from '../handles';
import { ListBackupStage } from '../stage';
import { eventBusName, eventRuleName, eventsDeadLetterQueueName, kebabCase } from '../stage/naming';
import { requireStage } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireService } from '../validation/names';
import { requireAttribute, requireList, requireText } from '../validation/values';

/** EventBridge's longest rule name. */
const MAX_LENGTH = 64;

/** Returns the name's middle part where id and name can become a rule's, and says what is wrong with them otherwise. */
function requireOwnRule(scope: IConstruct, id: string, name: string, stage: ListBackupStage): string {
  requireResourceId(id);
  const what = 'name';
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    invalid(what, name, 'must have lower-case letters and digits, in words joined by hyphens', 'For example: "late-jobs".');
  }
  // `listbackup-job-events-x-events-dev` would be rule "job-events-x" of stage "dev" and rule "job" of stage "x-events-dev".
  if (/(^|-)events(-|$)/.test(name)) {
    invalid(what, name, 'must not contain the word "events", which the naming rules add', 'For example: "late-jobs".');
  }
  const whole = eventRuleName(stage, name);
  if (whole.length > MAX_LENGTH) {
    invalid(what, name, `must be shorter: the whole name, ${whole}, has ${whole.length} characters, and EventBridge allows ${MAX_LENGTH}`, 'For example: "late-jobs".');
  }
  requireOwnName(scope, id, name, Object.fromEntries(RULE_KEYS.map((key) => [key, RULES[key].name])), 'ListBackupEventBus');
  return name;
}

/** The target with a dead-letter queue, unless it brings its own. */
function undeliverableTo(deadLetterArn: string, target: IRuleTarget): IRuleTarget {
  return {
    bind: (rule, id) => {
      const config = target.bind(rule, id);
      return { ...config, deadLetterConfig: config.deadLetterConfig ?? { arn: deadLetterArn } };
    },
  };
}

/** EventBridge's quota of targets a rule. */
const MAX_TARGETS = 5;

/** A rule under the ListBackup conventions. */
export interface ListBackupEventRuleProps {
  /** The stage: it decides the name and the bus. */
  readonly stage: ListBackupStage;

  /**
   * Sources of the events to match: one or more, for example `ListBackupEventSource.JOBS`. The bus accepts only sources that start with
   * `listbackup.`.
   */
  readonly sources: string[];

  /**
   * The detail types that it matches, such as `ListBackupDetailType.JOB_COMPLETED`.
   *
   * @default - every detail type of the sources
   */
  readonly detailTypes?: string[];

  /**
   * The service that owns the rule: what its exports begin with.
   *
   * @default 'listbackup-infrastructure-eventbridge'
   */
  readonly service?: string;

  /**
   * The middle of the rule's name, `listbackup-{name}-events-{stage}`.
   *
   * @default - the construct's id in kebab case: `LateJobs` becomes `late-jobs`
   */
  readonly name?: string;

  /**
   * Description of the rule, shown in the console.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The bus that it listens to.
   *
   * @default - the stage's bus, by its name
   */
  readonly eventBus?: IListBackupEventBus;

  /**
   * Targets of matching events: at most 5, in the rule's own stack. `addTarget` adds more.
   *
   * @default - nowhere
   */
  readonly targets?: IRuleTarget[];
}

/**
 * One rule on the stage's bus under the ListBackup conventions: named by its stage, published, without tags.
 *
 * Its logical ID is always the construct's id and `EventsRule`. Name and ARN are outputs, exported as
 * `{service}-{stage}-{id}EventsRuleName` and so on. Events that a target can't receive go to the stage's queue for undeliverable events,
 * unless the target has its own dead-letter queue.
 *
 * @throws at synthesis when a name, source or detail type is invalid, or the name belongs to the catalogue.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
 *
 * @example
 * declare const target: events.IRuleTarget;
 *
 * new ListBackupEventRule(this, 'Invoices', {
 *   stage: ListBackupStage.DEV,
 *   service: 'listbackup-api-billing',
 *   sources: [ListBackupEventSource.BILLING],
 *   detailTypes: [ListBackupDetailType.INVOICE_GENERATED],
 *   targets: [target],
 * });
 */
@located
export class ListBackupEventRule extends Resource implements IListBackupEventRule {
  public readonly ruleName: string;
  public readonly ruleArn: string;
  public readonly eventBus?: IListBackupEventBus;
  public readonly sources: string[];
  public readonly detailTypes: string[];

  private readonly rule: Rule;
  private readonly deadLetterQueueArn: string;
  private targetCount: number = 0;

  /**
   * @param scope the stack for the resource, or a construct in it.
   * @param id the construct's id: the logical ID is this and `EventsRule`, and its kebab case is in the name unless you set `name`.
   * @param props the stage, the events to match, and their targets.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEventRuleProps) {
    const stage = requireStage(props);
    const name = requireOwnRule(scope, id, props.name ?? kebabCase(String(id)), stage);
    const sources = requireSources('', props.sources);
    const detailTypes = requireDetailTypes('', props.detailTypes);
    const service = requireService(props.service ?? SERVICES.eventbridge);
    requireText('description', props.description, /^[^]{0,512}$/, 'must have at most 512 characters', 'For example: "Jobs that come too late".');
    requireAttribute('eventBus', props.eventBus, 'deadLetterQueue', 'the bus of a stage', 'messaging.eventBus');
    requireList('targets', props.targets, '[new SqsQueue(queue, { messageGroupId: "jobs" })]');
    super(scope, id);
    this.eventBus = props.eventBus;
    this.sources = sources;
    this.detailTypes = detailTypes;
    this.ruleName = eventRuleName(stage, name);
    claimPhysicalName(this, 'event rule', this.ruleName);

    this.deadLetterQueueArn = props.eventBus?.deadLetterQueue.queueArn ?? queueArn(this, eventsDeadLetterQueueName(stage));

    // L2 for the targets, which it binds and describes; the rest stands on the L1 below, where property injectors do not reach.
    this.rule = new Rule(this, 'Rule', { eventPattern: this.eventPattern });
    const resource = claimLogicalId(this.rule.node.defaultChild as CfnRule, `${id}EventsRule`);
    resource.name = this.ruleName;
    resource.description = props.description;
    resource.eventBusName = props.eventBus?.eventBusName ?? eventBusName(stage);
    resource.eventPattern = { 'source': sources, 'detail-type': detailTypes.length > 0 ? detailTypes : undefined };
    resource.state = 'ENABLED';
    // Rules have no tags under the conventions, also where the whole app is tagged.
    resource.addPropertyDeletionOverride('Tags');
    this.node.defaultChild = resource;

    this.ruleArn = stackAware(this.stack, resource.attrArn, ruleArn(this, stage, this.ruleName));
    publish(this, stage, service, {
      // `Ref`, as the deployed stacks export it: a changed export that is in use would fail their update.
      [`${id}EventsRuleName`]: resource.ref,
      [`${id}EventsRuleArn`]: resource.attrArn,
    });
    for (const target of props.targets ?? []) this.addTarget(target);
  }

  public get eventPattern(): EventPattern {
    return patternOf(this.sources, this.detailTypes);
  }

  /** The rule, for L1 constructs that refer to it. */
  public get ruleRef(): RuleReference {
    return { ruleArn: this.ruleArn };
  }

  /**
   * Sends matching events to another target.
   *
   * @param target one of `aws-cdk-lib/aws-events-targets`, in the rule's own stack.
   * @throws when the rule has 5 targets already, or the target is in another stack. Create a `ListBackupEventRule` with the same sources
   *   and detail types there.
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
   */
  public addTarget(target: IRuleTarget): void {
    // Every function has a bind of its own.
    if (typeof target !== 'object' || typeof target?.bind !== 'function') invalid('target', target, 'must have a method bind', 'For example: new SqsQueue(queue, { messageGroupId: "jobs" }).');
    if (this.targetCount === MAX_TARGETS) {
      invalid('targets', MAX_TARGETS + 1, `must have at most ${MAX_TARGETS} entries, EventBridge's quota per rule`, 'Create another ListBackupEventRule with the same sources and detail types.');
    }
    this.rule.addTarget(undeliverableTo(this.deadLetterQueueArn, this.inThisStack(target)));
    this.targetCount += 1;
  }

  /** A target elsewhere would make the bus's stack wait for the consumer's, and hold it fast. */
  private inThisStack(target: IRuleTarget): IRuleTarget {
    return {
      bind: (rule, id) => {
        const config = target.bind(rule, id);
        const home = config.targetResource && Stack.of(config.targetResource);
        if (home && home !== this.stack) {
          invalid('target', config.targetResource?.node.path, `must be in stack "${this.stack.stackName}", like its rule, and not in "${home.stackName}"`, `Create a ListBackupEventRule in "${home.stackName}" with the same sources and detail types.`);
        }
        return config;
      },
    };
  }
}
