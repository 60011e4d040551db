import { Construct } from 'constructs';
import { ListBackupEventBus } from './event-bus';
import { ListBackupEventBusOptions } from './event-bus-options';
import { ListBackupEventRule } from './event-rule';
import { ListBackupQueuesFromStageProps, ListBackupQueuesOptions } from './queue-options';
import { ListBackupQueues } from './queues';
import { makesCatalogue, removalPolicyFor } from '../conventions';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { IListBackupEventBus, IListBackupEventRules, IListBackupMessaging, IListBackupQueues } from '../handles';
import { ListBackupStage } from '../stage';
import { requireStage } from '../stage/security';
import { located } from '../validation/located';

/** A stage's queues and event bus. */
export interface ListBackupMessagingProps extends ListBackupQueuesOptions, ListBackupEventBusOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/** Queues and event bus of a stage that were deployed. */
export interface ListBackupMessagingFromStageProps extends ListBackupQueuesFromStageProps, ListBackupEncryptedFromStageProps {}

/**
 * The messaging of a stage: 6 queues for work and one event bus.
 *
 * @throws at synthesis when an option uses a name that the catalogue lacks, or AWS would refuse the option.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html
 *
 * @example
 * const messaging = new ListBackupMessaging(this, 'Messaging', { stage: ListBackupStage.DEV });
 * messaging.queues.sync.queueUrl;
 * messaging.rule('Job').sources;
 */
@located
export class ListBackupMessaging extends Construct implements IListBackupMessaging {
  /**
   * The queues and the event bus of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupMessagingFromStageProps): IListBackupMessaging {
    requireStage(props);
    const layer = new Construct(scope, id);
    const { eventBus, rules } = ListBackupEventBus.fromStage(layer, 'EventBus', props);
    return { queues: ListBackupQueues.fromStage(layer, 'Queues', props), eventBus, rules };
  }

  public readonly queues: IListBackupQueues;
  public readonly eventBus: IListBackupEventBus;
  public readonly rules: IListBackupEventRules;

  private readonly bus: ListBackupEventBus;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupMessagingProps) {
    const stage = requireStage(props);
    super(scope, id);
    makesCatalogue(this);
    // Here as well as in both parts, so that it is warned of once.
    removalPolicyFor(this, stage, props.removalPolicy);

    this.queues = new ListBackupQueues(this, 'Queues', props);
    this.bus = new ListBackupEventBus(this, 'EventBus', props);
    this.eventBus = this.bus.eventBus;
    this.rules = this.bus.rules;
  }

  /**
   * The rule of that name in the catalogue, for example `Job`. You can add targets to it, which must be in the same stack.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has no such name; the message lists the names.
   */
  public rule(name: string): ListBackupEventRule {
    return this.bus.rule(name);
  }
}
