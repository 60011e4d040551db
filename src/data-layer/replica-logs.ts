import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bucketAttributes } from './bucket-base';
import { BUCKETS } from './bucket-catalogue';
import { IListBackupBucket } from './bucket-handle';
import { admitAccessLogs } from './bucket-statements';
import { logsLifecycle } from './catalogue-lifecycle';
import { ListBackupBucket } from './list-backup-bucket';
import { ListBackupStage } from '../stage';
import { bucketName, SERVICES } from '../stage/naming';

/** How a bucket of the replica's access logs is made. */
interface ReplicaLogsProps {
  readonly stage: ListBackupStage;
  readonly logRetention: RetentionDays;
  readonly removalPolicy?: RemovalPolicy;
  readonly autoDeleteObjects?: boolean;
}

/** A bucket for the access logs of the data replica: S3 writes them within a region, and the logs bucket of that region is the standby's. */
export function replicaLogs(scope: Construct, { stage, logRetention, removalPolicy, autoDeleteObjects }: ReplicaLogsProps): IListBackupBucket {
  const logs = new ListBackupBucket(scope, 'ReplicaLogs', {
    stage,
    service: SERVICES.recovery,
    // As long as the longest of the catalogue's: stages of sixteen letters leave room for no more.
    name: 'dr-logs',
    lifecycleRules: logsLifecycle(logRetention, true),
    removalPolicy,
    autoDeleteObjects,
  });
  const { account, region } = logs.stack;
  // By name: it cannot refer to the bucket that refers to it.
  const { name } = BUCKETS.Data;
  admitAccessLogs(logs, [{ name, arn: bucketAttributes(logs.stack, bucketName(stage, name, account, region)).arn }]);
  return logs;
}
