import { IKey } from 'aws-cdk-lib/aws-kms';
import { CorsRule, HttpMethods, IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { requireLifecycles } from './require-lifecycle';
import { requireVariable } from '../conventions';
import { requireInteger } from '../stage/refuse';
import { requireBoolean, requireList, requireObject, requireOneOf, requireAttribute, requireText } from '../stage/require';
import { requireKey, requireTexts } from '../stage/require-handles';

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

function requireCors(what: string, rule: CorsRule): void {
  requireObject(what, rule ?? null, 'It is a CORS rule.', CORS);
  requireList(`${what}, allowedMethods`, rule.allowedMethods, '[HttpMethods.GET]');
  for (const method of rule.allowedMethods ?? [null]) requireOneOf(`${what}, allowedMethods`, method ?? undefined, Object.values(HttpMethods));
  for (const name of ['allowedMethods', 'allowedOrigins'] as const) requireTexts(`${what}, ${name}`, rule[name] ?? [''], CORS);
  for (const name of ['allowedHeaders', 'exposedHeaders'] as const) requireTexts(`${what}, ${name}`, rule[name], '["ETag"]');
  requireText(`${what}, id`, rule.id, /^[^]{1,255}$/, 'It has 1 to 255 characters.', '"downloads"');
  requireInteger(`${what}, maxAge`, rule.maxAge, 0, 2_147_483_647, 3600);
}
