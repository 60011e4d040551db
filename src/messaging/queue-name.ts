import { IConstruct } from 'constructs';
import { QUEUE_KEYS, QUEUES } from './queue-catalogue';
import { requireOwnName, requireResourceId } from '../conventions';
import { ListBackupStage } from '../stage';
import { queueName } from '../stage/naming';
import { refuse } from '../stage/refuse';

/** SQS's longest queue name, with `.fifo`. */
const MAX_LENGTH = 80;

/** Returns the name's middle part where id and name can become a queue's, and says what is wrong with them otherwise. */
export function requireOwnQueue(scope: IConstruct, id: string, name: string, stage: ListBackupStage): string {
  requireResourceId('queue', id);
  const what = `queue ${id}, name`;
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    refuse(what, name, 'The name has lower-case letters and digits, in words joined by hyphens.', '"webhook-calls"');
  }
  // `listbackup-sync-queue-x-queue-dev.fifo` would be queue "sync-queue-x" of stage "dev" and queue "sync" of stage "x-queue-dev".
  if (/(^|-)(queue|dlq)(-|$)/.test(name)) {
    refuse(what, name, 'The name does not hold the words "queue" and "dlq": the naming rules add them.', '"webhook-calls"');
  }
  const whole = queueName(stage, name);
  if (whole.length > MAX_LENGTH) {
    refuse(what, name, `The whole name, ${whole}, has ${whole.length} characters; SQS allows ${MAX_LENGTH}.`, '"webhook-calls"');
  }
  requireOwnName('queue', scope, id, name, Object.fromEntries(QUEUE_KEYS.map((key) => [key, QUEUES[key].name])), 'ListBackupQueues');
  // Its dead-letter queue would have the logical ID of the one for undeliverable events.
  requireOwnName('queue', scope, id, name, { Events: 'events' }, 'ListBackupEventBus');
  return name;
}
