import { Construct } from 'constructs';
import { ImportedQueues } from './imported-queues';
import { ListBackupQueue } from './list-backup-queue';
import { queuesKey } from './messaging-keys';
import { QUEUE_KEYS, QueueKey, QUEUES } from './queue-catalogue';
import { ListBackupQueuesFromStageProps } from './queue-from-stage';
import { IListBackupQueue } from './queue-handle';
import { ListBackupQueuesOptions } from './queue-options';
import { settingsOf } from './queue-settings';
import { ListBackupQueuesBase } from './queues-base';
import { IListBackupQueues } from './queues-handle';
import { makesCatalogue, removalPolicyFor } from '../conventions';
import { encryptionKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';
import { requireKnownKeys } from '../stage/refuse';
import { requireStage } from '../stage/require-stage';

/** The catalogue's queues. The options hold for all of them. */
export interface ListBackupQueuesProps extends ListBackupQueuesOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The 6 FIFO queues of a stage with their dead-letter queues, usable alone or as part of `ListBackupMessaging`.
 *
 * @throws at synthesis when an option names a queue that the catalogue does not have, or a figure that SQS would refuse.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
 *
 * @example
 * const queues = new ListBackupQueues(this, 'Queues', {
 *   stage: ListBackupStage.DEV,
 *   queueSettings: { Sync: { maxConcurrency: 20 } },
 * });
 * queues.sync.queueUrl;
 */
export class ListBackupQueues extends ListBackupQueuesBase {
  /**
   * The queues of a stage that another app or stack deployed. Only what is used stands in the consumer's template.
   *
   * @param scope where the handles stand.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   * @throws when the stage or an option is invalid; what `lookup` cannot find is refused when it is used.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupQueuesFromStageProps): IListBackupQueues {
    return new ImportedQueues(scope, id, props);
  }

  private readonly created: Readonly<Record<QueueKey, IListBackupQueue>>;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupQueuesProps) {
    const stage = requireStage(props);
    requireKnownKeys('queueSettings', props.queueSettings, QUEUE_KEYS);
    super(scope, id);
    makesCatalogue(this);
    // Here as well as in each queue, so that it is warned of once.
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = encryptionKeyFor(this, props, queuesKey(stage, SERVICES.sqs, removalPolicy));

    const create = (key: QueueKey): IListBackupQueue => new ListBackupQueue(this, key, {
      ...settingsOf(key, QUEUES[key], props.queueSettings?.[key]),
      stage,
      name: QUEUES[key].name,
      removalPolicy: props.removalPolicy,
      encryptionKey,
      highThroughput: props.highThroughput,
    });
    this.created = Object.fromEntries(QUEUE_KEYS.map((key) => [key, create(key)])) as Record<QueueKey, IListBackupQueue>;
  }

  /** @internal */
  protected _queue(key: QueueKey): IListBackupQueue {
    return this.created[key];
  }
}
