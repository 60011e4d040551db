import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { AdminDeleteUserCommand, CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { table } from './support/stage';
import { endpointOf, findPython, freePort } from '../../src/emulator';
import { compareStages } from '../../src/plan/compare';
import { Views } from '../../src/plan/state/view';
import { namesTaken } from '../../src/rehearse/proof/free-names';
import { readSnapshot } from '../../src/rehearse/proof/snapshot';
import { seedAll, type SeededData } from '../../src/rehearse/test-data';
import { clientConfig, DEFAULT_TARGET, start, withRun } from '../../src/session';
import { stageOf } from '../plan/support/judged';

const STACK = 'data';
const RESOURCES = {
  Users: table('users'),
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work.fifo', FifoQueue: true } },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'things', VersioningConfiguration: { Status: 'Enabled' } } },
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people', UsernameAttributes: ['email'] } },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  },
  Machines: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, GenerateSecret: true } },
};

/** Lets someone else spoil one thing at a time; the rehearsal has to notice each. */
test('each loss is noticed, and nothing else is', async () => {
  await withRun(0, async (run) => {
    const address = { endpoint: endpointOf(await freePort()), ...DEFAULT_TARGET };
    await start({ python: findPython(process.env), address, run, userEnv: process.env, onMake: () => undefined });
    const region = address.region;
    const clientOf = (where: string) => clientConfig(address, where);
    const client = new CloudFormationClient(clientOf(region));
    await client.send(new CreateStackCommand({ StackName: STACK, TemplateBody: JSON.stringify({ Resources: RESOURCES }) }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { StackName: STACK });
    expect((await client.send(new DescribeStacksCommand({ StackName: STACK }))).Stacks?.[0]?.StackStatus).toBe('CREATE_COMPLETE');
    const found = [...(await readSnapshot([{ name: STACK, region }], clientOf)).resources.values()];
    const seeded = await seedAll(found, clientOf);
    const dataOf = (kind: string): SeededData => seeded.find((one) => one.kind === kind) ?? seeded[0]!;
    const losses = async () => (await Promise.all(seeded.map(async ({ missing }) => missing()))).flat();
    expect(await losses()).toEqual([]);
    expect(dataOf('users').skipped).toEqual(['no user of Pool signs in: the client has a secret']);

    const dynamodb = new DynamoDBClient(clientOf(region));
    const { Items: [item] = [] } = await dynamodb.send(new ScanCommand({ TableName: 'users' }));
    await dynamodb.send(new DeleteItemCommand({ TableName: 'users', Key: { id: item?.id ?? { S: '' } } }));
    expect(await losses()).toEqual([expect.stringMatching(/^users: the item .* is gone$/)]);

    const s3 = new S3Client({ ...clientOf(region), forcePathStyle: true });
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: 'things' }));
    const old = Versions.find(({ IsLatest }) => !IsLatest);
    await s3.send(new DeleteObjectCommand({ Bucket: 'things', Key: old?.Key, VersionId: old?.VersionId }));
    expect(await dataOf('objects').missing()).toEqual([expect.stringMatching(/^things: /)]);

    const sqs = new SQSClient({ ...clientOf(region), useQueueUrlAsEndpoint: false });
    const url = found.find(({ logicalId }) => logicalId === 'Queue')?.physicalId;
    expect(await dataOf('messages').missing()).toEqual([]);
    await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect(await dataOf('messages').missing()).toEqual(['work.fifo: it holds 0 messages rather than 2']);
    expect(await dataOf('messages').missingAtEnd()).not.toEqual([]);

    const cognito = new CognitoIdentityProviderClient(clientOf(region));
    const UserPoolId = found.find(({ logicalId }) => logicalId === 'Pool')?.physicalId;
    const { Users: [user] = [] } = await cognito.send(new ListUsersCommand({ UserPoolId }));
    await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username: user?.Username }));
    expect(await dataOf('users').missing()).toEqual([expect.stringMatching(/^people: /)]);

    const after = stageOf({ other: { Resources: { ...RESOURCES, Free: table('free') } } });
    const taken = await namesTaken(compareStages(new Map(), after, new Views()), () => region, clientOf);
    expect([...taken].sort()).toEqual([
      'AWS::DynamoDB::Table Users of other would be made over users, which is there already',
      'AWS::S3::Bucket Bucket of other would be made over things, which is there already',
      'AWS::SQS::Queue Queue of other would be made over work.fifo, which is there already',
    ]);
  });
});
