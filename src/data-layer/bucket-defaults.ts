import { Duration } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CorsRule, HttpMethods, LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { lifecycleOf } from './bucket-lifecycle';
import { ListBackupDataBucketOptions } from './bucket-options';
import { BucketKey, BucketRow, BUCKETS } from '../catalogue/buckets';
import { HARDENED_LOGS, retentionInDays } from '../conventions';
import { ListBackupStage } from '../stage';
import { DEFAULT_DOMAIN_NAME, defaultWebOrigins } from '../stage/naming';
import { invalid } from '../validation/invalid';
import { requireDomainName, requireOrigins } from '../validation/names';
import { requireDuration } from '../validation/values';

/** Defaults of the buckets with security level HARDENED. */
export const HARDENED_BUCKETS = { ...HARDENED_LOGS, allVersioned: true } as const;

/** Defaults of the data bucket's replica with security level HARDENED. */
export const HARDENED_REPLICA = { ...HARDENED_LOGS, accessLogs: true } as const;

/** Time for which browsers cache a bucket's CORS response. */
const MAX_AGE = Duration.hours(1);

/** Returns the origins whose pages can use the buckets: the caller's, or the stage's own. */
export function webOriginsFor(stage: ListBackupStage, options: ListBackupDataBucketOptions): string[] {
  const origins = options.corsOrigins ?? defaultWebOrigins(stage, requireDomainName('domainName', options.domainName ?? DEFAULT_DOMAIN_NAME));
  requireOrigins('corsOrigins', origins);
  return origins;
}

/** Returns the CORS rule that lets pages of these origins use a bucket with these methods. */
export function corsRule(methods: NonNullable<BucketRow['webMethods']>, origins: string[]): CorsRule {
  return {
    allowedOrigins: origins,
    allowedMethods: methods.map((method) => HttpMethods[method]),
    allowedHeaders: ['*'],
    exposedHeaders: ['ETag', 'x-amz-version-id'],
    maxAge: MAX_AGE.toSeconds(),
  };
}

/** Exports are temporary: what should last longer is no export. */
const MAX_EXPORT_DAYS = 365;

/** The data bucket's rules: the caller's, or the catalogue's. */
export function dataLifecycle(options: ListBackupDataBucketOptions): LifecycleRule[] {
  if (options.intelligentTiering && options.dataLifecycleRules) {
    invalid('intelligentTiering', true, 'can\'t be combined with dataLifecycleRules: both decide when objects move', 'Remove one of them.');
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
