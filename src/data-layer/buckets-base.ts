import { Construct } from 'constructs';
import { BUCKET_KEYS, BucketKey } from './bucket-catalogue';
import { IListBackupBucket } from './bucket-handle';
import { IListBackupBuckets } from './buckets-handle';
import { refuse } from '../stage/refuse';

/**
 * Gives each bucket its property; where the buckets come from is the subclass's business.
 *
 * @internal
 */
export abstract class ListBackupBucketsBase extends Construct implements IListBackupBuckets {
  public get data(): IListBackupBucket { return this.byName('Data'); }
  public get assets(): IListBackupBucket { return this.byName('Assets'); }
  public get exports(): IListBackupBucket { return this.byName('Exports'); }
  public get logs(): IListBackupBucket { return this.byName('Logs'); }

  public get all(): IListBackupBucket[] {
    return BUCKET_KEYS.map((key) => this.byName(key));
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupBucket {
    if (!BUCKET_KEYS.includes(name as BucketKey)) {
      refuse('bucket', name, `There is none of that name; there are: ${BUCKET_KEYS.join(', ')}.`, '"Data"');
    }
    return this._bucket(name as BucketKey);
  }

  /** @internal */
  protected abstract _bucket(key: BucketKey): IListBackupBucket;
}
