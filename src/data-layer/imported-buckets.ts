import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { BucketKey, BUCKETS } from './bucket-catalogue';
import { IListBackupBucket } from './bucket-handle';
import { ListBackupBucketsBase } from './buckets-base';
import { ImportedBucket } from './imported-bucket';
import { childOf } from '../conventions';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { importedKeyFor } from '../keys/service-key';
import { bucketName, environmentVariable, SERVICES } from '../stage/naming';

/** The buckets of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedBuckets extends ListBackupBucketsBase {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupEncryptedFromStageProps) {
    const lookup = lookupOf(props, SERVICES.s3);
    super(scope, id);
    this.lookup = lookup;
    this.encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.s3, lookup);
  }

  /** @internal */
  protected _bucket(key: BucketKey): IListBackupBucket {
    const { account, region } = Stack.of(this);
    return childOf<IListBackupBucket>(this, key, () => new ImportedBucket(this, key, {
      lookup: this.lookup,
      logicalId: `${key}Bucket`,
      physicalName: bucketName(this.props.stage, BUCKETS[key].name, account, region),
      environmentVariable: environmentVariable(BUCKETS[key].name, 'BUCKET_NAME'),
      // Log delivery cannot write to a bucket with a key.
      encryptionKey: key === 'Logs' ? undefined : this.encryptionKey,
    }));
  }
}
