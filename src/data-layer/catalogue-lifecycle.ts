import { Duration } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { BucketKey, BUCKETS } from './bucket-catalogue';
import { lifecycleOf } from './bucket-lifecycle';
import { ListBackupDataBucketOptions } from './data-bucket-options';
import { retentionInDays } from '../conventions';
import { refuse } from '../stage/refuse';
import { requireDuration } from '../stage/require-duration';

/** Exports are temporary: what should last longer is no export. */
const MAX_EXPORT_DAYS = 365;

/** The data bucket's rules: the caller's, or the catalogue's. */
export function dataLifecycle(options: ListBackupDataBucketOptions): LifecycleRule[] {
  if (options.intelligentTiering && options.dataLifecycleRules) {
    refuse('intelligentTiering', true, 'It excludes dataLifecycleRules: both say when objects move.', 'one of the two');
  }
  const byAge = lifecycleOf(BUCKETS.Data);
  const tiered = { ...byAge, transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }] };
  return options.dataLifecycleRules ?? [options.intelligentTiering ? tiered : byAge];
}

interface LifecycleOptions extends ListBackupDataBucketOptions {
  readonly exportsExpiration?: Duration;
  readonly allVersioned?: boolean;
}

/** The catalogue's rules with what the caller changes in them. */
export function lifecycles(options: LifecycleOptions, logRetention: RetentionDays): Record<BucketKey, LifecycleRule[]> {
  const { exportsExpiration, allVersioned } = options;
  if (exportsExpiration !== undefined) requireDuration('exportsExpiration', exportsExpiration, 'days', 1, MAX_EXPORT_DAYS, 7);
  return {
    Data: dataLifecycle(options),
    Assets: [lifecycleOf(BUCKETS.Assets)],
    Exports: [{ ...lifecycleOf(BUCKETS.Exports, allVersioned), ...(exportsExpiration && { expiration: exportsExpiration }) }],
    Logs: logsLifecycle(logRetention, allVersioned),
  };
}

/** The rules of a bucket of access logs. */
export function logsLifecycle(logRetention: RetentionDays, versioned?: boolean): LifecycleRule[] {
  const days = retentionInDays(logRetention);
  return [{ ...lifecycleOf(BUCKETS.Logs, versioned), expiration: days === undefined ? undefined : Duration.days(days) }];
}
