import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketAttributes, ListBackupBucketBase } from './bucket-base';
import { BucketKey, BUCKETS } from './bucket-catalogue';
import { IListBackupBucket } from './bucket-handle';
import { ListBackupBucketsBase } from './buckets-base';
import { ListBackupFromStageProps, ListBackupLookup } from '../exports';
import { ServiceLookup } from '../exports/service-lookup';
import { bucketName, environmentVariable, SERVICES } from '../stage/naming';
import { requireStage } from '../stage/require-stage';

interface ImportedBucketProps {
  readonly lookup: ServiceLookup;
  readonly logicalId: string;
  readonly physicalName: string;
  readonly environmentVariable: string;
  readonly encryptionKey?: IKey;
}

/** A bucket that another stack deployed. Its policy is that stack's. */
class ImportedBucket extends ListBackupBucketBase {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly bucketDomainName: string;
  public readonly bucketRegionalDomainName: string;
  public readonly bucketDualStackDomainName: string;
  public readonly bucketWebsiteDomainName: string;
  public readonly bucketWebsiteUrl: string;
  public readonly encryptionKey?: IKey;
  public policy?: BucketPolicy;
  public replicationRoleArn?: string;
  public readonly environmentVariable: string;
  protected autoCreatePolicy = false;

  public constructor(scope: Construct, id: string, { lookup, logicalId, ...props }: ImportedBucketProps) {
    super(scope, id);
    this.bucketName = lookup.name(`${logicalId}Name`, () => props.physicalName);
    const attributes = bucketAttributes(Stack.of(this), this.bucketName);
    this.bucketArn = lookup.derived(`${logicalId}Arn`, () => attributes.arn);
    this.bucketDomainName = lookup.derived(`${logicalId}DomainName`, () => attributes.domainName);
    this.bucketRegionalDomainName = lookup.derived(`${logicalId}RegionalDomainName`, () => attributes.regionalDomainName);
    this.bucketDualStackDomainName = attributes.dualStackDomainName;
    this.bucketWebsiteDomainName = attributes.websiteDomainName;
    this.bucketWebsiteUrl = `http://${attributes.websiteDomainName}`;
    this.encryptionKey = props.encryptionKey;
    this.environmentVariable = props.environmentVariable;
  }
}

/** The buckets of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedBuckets extends ListBackupBucketsBase {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupFromStageProps) {
    const stage = requireStage(props);
    super(scope, id);
    this.lookup = (props.lookup ?? ListBackupLookup.exports())._of(stage, SERVICES.s3);
  }

  /** @internal */
  protected _bucket(key: BucketKey): IListBackupBucket {
    const made = this.node.tryFindChild(key);
    if (made) return made as ImportedBucket;
    const { account, region } = Stack.of(this);
    return new ImportedBucket(this, key, {
      lookup: this.lookup,
      logicalId: `${key}Bucket`,
      physicalName: bucketName(this.props.stage, BUCKETS[key].name, account, region),
      environmentVariable: environmentVariable(BUCKETS[key].name, 'BUCKET_NAME'),
      // Log delivery cannot write to a bucket with a key.
      encryptionKey: key === 'Logs' ? undefined : this.props.encryptionKey,
    });
  }
}
