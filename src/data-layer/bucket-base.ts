import { Stack } from 'aws-cdk-lib';
import { BucketBase } from 'aws-cdk-lib/aws-s3';
import { IListBackupBucket } from './bucket-handle';

/**
 * What created and imported buckets share: the names that follow from the bucket's own.
 *
 * @internal
 */
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
