import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { count, each, type ClientOf, type Found, type DataSeeder } from './seeder';

interface FilledBucket {
  readonly name: string;
  readonly client: S3Client;
  readonly key: string;
  readonly body: string;
  /** Earlier version of the object, if the bucket keeps versions. */
  readonly old?: { readonly versionId: string; readonly body: string };
}

/** An object in every bucket, written twice: where the bucket keeps versions, there is an old one. */
export const objects: DataSeeder = {
  seed: async (found, clientOf) => {
    const buckets = await Promise.all(found.filter(({ type }) => type === 'AWS::S3::Bucket').map(async (bucket) => filled(bucket, clientOf)));
    const missing = async () => each(buckets, ({ name }) => name, whatIsMissing);
    return {
      kind: 'objects',
      what: `${count(buckets.length, 'object')} in ${count(buckets.length, 'bucket')}, ${buckets.filter(({ old }) => old).length} of them with an old version`,
      skipped: [],
      missing,
      missingAtEnd: missing,
    };
  },
};

async function filled({ physicalId: name, region }: Found, clientOf: ClientOf): Promise<FilledBucket> {
  const client = new S3Client({ ...clientOf(region), forcePathStyle: true });
  const key = `accounts/${randomUUID()}/object`;
  const [before, body] = [`old ${randomUUID()}`, `new ${randomUUID()}`];
  const { VersionId } = await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: before }));
  await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body }));
  return { name, client, key, body, ...VersionId === undefined ? {} : { old: { versionId: VersionId, body: before } } };
}

async function whatIsMissing({ name: Bucket, client, key: Key, body, old }: FilledBucket): Promise<string | undefined> {
  const read = async (VersionId?: string) => (await client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
  const now = await read();
  if (now !== body) return `the object reads ${JSON.stringify(now)} rather than ${JSON.stringify(body)}`;
  if (!old) return undefined;
  const then = await read(old.versionId);
  return then === old.body ? undefined : `the old version reads ${JSON.stringify(then)} rather than ${JSON.stringify(old.body)}`;
}
