import { Token } from 'aws-cdk-lib';
import { LifecycleRule, NoncurrentVersionTransition, Transition } from 'aws-cdk-lib/aws-s3';
import { refuse, requireInteger } from '../stage/refuse';
import { requireBoolean, requireDate, requireList, requireObject, requireText } from '../stage/require';
import { requireDuration } from '../stage/require-duration';

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
  requireObject(what, rule ?? null, 'It is a lifecycle rule.', RULE);
  for (const name of ['enabled', 'expiredObjectDeleteMarker'] as const) requireBoolean(`${what}, ${name}`, rule[name]);
  for (const name of ['expiration', 'noncurrentVersionExpiration', 'abortIncompleteMultipartUploadAfter'] as const) {
    if (rule[name] !== undefined) requireDuration(`${what}, ${name}`, rule[name], 'days', 1, YEARS, 30);
  }
  for (const name of ['objectSizeGreaterThan', 'objectSizeLessThan'] as const) requireInteger(`${what}, ${name}`, rule[name], 0, LARGEST, 1024);
  requireInteger(`${what}, noncurrentVersionsToRetain`, rule.noncurrentVersionsToRetain, 1, MOST_VERSIONS, 3);
  requireDate(`${what}, expirationDate`, rule.expirationDate);
  requireText(`${what}, id`, rule.id, /^[^]{1,255}$/, 'It has 1 to 255 characters.', '"expire"');
  requireText(`${what}, prefix`, rule.prefix, /^[^]{0,1024}$/, 'It has up to 1024 characters.', '"tmp/"');
  requireTags(`${what}, tagFilters`, rule.tagFilters);
  for (const name of ['transitions', 'noncurrentVersionTransitions'] as const) {
    requireList(`${what}, ${name}`, rule[name], `[${TRANSITION}]`);
    for (const transition of rule[name] ?? []) requireTransition(`${what}, ${name}`, transition);
  }
}

function requireTransition(what: string, transition: Transition | NoncurrentVersionTransition): void {
  requireObject(what, transition ?? null, 'It is a transition.', TRANSITION);
  const { storageClass, transitionAfter } = transition;
  if (typeof storageClass?.value !== 'string') refuse(`${what}, storageClass`, storageClass, 'It is a storage class.', 'StorageClass.GLACIER');
  if (transitionAfter !== undefined) requireDuration(`${what}, transitionAfter`, transitionAfter, 'days', 0, YEARS, 30);
  if ('transitionDate' in transition) requireDate(`${what}, transitionDate`, transition.transitionDate);
  if ('noncurrentVersionsToRetain' in transition) {
    requireInteger(`${what}, noncurrentVersionsToRetain`, transition.noncurrentVersionsToRetain, 1, MOST_VERSIONS, 3);
  }
}

function requireTags(what: string, tags: LifecycleRule['tagFilters']): void {
  const works = '{ kind: "scratch" }';
  requireObject(what, tags, 'They are tags by key.', works);
  if (Token.isUnresolved(tags)) refuse(what, tags, 'They are tags by key, known at synthesis.', works);
  for (const [key, value] of Object.entries<unknown>(tags ?? {})) {
    const isTag = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    if (!isTag) refuse(`${what}, ${key}`, value, 'The value of a tag is text.', works);
  }
}
