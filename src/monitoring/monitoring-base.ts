import { CfnElement, Stack } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { AlarmRules } from './alarm-rules';
import { digest } from './digest';
import { IListBackupMonitoring } from './monitoring-handle';
import { requireFittingOptions, requireSameEnvironment, requireWatchOptions } from './require-watch';
import { thresholdsFor } from './threshold';
import { ListBackupWatchOptions } from './watch-options';
import { enterWatched, watcherOf } from './watch-register';
import { WatchStacks } from './watch-stacks';
import { watchedResources } from './watched-resource';
import { metricNamespace } from '../stage/naming';

/**
 * What created and imported monitoring share: the alarms of a consumer's own resources.
 *
 * @internal
 */
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
   * @param options what differs for this one.
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
