import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ListBackupQueue, queuesKey } from './queue';
import { importQueue } from './queue-import';
import { ListBackupQueuesFromStageProps, ListBackupQueuesOptions, requireFigures, settingsOf } from './queue-options';
import { QUEUE_KEYS, QueueKey, QUEUES } from '../catalogue/queues';
import { SERVICES } from '../catalogue/services';
import { childOf, makesCatalogue, removalPolicyFor } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { IListBackupQueue, IListBackupQueues } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { requireStage } from '../stage/security';
import { didYouMean, invalid, requireKnownKeys } from '../validation/invalid';
import { located } from '../validation/located';
import { requireObject } from '../validation/values';

/**
 * Gives each queue its property; where the queues come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupQueuesBase extends Construct implements IListBackupQueues {
  public get sync(): IListBackupQueue { return this.byName('Sync'); }
  public get backup(): IListBackupQueue { return this.byName('Backup'); }
  public get export(): IListBackupQueue { return this.byName('Export'); }
  public get analytics(): IListBackupQueue { return this.byName('Analytics'); }
  public get maintenance(): IListBackupQueue { return this.byName('Maintenance'); }
  public get alert(): IListBackupQueue { return this.byName('Alert'); }

  public get all(): IListBackupQueue[] {
    return QUEUE_KEYS.map((key) => this.byName(key));
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupQueue {
    if (!QUEUE_KEYS.includes(name as QueueKey)) {
      invalid('name', name, `must be one of the queues ${QUEUE_KEYS.join(', ')}`, didYouMean(name, QUEUE_KEYS));
    }
    return this._queue(name as QueueKey);
  }

  /** @internal */
  protected abstract _queue(key: QueueKey): IListBackupQueue;
}

/** The queues of a stage that another stack deployed. Each handle is made when it is first asked for. */
@located
export class ImportedQueues extends ListBackupQueuesBase {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupQueuesFromStageProps) {
    const lookup = lookupOf(props, SERVICES.sqs);
    requireKnownKeys('queueSettings', props.queueSettings, QUEUE_KEYS);
    for (const [key, settings] of Object.entries(props.queueSettings ?? {})) {
      requireObject(`queueSettings.${key}`, settings, 'must be a map of settings', 'For example: { batchSize: 5 }.');
      requireFigures(settings, `queueSettings.${key}.`);
    }
    super(scope, id);
    this.lookup = lookup;
    this.encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.sqs, lookup);
  }

  /** @internal */
  protected _queue(key: QueueKey): IListBackupQueue {
    const { encryptionKey, props: { stage, queueSettings } } = this;
    return childOf<IListBackupQueue>(this, key, () => importQueue(this, key, {
      stage,
      lookup: this.lookup,
      name: QUEUES[key].name,
      settings: settingsOf(key, QUEUES[key], queueSettings?.[key]),
      encryptionKey,
    }));
  }
}

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
@located
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
    const encryptionKey = getOrCreateServiceKey(this, props, queuesKey(stage, SERVICES.sqs, removalPolicy));

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
