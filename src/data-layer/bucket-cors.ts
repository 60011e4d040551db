import { Duration } from 'aws-cdk-lib';
import { CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { BucketRow } from './bucket-catalogue';
import { ListBackupDataBucketOptions } from './data-bucket-options';
import { ListBackupStage } from '../stage';
import { DEFAULT_DOMAIN_NAME } from '../stage/naming';
import { defaultWebOrigins, requireDomainName, requireOrigins } from '../stage/origins';

/** For how long a browser may remember what a bucket's CORS rules said. */
const MAX_AGE = Duration.hours(1);

/** The origins whose pages may use the buckets: the caller's, or the stage's own. */
export function webOriginsFor(stage: ListBackupStage, options: ListBackupDataBucketOptions): string[] {
  const origins = options.corsOrigins ?? defaultWebOrigins(stage, requireDomainName('domainName', options.domainName ?? DEFAULT_DOMAIN_NAME));
  requireOrigins('corsOrigins', origins);
  return origins;
}

/** What pages of these origins may ask of a bucket. */
export function corsRule(methods: NonNullable<BucketRow['webMethods']>, origins: string[]): CorsRule {
  return {
    allowedOrigins: origins,
    allowedMethods: methods.map((method) => HttpMethods[method]),
    allowedHeaders: ['*'],
    exposedHeaders: ['ETag', 'x-amz-version-id'],
    maxAge: MAX_AGE.toSeconds(),
  };
}
