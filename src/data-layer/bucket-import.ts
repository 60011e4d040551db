import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketBase, BucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ServiceLookup } from '../exports/lookup';
import { IListBackupBucket } from '../handles';
import { located } from '../validation/located';

/**
 * Base of created and imported buckets: the names derived from the bucket's own name.
 *
 * @internal
 */
@located
export abstract class ListBackupBucketBase extends BucketBase implements IListBackupBucket {
  public abstract readonly environmentVariable: string;
  public readonly isWebsite?: boolean = false;
  public disallowPublicAccess?: boolean = true;
}

/** The host names and the ARN of a bucket, from its name and its stack, or another region. */
export function bucketAttributes(stack: Stack, name: string, region: string = stack.region) {
  const { urlSuffix } = stack;
  return {
    arn: stack.formatArn({ service: 's3', region: '', account: '', resource: name }),
    domainName: `${name}.s3.${urlSuffix}`,
    regionalDomainName: `${name}.s3.${region}.${urlSuffix}`,
    dualStackDomainName: `${name}.s3.dualstack.${region}.${urlSuffix}`,
    websiteDomainName: `${name}.s3-website-${region}.${urlSuffix}`,
  };
}

/** Attributes of a bucket deployed by another stack. */
export interface ImportedBucketProps {
  readonly lookup: ServiceLookup;
  readonly logicalId: string;
  readonly physicalName: string;
  readonly environmentVariable: string;
  readonly encryptionKey?: IKey;
}

/** A bucket that another stack deployed. Its policy is that stack's. */
@located
export class ImportedBucket extends ListBackupBucketBase {
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
    const attributes = bucketAttributes(this.stack, this.bucketName, lookup.region);
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
