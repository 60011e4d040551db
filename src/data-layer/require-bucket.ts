import { IKey } from 'aws-cdk-lib/aws-kms';
import { CorsRule, HttpMethods, IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { requireVariable } from '../conventions';
import { requireInteger } from '../stage/refuse';
import { requireBoolean, requireList, requireObject, requireOneOf, requireAttribute } from '../stage/require';
import { requireDuration } from '../stage/require-duration';
import { requireKey, requireTexts } from '../stage/require-handles';

const YEARS = 36_500;
const LARGEST = 5_497_558_138_880;
const LIFECYCLE = '{ expiration: Duration.days(30) }';
const CORS = '{ allowedMethods: [HttpMethods.GET], allowedOrigins: ["https://app.listbackup.ai"] }';

/** What a caller may say of a bucket that a template would take without a word. */
export interface BucketWishes {
  readonly autoDeleteObjects?: boolean;
  readonly cors?: CorsRule[];
  readonly encryptionKey?: IKey;
  readonly environmentVariable?: string;
  readonly lifecycleRules?: LifecycleRule[];
  readonly serverAccessLogsBucket?: IBucket;
  readonly versioned?: boolean;
}

/** Refuses what S3 would refuse at deployment, or CDK with a message about its own insides. */
export function requireBucket(bucket: string, wishes: BucketWishes): void {
  const what = `bucket ${bucket}`;
  requireKey(`${what}, encryptionKey`, wishes.encryptionKey);
  requireVariable(what, wishes.environmentVariable, 'HOOKS_BUCKET_NAME');
  requireBoolean(`${what}, autoDeleteObjects`, wishes.autoDeleteObjects);
  requireBoolean(`${what}, versioned`, wishes.versioned);
  requireAttribute(`${what}, serverAccessLogsBucket`, wishes.serverAccessLogsBucket, 'bucketName', 'a bucket', 'buckets.logs');
  requireLifecycles(`${what}, lifecycleRules`, wishes.lifecycleRules);
  requireList(`${what}, cors`, wishes.cors, `[${CORS}]`);
  for (const rule of wishes.cors ?? []) requireCors(`${what}, cors`, rule);
}

/** Refuses anything but a list of lifecycle rules. Accepts `undefined`. */
export function requireLifecycles(what: string, rules: readonly LifecycleRule[] | undefined): void {
  requireList(what, rules, `[${LIFECYCLE}]`);
  for (const rule of rules ?? []) requireLifecycle(what, rule);
}

function requireLifecycle(what: string, rule: LifecycleRule): void {
  requireObject(what, rule ?? null, 'It is a lifecycle rule.', LIFECYCLE);
  requireBoolean(`${what}, enabled`, rule.enabled);
  for (const name of ['expiration', 'noncurrentVersionExpiration', 'abortIncompleteMultipartUploadAfter'] as const) {
    if (rule[name] !== undefined) requireDuration(`${what}, ${name}`, rule[name], 'days', 1, YEARS, 30);
  }
  for (const name of ['objectSizeGreaterThan', 'objectSizeLessThan'] as const) requireInteger(`${what}, ${name}`, rule[name], 0, LARGEST, 1024);
  for (const name of ['transitions', 'noncurrentVersionTransitions'] as const) {
    const works = '{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(30) }';
    requireList(`${what}, ${name}`, rule[name], `[${works}]`);
    for (const transition of rule[name] ?? []) {
      requireObject(`${what}, ${name}`, transition ?? null, 'It is a transition.', works);
      requireAttribute(`${what}, ${name}, storageClass`, transition.storageClass ?? null, 'value', 'a storage class', 'StorageClass.GLACIER');
      if (transition.transitionAfter !== undefined) requireDuration(`${what}, ${name}, transitionAfter`, transition.transitionAfter, 'days', 0, YEARS, 30);
    }
  }
}

function requireCors(what: string, rule: CorsRule): void {
  requireObject(what, rule ?? null, 'It is a CORS rule.', CORS);
  requireList(`${what}, allowedMethods`, rule.allowedMethods, '[HttpMethods.GET]');
  for (const method of rule.allowedMethods ?? [null]) requireOneOf(`${what}, allowedMethods`, method ?? undefined, Object.values(HttpMethods));
  for (const name of ['allowedMethods', 'allowedOrigins'] as const) requireTexts(`${what}, ${name}`, rule[name] ?? [''], CORS);
  for (const name of ['allowedHeaders', 'exposedHeaders'] as const) requireTexts(`${what}, ${name}`, rule[name], '["ETag"]');
  requireInteger(`${what}, maxAge`, rule.maxAge, 0, 2_147_483_647, 3600);
}
