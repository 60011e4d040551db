import { Construct } from 'constructs';
import { QUEUE_KEYS, QueueKey } from './queue-catalogue';
import { IListBackupQueue } from './queue-handle';
import { IListBackupQueues } from './queues-handle';
import { refuse } from '../stage/refuse';

/**
 * Gives each queue its property; where the queues come from is the subclass's business.
 *
 * @internal
 */
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
      refuse('queue', name, `There is none of that name; there are: ${QUEUE_KEYS.join(', ')}.`, '"Sync"');
    }
    return this._queue(name as QueueKey);
  }

  /** @internal */
  protected abstract _queue(key: QueueKey): IListBackupQueue;
}
