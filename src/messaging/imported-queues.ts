import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { importQueue } from './import-queue';
import { QUEUE_KEYS, QueueKey, QUEUES } from './queue-catalogue';
import { ListBackupQueuesFromStageProps } from './queue-from-stage';
import { IListBackupQueue } from './queue-handle';
import { requireFigures, settingsOf } from './queue-settings';
import { ListBackupQueuesBase } from './queues-base';
import { childOf } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { importedKeyFor } from '../keys/service-key';
import { SERVICES } from '../stage/naming';
import { requireKnownKeys } from '../stage/refuse';
import { requireObject } from '../stage/require';

/** The queues of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedQueues extends ListBackupQueuesBase {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupQueuesFromStageProps) {
    const lookup = lookupOf(props, SERVICES.sqs);
    requireKnownKeys('queueSettings', props.queueSettings, QUEUE_KEYS);
    for (const [key, settings] of Object.entries(props.queueSettings ?? {})) {
      requireObject(`queueSettings of ${key}`, settings, 'It is a map of settings.', '{ batchSize: 5 }');
      requireFigures(key, settings);
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
