import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { BUCKETS } from './bucket-catalogue';
import { IListBackupBucket } from './bucket-handle';
import { ImportedBucket } from './imported-bucket';
import { STANDBY_LOOKUP } from './standby-lookup';
import { requireStandbyRegion } from '../conventions';
import { publish } from '../exports/publish';
import { importedValue } from '../exports/published-value';
import { ListBackupStage } from '../stage';
import { bucketName, environmentVariable, SERVICES } from '../stage/naming';

/** The replica of the data bucket, as the standby's own, under the outputs that the services read. */
export function standbyDataBucket(scope: Construct, stage: ListBackupStage, standbyFor: string): IListBackupBucket {
  const { account } = Stack.of(scope);
  const region = requireStandbyRegion(Stack.of(scope).region, standbyFor);
  const bucket = new ImportedBucket(scope, 'Data', {
    lookup: STANDBY_LOOKUP,
    logicalId: 'DataBucket',
    physicalName: bucketName(stage, BUCKETS.Data.name, account, region),
    environmentVariable: environmentVariable(BUCKETS.Data.name, 'BUCKET_NAME'),
    // Its ID is known to the recovery stack of the same region alone.
    encryptionKey: Key.fromKeyArn(scope, 'RecoveryKey', importedValue(stage, SERVICES.recovery, 'RecoveryKeyArn')),
  });
  publish(scope, stage, SERVICES.s3, {
    DataBucketName: bucket.bucketName,
    DataBucketArn: bucket.bucketArn,
    DataBucketDomainName: bucket.bucketDomainName,
    DataBucketRegionalDomainName: bucket.bucketRegionalDomainName,
  });
  return bucket;
}
