import { Annotations, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { IListBackupQueue } from '../messaging/queue-handle';
import { ListBackupStage } from '../stage';
import { refuse } from '../stage/refuse';

/** Which function consumes which queue, by app. */
const CONSUMERS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/**
 * Refuses a function that consumes a queue twice, as Lambda does. Warns of a second function: each message goes to one of the two, nobody
 * knows to which. Only what this app makes is seen.
 */
export function requireSoleConsumer(fn: IConstruct, stage: ListBackupStage, queue: IListBackupQueue): void {
  const consumers = CONSUMERS.get(fn.node.root) ?? new Map<string, IConstruct>();
  CONSUMERS.set(fn.node.root, consumers);
  // By what the services call it: a created and an imported handle of one queue are different constructs.
  const key = `${Stack.of(fn).environment} ${stage.stageName} ${queue.environmentVariable}`;
  const other = consumers.get(key);
  if (other === fn) {
    refuse(`function ${fn.node.id}, queue`, queue.node.id, 'The function consumes that queue already.', 'one call of consume a queue');
  }
  if (other !== undefined) {
    Annotations.of(fn).addWarningV2('listbackup-infrastructure:queueConsumedTwice',
      `Queue ${queue.node.id} is consumed by ${other.node.path} already: each message goes to one of the two functions, and nothing says to which. `
      + 'Give one of them a queue of its own.');
  }
  consumers.set(key, fn);
}
