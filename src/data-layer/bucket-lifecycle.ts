import { Duration, Token } from 'aws-cdk-lib';
import { CfnBucket, LifecycleRule, NoncurrentVersionTransition, StorageClass, Transition } from 'aws-cdk-lib/aws-s3';
import { BucketRow } from '../catalogue/buckets';
import { invalid, requireInteger } from '../validation/invalid';
import { requireBoolean, requireDate, requireDuration, requireList, requireObject, requireText } from '../validation/values';

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

const YEARS = 36_500;
const LARGEST = 5_497_558_138_880;
const MOST_VERSIONS = 100;
const RULE = '{ expiration: Duration.days(30) }';
const TRANSITION = '{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(30) }';

/** Refuses anything but a list of lifecycle rules. Accepts `undefined`. */
export function requireLifecycles(what: string, rules: readonly LifecycleRule[] | undefined): void {
  requireList(what, rules, `[${RULE}]`);
  for (const rule of rules ?? []) requireLifecycle(what, rule);
}

function requireLifecycle(what: string, rule: LifecycleRule): void {
  requireObject(what, rule ?? null, 'must be a lifecycle rule', `For example: ${RULE}.`);
  for (const name of ['enabled', 'expiredObjectDeleteMarker'] as const) requireBoolean(`${what}.${name}`, rule[name]);
  for (const name of ['expiration', 'noncurrentVersionExpiration', 'abortIncompleteMultipartUploadAfter'] as const) {
    if (rule[name] !== undefined) requireDuration(`${what}.${name}`, rule[name], 'days', 1, YEARS, 30);
  }
  for (const name of ['objectSizeGreaterThan', 'objectSizeLessThan'] as const) requireInteger(`${what}.${name}`, rule[name], 0, LARGEST, 1024);
  requireInteger(`${what}.noncurrentVersionsToRetain`, rule.noncurrentVersionsToRetain, 1, MOST_VERSIONS, 3);
  requireDate(`${what}.expirationDate`, rule.expirationDate);
  requireText(`${what}.id`, rule.id, /^[^]{1,255}$/, 'must have 1 to 255 characters', 'For example: "expire".');
  requireText(`${what}.prefix`, rule.prefix, /^[^]{0,1024}$/, 'must have up to 1024 characters', 'For example: "tmp/".');
  requireTags(`${what}.tagFilters`, rule.tagFilters);
  for (const name of ['transitions', 'noncurrentVersionTransitions'] as const) {
    requireList(`${what}.${name}`, rule[name], `[${TRANSITION}]`);
    for (const transition of rule[name] ?? []) requireTransition(`${what}.${name}`, transition);
  }
}

function requireTransition(what: string, transition: Transition | NoncurrentVersionTransition): void {
  requireObject(what, transition ?? null, 'must be a transition', `For example: ${TRANSITION}.`);
  const { storageClass, transitionAfter } = transition;
  if (typeof storageClass?.value !== 'string') invalid(`${what}.storageClass`, storageClass, 'must be a storage class', 'For example: StorageClass.GLACIER.');
  if (transitionAfter !== undefined) requireDuration(`${what}.transitionAfter`, transitionAfter, 'days', 0, YEARS, 30);
  if ('transitionDate' in transition) requireDate(`${what}.transitionDate`, transition.transitionDate);
  if ('noncurrentVersionsToRetain' in transition) {
    requireInteger(`${what}.noncurrentVersionsToRetain`, transition.noncurrentVersionsToRetain, 1, MOST_VERSIONS, 3);
  }
}

function requireTags(what: string, tags: LifecycleRule['tagFilters']): void {
  const works = '{ kind: "scratch" }';
  requireObject(what, tags, 'must be a map of tags', `For example: ${works}.`);
  if (Token.isUnresolved(tags)) invalid(what, tags, 'must be a map of tags, known at synthesis', `For example: ${works}.`);
  for (const [key, value] of Object.entries<unknown>(tags ?? {})) {
    const isTag = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    if (!isTag) invalid(`${what}.${key}`, value, 'must be text', `For example: ${works}.`);
  }
}
