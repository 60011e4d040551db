import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ImportedQueue } from './imported-queue';
import { IListBackupQueue } from './queue-handle';
import { ListBackupQueueSettings } from './queue-options';
import { requireFigures } from './queue-settings';
import { ServiceLookup } from '../exports/service-lookup';
import { ListBackupStage } from '../stage';
import { deadLetterQueueName, environmentVariable, queueName } from '../stage/naming';

/** What decides how a deployed queue is called, and what it is like. */
export interface DeployedQueue {
  readonly stage: ListBackupStage;
  readonly lookup: ServiceLookup;
  readonly name: string;
  readonly settings: ListBackupQueueSettings;
  readonly environmentVariable?: string;
  readonly encryptionKey?: IKey;
}

/** The handle of a deployed queue, of the catalogue or a service's own. */
export function importQueue(scope: Construct, id: string, deployed: DeployedQueue): IListBackupQueue {
  const { stage, lookup, name, encryptionKey } = deployed;
  return new ImportedQueue(scope, id, {
    lookup,
    encryptionKey,
    logicalId: `${id}Queue`,
    physicalName: queueName(stage, name),
    deadLetterQueue: { lookup, encryptionKey, logicalId: `${id}DeadLetterQueue`, physicalName: deadLetterQueueName(stage, name) },
    figures: requireFigures(id, deployed.settings),
    environmentVariable: deployed.environmentVariable ?? environmentVariable(name, 'QUEUE_URL'),
  });
}
