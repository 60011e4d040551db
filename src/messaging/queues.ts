import { Construct } from 'constructs';
import { ListBackupQueue, queuesKey } from './queue';
import { importQueue } from './queue-import';
import { ListBackupQueuesFromStageProps, ListBackupQueuesOptions, requireFigures, settingsOf } from './queue-options';
import { QUEUE_KEYS, QueueKey, QUEUES } from '../catalogue/queues';
import { SERVICES } from '../catalogue/services';
import { makesCatalogue, removalPolicyFor } from '../conventions';
import { Members } from '../conventions/members';
import { lookupOf } from '../exports/lookup';
import { IListBackupQueue, IListBackupQueues } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { deadLetterQueueName, queueName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireKnownKeys } from '../validation/invalid';
import { located } from '../validation/located';
import { requireObject } from '../validation/values';

/**
 * Gives each queue its property; where the queues come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupQueuesBase extends Construct implements IListBackupQueues {
  /** @internal */
  protected abstract readonly _members: Members<QueueKey, IListBackupQueue>;

  public get sync(): IListBackupQueue { return this._members.of('Sync'); }
  public get backup(): IListBackupQueue { return this._members.of('Backup'); }
  public get export(): IListBackupQueue { return this._members.of('Export'); }
  public get analytics(): IListBackupQueue { return this._members.of('Analytics'); }
  public get maintenance(): IListBackupQueue { return this._members.of('Maintenance'); }
  public get alert(): IListBackupQueue { return this._members.of('Alert'); }

  public get all(): IListBackupQueue[] {
    return this._members.all;
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupQueue {
    return this._members.byName(name);
  }
}

/** The queues of a stage that another stack deployed. Each handle is created when it is first used. */
@located
export class ImportedQueues extends ListBackupQueuesBase {
  /** @internal */
  protected readonly _members: Members<QueueKey, IListBackupQueue>;

  public constructor(scope: Construct, id: string, props: ListBackupQueuesFromStageProps) {
    const lookup = lookupOf(props, SERVICES.sqs);
    requireKnownKeys('queueSettings', props.queueSettings, QUEUE_KEYS);
    for (const [key, settings] of Object.entries(props.queueSettings ?? {})) {
      requireObject(`queueSettings.${key}`, settings, 'must be a map of settings', 'For example: { batchSize: 5 }.');
      requireFigures(settings, `queueSettings.${key}.`);
    }
    super(scope, id);
    const { stage, queueSettings } = props;
    const encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.sqs, lookup);
    this._members = new Members<QueueKey, IListBackupQueue>('queues', QUEUE_KEYS, (key) => importQueue(this, key, {
      lookup,
      name: QUEUES[key].name,
      physicalName: queueName(stage, QUEUES[key].name),
      deadLetterName: deadLetterQueueName(stage, QUEUES[key].name),
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
 * @throws at synthesis when an option names a queue that the catalogue lacks, or SQS would refuse a number.
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
   * The queues of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupQueuesFromStageProps): IListBackupQueues {
    return new ImportedQueues(scope, id, props);
  }

  /** @internal */
  protected readonly _members: Members<QueueKey, IListBackupQueue>;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupQueuesProps) {
    const stage = requireStage(props);
    requireKnownKeys('queueSettings', props.queueSettings, QUEUE_KEYS);
    super(scope, id);
    makesCatalogue(this);
    // Here as well as in each queue, so that it is warned of once.
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, queuesKey(stage, SERVICES.sqs, removalPolicy));

    this._members = new Members<QueueKey, IListBackupQueue>('queues', QUEUE_KEYS, (key) => new ListBackupQueue(this, key, {
      ...settingsOf(key, QUEUES[key], props.queueSettings?.[key]),
      stage,
      name: QUEUES[key].name,
      removalPolicy: props.removalPolicy,
      encryptionKey,
      highThroughput: props.highThroughput,
    }));
    this._members.makeAll();
  }
}
