import { Duration } from 'aws-cdk-lib';
import { CfnBucket, LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { BucketRow } from './bucket-catalogue';

/** The catalogue's lifecycle, as CDK spells it. */
export function lifecycleOf(row: BucketRow, versioned = row.versioned ?? false): LifecycleRule {
  const days = (count: number | undefined): Duration | undefined => (count === undefined ? undefined : Duration.days(count));
  const transitions = (by: BucketRow['transitions']) => Object.entries(by ?? {})
    .map(([storageClass, count]) => ({ storageClass: new StorageClass(storageClass), transitionAfter: Duration.days(count) }));
  return {
    id: 'Lifecycle',
    transitions: transitions(row.transitions),
    noncurrentVersionTransitions: transitions(row.noncurrentTransitions),
    noncurrentVersionExpiration: versioned ? days(row.noncurrentExpirationDays) : undefined,
    expiration: days(row.expirationDays),
    abortIncompleteMultipartUploadAfter: days(row.abortIncompleteUploadDays),
  };
}

/** CDK renders its lifecycle rules only inside its own `Bucket`. */
export function renderLifecycle(rule: LifecycleRule): CfnBucket.RuleProperty {
  return {
    id: rule.id,
    status: rule.enabled === false ? 'Disabled' : 'Enabled',
    prefix: rule.prefix,
    tagFilters: rule.tagFilters && Object.entries(rule.tagFilters).map(([key, value]) => ({ key, value: String(value) })),
    objectSizeGreaterThan: rule.objectSizeGreaterThan,
    objectSizeLessThan: rule.objectSizeLessThan,
    expirationInDays: rule.expiration?.toDays(),
    expirationDate: rule.expirationDate,
    expiredObjectDeleteMarker: rule.expiredObjectDeleteMarker,
    abortIncompleteMultipartUpload: rule.abortIncompleteMultipartUploadAfter && {
      daysAfterInitiation: rule.abortIncompleteMultipartUploadAfter.toDays(),
    },
    transitions: nonEmpty(rule.transitions?.map((transition) => ({
      storageClass: transition.storageClass.value,
      transitionInDays: transition.transitionAfter?.toDays(),
      transitionDate: transition.transitionDate,
    }))),
    noncurrentVersionTransitions: nonEmpty(rule.noncurrentVersionTransitions?.map((transition) => ({
      storageClass: transition.storageClass.value,
      transitionInDays: transition.transitionAfter.toDays(),
      newerNoncurrentVersions: transition.noncurrentVersionsToRetain,
    }))),
    noncurrentVersionExpiration: rule.noncurrentVersionExpiration && {
      noncurrentDays: rule.noncurrentVersionExpiration.toDays(),
      newerNoncurrentVersions: rule.noncurrentVersionsToRetain,
    },
  };
}

function nonEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}
