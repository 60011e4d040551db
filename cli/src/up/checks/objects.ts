import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, type CheckGroup } from './check';

export const objects: CheckGroup = {
  name: 'Data bucket',
  needs: ['s3.DataBucketName'],
  prepare: (deployed) => {
    const { value: Bucket, region } = deployed.get('s3.DataBucketName');
    const client = new S3Client({ ...deployed.client(region), forcePathStyle: true });
    const Key = `accounts/${randomUUID()}/object`;
    const versions: string[] = [];
    const write = async (Body: string) => {
      const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key, Body }));
      expect(VersionId !== undefined, 'the bucket gives no version: it is not versioned');
      versions.push(VersionId);
    };
    const read = async (VersionId?: string) => (await client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
    return {
      checks: [
        {
          name: 'an object is written and overwritten',
          run: async () => {
            await write('old');
            await write('new');
            const now = await read();
            expect(now === 'new', `the object reads ${JSON.stringify(now)}`);
          },
        },
        {
          name: 'its old version is read',
          run: async () => {
            const then = await read(versions[0]);
            expect(then === 'old', `the old version reads ${JSON.stringify(then)}`);
          },
        },
      ],
      cleanUp: async () => {
        await Promise.all(versions.map(async (VersionId) => client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))));
      },
    };
  },
};
