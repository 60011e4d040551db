import { ArnFormat, CfnElement, Stack } from 'aws-cdk-lib';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { Severity } from './alarm';
import { AlarmSet } from './alarm-set';
import { AlarmTopic, topicKey } from './alarm-topic';
import { createCosts } from './budget';
import { createDashboards } from './dashboards';
import { digest } from './digest';
import { ListBackupMonitoringFromStageProps, ListBackupMonitoringProps } from './monitoring-options';
import { requireMonitoring, warnOfNoBudget } from './require-monitoring';
import { subscribe } from './subscriptions';
import { createTableSizes } from './table-sizes';
import { AlarmRules, alarmRules, thresholdsFor } from './thresholds';
import { enterWatched, ListBackupWatchOptions, requireFittingOptions, requireSameEnvironment, requireWatchOptions, watcherOf } from './watch-options';
import { WatchStacks } from './watch-stacks';
import { Found, stageWatched, watchedResources } from './watched-resource';
import { SERVICES } from '../catalogue/services';
import { childOf, claimLogicalId, HARDENED_LOGS, logKeyFor, logRetentionFor, makesCatalogue, removalPolicyFor } from '../conventions';
import { topmost } from '../conventions/stack-order';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { ListBackupStage } from '../stage';
import { alarmTopicName, metricNamespace, pascalCase } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { located } from '../validation/located';

/** A stage's monitoring, created by this app or by another one. */
export interface IListBackupMonitoring extends IConstruct {
  /** Topic whose subscribers are notified at any hour. To use it in your own alarms, pass `new SnsAction(monitoring.criticalTopic)`. */
  readonly criticalTopic: ITopic;

  /** Topic whose subscribers are notified of problems that can wait for working hours. */
  readonly warningTopic: ITopic;

  /**
   * The CloudWatch namespace of the stage's own metrics, `ListBackup/{stage}`. A function emits one by printing a line of the embedded
   * metric format.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
   */
  readonly metricNamespace: string;

  /** The stacks that hold the alarms of what `watch` was given: as many as are needed, none before the first. */
  readonly watchStacks: Stack[];

  /**
   * Adds alarms to a resource of your own by the same rules as the stage's: a table, a queue with its dead-letter queue, a function or an
   * HTTP API, created here or imported.
   *
   * The alarms are in separate stacks beside this construct's, `{stack}-alarms`. More stacks are added before CloudFormation's limits are
   * reached. A resource's name decides its stack, not the order of calls. A stage without alarms creates none.
   *
   * @param resource the handle: `ITable`, `IQueue`, `IFunction` (also a version or an alias, whose function is watched), `IHttpApi` or
   *   `IListBackupApi`.
   * @param options overrides for this resource.
   * @throws when the resource is already watched, can't be watched or is in another account or region, or when an alarm could never go off.
   */
  watch(resource: IConstruct, options?: ListBackupWatchOptions): void;
}

/**
 * Base of created and imported monitoring: the alarms of a consumer's own resources.
 *
 * @internal
 */
@located
export abstract class ListBackupMonitoringBase extends Construct implements IListBackupMonitoring {
  public abstract readonly criticalTopic: ITopic;
  public abstract readonly warningTopic: ITopic;
  private watchedIn?: WatchStacks;

  /** @param watchPrefix what the names of the summaries of watched resources begin with. */
  protected constructor(scope: Construct, id: string, protected readonly rules: AlarmRules, private readonly watchPrefix: string) {
    super(scope, id);
  }

  public get metricNamespace(): string {
    return metricNamespace(this.rules.stage);
  }

  public get watchStacks(): Stack[] {
    return this.watchedIn?.stacks ?? [];
  }

  /**
   * @param resource the handle of a table, a queue, a function or an HTTP API.
   * @param options overrides for this resource.
   */
  public watch(resource: IConstruct, options: ListBackupWatchOptions = {}): void {
    const { stage, tableOperations, isOn } = this.rules;
    const home = Stack.of(this);
    requireWatchOptions(options);
    const thresholds = thresholdsFor(options.thresholds, options.without, this.rules.thresholds);
    const found = watchedResources(resource, { stage, options, tableOperations });
    requireFittingOptions(options, found.map(({ watched }) => watched));
    for (const [at, each] of found.entries()) {
      requireSameEnvironment(home, each.resource);
      // Several queues may have one dead-letter queue.
      if (at > 0 && watcherOf(home, stage, each.watched) !== undefined) continue;
      enterWatched(home, stage, each.watched, each.resource);
      if (isOn) this.stacks.add(each.watched, thresholds);
    }
  }

  /** The alarms that tell people, of what is watched. @internal */
  protected get _watchSummaries(): string[] {
    return this.watchedIn?.summaryNames ?? [];
  }

  private get stacks(): WatchStacks {
    this.watchedIn ??= new WatchStacks(Stack.of(this), {
      stage: this.rules.stage,
      prefix: this.watchPrefix,
      topicArns: { critical: this.criticalTopic.topicArn, warning: this.warningTopic.topicArn },
      // Names that differ in case or hyphens only have one readable ID. What moves between stacks may not claim it twice.
      identify: (element: CfnElement, logicalId: string, name: string) => element.overrideLogicalId(`${logicalId}${digest(name)}`),
    });
    return this.watchedIn;
  }
}

/** The monitoring of a stage that another stack deployed. */
@located
export class ImportedMonitoring extends ListBackupMonitoringBase {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupMonitoringFromStageProps) {
    const stage = requireStage(props);
    const lookup = lookupOf(props, SERVICES.monitoring);
    super(scope, id, alarmRules(stage, props), ownerOf(stage, scope));
    this.lookup = lookup;
  }

  public get criticalTopic(): ITopic {
    return this.topic('critical');
  }

  public get warningTopic(): ITopic {
    return this.topic('warning');
  }

  private topic(severity: Severity): ITopic {
    const id = `${pascalCase(severity)}Topic`;
    return childOf(this, id, () => Topic.fromTopicAttributes(this, id, {
      topicArn: this.lookup.name(`${id}Arn`, () => Stack.of(this).formatArn({ service: 'sns', resource: alarmTopicName(this.rules.stage, severity) })),
      keyArn: this.props.encryptionKey?.keyArn,
    }));
  }
}

/** Returns the name that distinguishes one app's summary alarms from another's: its stack's name without the common parts. */
function ownerOf(stage: ListBackupStage, scope: Construct): string {
  return topmost(Stack.of(scope)).stackName.replace(/^listbackup-/, '').replace(new RegExp(`-${stage.stageName}$`), '');
}

/** Prefix of the summary alarms for watched resources, to keep them apart from those of the stage's own resources. */
const WATCHED = 'watched';

/**
 * The monitoring of a stage: alarms on all its resources, one topic per severity, dashboards and a budget. It is the stack
 * `listbackup-infrastructure-monitoring-{stage}`, with more stacks beside it for resources that consumers watch.
 *
 * A single alarm notifies nobody. Composite alarms notify the topics, one per kind of resource and severity. So twenty throttled tables are
 * one message, which names them.
 *
 * The budget is in a stack beside it, `{stack}-costs`.
 *
 * @throws at synthesis when an alarm could never go off, an address or endpoint is invalid, or a resource is watched twice.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const stage = ListBackupStage.MAIN;
 * const monitoring: IListBackupMonitoring = new ListBackupMonitoring(this, 'Monitoring', {
 *   stage,
 *   dataLayer: new ListBackupDataLayer(this, 'Data', { stage }),
 *   messaging: new ListBackupMessaging(this, 'Messaging', { stage }),
 *   critical: { pagerDutyEndpoints: ['https://events.pagerduty.com/integration/0123456789abcdef/enqueue'] },
 *   warning: { emails: ['operations@listbackup.ai'] },
 *   budget: { monthlyUsd: 500, emails: ['operations@listbackup.ai'] },
 * });
 * monitoring.watch(worker);
 */
@located
export class ListBackupMonitoring extends ListBackupMonitoringBase {
  /**
   * The monitoring of a stage that another app or stack deployed: its topics, and `watch` under its rules. Only the values that you use
   * appear in the consumer's template.
   *
   * @param scope the stack that uses the handle, or a construct in it; the alarms on watched resources are in stacks beside that one.
   * @param id the construct's id.
   * @param props the stage, the lookup for its values, and overrides for the alarms of this app.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupMonitoringFromStageProps): IListBackupMonitoring {
    return new ImportedMonitoring(scope, id, props);
  }

  public readonly criticalTopic: ITopic;
  public readonly warningTopic: ITopic;

  /**
   * The stack of the budget and the cost monitors, `{stack}-costs`. It is deployed after this construct's stack. If the account's billing refuses
   * one of them, the alarms stay.
   *
   * @default - none without `budget`
   * @see https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html
   */
  public readonly costStack?: Stack;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, the resources to monitor, the subscribers, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupMonitoringProps) {
    const stage = requireStage(props);
    requireMonitoring(props);
    const logRetention = logRetentionFor(stage, withSecurityDefaults(props, HARDENED_LOGS).logRetention);
    const rules = alarmRules(stage, props);
    super(scope, id, rules, WATCHED);
    makesCatalogue(this);
    const { dataLayer, permissionsBoundary } = props;
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);

    const key = topicKey(this, stage, props, removalPolicy);
    this.criticalTopic = new AlarmTopic(this, stage, 'critical', key);
    this.warningTopic = new AlarmTopic(this, stage, 'warning', key);
    if (!props.encryptionKey) publish(this, stage, SERVICES.monitoring, { AlarmKeyArn: key.keyArn });
    subscribe(this, stage, {
      critical: { topic: this.criticalTopic, subscribers: props.critical },
      warning: { topic: this.warningTopic, subscribers: props.warning },
    }, permissionsBoundary);

    const own = dataLayer && props.tableSizes !== false ? [createTableSizes(this, {
      stage,
      tables: dataLayer.tables.all,
      logRetention,
      keyArn: logKeyFor(props.security, key),
      permissionsBoundary,
      removalPolicy,
    })] : [];
    const summaries = this.alarm(rules, [...stageWatched(stage, props, rules.tableOperations), ...own]);
    const arnOf = (name: string): string => (
      Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME })
    );
    createDashboards(this, {
      stage,
      handles: props,
      applicationMetrics: props.applicationMetrics ?? [],
      alarmArns: () => [...summaries(), ...this._watchSummaries].map(arnOf),
    });
    if (props.budget) this.costStack = createCosts(Stack.of(this), stage, props.budget);
    else if (stage.isOperated) warnOfNoBudget(this, stage);
  }

  /** Alarms the stage's own resources. Returns the names of the alarms that tell people. */
  private alarm({ stage, isOn, thresholds }: AlarmRules, found: readonly Found[]): () => string[] {
    const alarms = new AlarmSet(this, {
      stage,
      topicArns: { critical: this.criticalTopic.topicArn, warning: this.warningTopic.topicArn },
      identify: (element, logicalId) => claimLogicalId(element, logicalId),
    });
    for (const { resource, watched } of found) {
      enterWatched(Stack.of(this), stage, watched, resource);
      if (isOn) alarms.add(watched, thresholds);
    }
    return () => alarms.summaryNames;
  }
}
