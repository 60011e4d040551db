import { RemovalPolicy } from 'aws-cdk-lib';
import { ServiceKeySpec } from '../keys/service-key';
import { ListBackupStage } from '../stage';

/** The key of hardened tables. DynamoDB uses it in the name of who reads and writes. */
export function tablesKey(stage: ListBackupStage, service: string, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service, removalPolicy, users: [], shared: true };
}

/** The key of hardened buckets and their log group. CloudFront is admitted where it reads. */
export function bucketsKey(stage: ListBackupStage, service: string, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service, removalPolicy, users: ['LogGroups', 'TrailsWriteToBuckets'], shared: true };
}
