import { Stack, Token } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupBucketReplication } from './bucket-replication-options';
import { refuse, requireKnownKeys } from '../stage/refuse';
import { requireBoolean, requireObject, requireText } from '../stage/require';
import { requireBoundary } from '../stage/require-handles';
import { requireRegion, requireSamePartition } from '../stage/require-region';

/** What a replicated bucket says of itself. */
interface Source {
  readonly versioned?: boolean;
  readonly encryptionKey?: IKey;
}

/** Refuses a replication that S3 would refuse, or that would replicate nothing. */
export function requireReplication(stack: Stack, what: string, { versioned, encryptionKey }: Source, options: ListBackupBucketReplication): void {
  requireObject(what, options, 'It says where the bucket is replicated to.', '{ region: "us-east-1" }');
  requireKnownKeys(what, { ...options }, ['region', 'bucketName', 'keyAlias', 'timeControl', 'permissionsBoundary']);
  requireRegion(`${what}, region`, options.region);
  requireBoundary(`${what}, permissionsBoundary`, options.permissionsBoundary);
  requireBoolean(`${what}, timeControl`, options.timeControl);
  requireText(`${what}, bucketName`, options.bucketName, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'It is the name of a bucket.', '"listbackup-data-main-123456789012-us-east-1"');
  requireText(`${what}, keyAlias`, options.keyAlias, /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/, 'It is the alias of a key of your own.', '"alias/listbackup/recovery/main"');
  if (!Token.isUnresolved(stack.region) && stack.region === options.region) {
    refuse(`${what}, region`, options.region, 'It is the region of the bucket itself.', stack.region === 'us-east-1' ? '"us-west-2"' : '"us-east-1"');
  }
  requireSamePartition(`${what}, region`, stack.region, options.region);
  if (versioned === false) refuse(what, options, 'S3 replicates versions, and the bucket keeps none.', 'versioned: true');
  if (encryptionKey !== undefined && options.keyAlias === undefined) {
    refuse(`${what}, keyAlias`, undefined, 'The bucket\'s own key does not leave its region, so replicas need another.', '"alias/listbackup/recovery/main"');
  }
}
