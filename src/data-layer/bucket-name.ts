import { IConstruct } from 'constructs';
import { BUCKET_KEYS, BUCKETS } from './bucket-catalogue';
import { requireOwnName, requireResourceId } from '../conventions';
import { ListBackupStage } from '../stage';
import { kebabCase } from '../stage/naming';
import { refuse } from '../stage/refuse';

/** Twelve digits of the account and the longest region that S3 names must leave room for. */
const ACCOUNT_AND_LONGEST_REGION = '-123456789012-ap-southeast-1'.length;
const MAX_BUCKET_NAME = 63;

/** Returns the name's middle part where id and name can become a bucket's, and says what is wrong with them otherwise. */
export function requireOwnBucket(scope: IConstruct, id: string, asked: string | undefined, stage: ListBackupStage): string {
  requireResourceId('bucket', id);
  const name = asked ?? kebabCase(id);
  requireOwnName('bucket', scope, id, name, Object.fromEntries(BUCKET_KEYS.map((key) => [key, BUCKETS[key].name])), 'ListBackupBuckets');
  const room = MAX_BUCKET_NAME - ACCOUNT_AND_LONGEST_REGION - `listbackup--${stage.stageName}`.length;
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > room) {
    refuse(`bucket ${id}, name`, name, `The name has 1 to ${room} lower-case letters and digits, in words joined by hyphens: `
      + 'with stage, account and region it must fit the 63 characters of S3.', '"reports"');
  }
  return name;
}
