import { IConstruct } from 'constructs';
import { IListBackupBucket } from './bucket-handle';

/** The buckets of a stage, whether this app made them or another did. */
export interface IListBackupBuckets extends IConstruct {
  /** `data`: Customers' backed-up data, below `accounts/{accountId}/`. */
  readonly data: IListBackupBucket;

  /** `assets`: Logos, templates and public files, read through CloudFront only. */
  readonly assets: IListBackupBucket;

  /** `exports`: Users' finished exports, for download; they expire. */
  readonly exports: IListBackupBucket;

  /** `logs`: Access logs of the other buckets and of the CDN; only AWS's log delivery writes here. */
  readonly logs: IListBackupBucket;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupBucket[];

  /**
   * The bucket of that name in the catalogue, for example `Data`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has none of that name; the message lists those it has.
   */
  byName(name: string): IListBackupBucket;
}
