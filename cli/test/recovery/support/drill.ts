/**
 * Follows the runbook on the emulator, as a process of its own, since entering an emulator clears the environment.
 *
 * Arguments: the assemblies of the primary, of the standby and of a service. Standard output: what was found, as JSON.
 */
import { join } from 'node:path';
import { CloudFormationClient, ListExportsCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateTableCommand, DescribeTableCommand, DynamoDBClient, PutItemCommand, QueryCommand, ScanCommand, UpdateTableCommand,
  type AttributeValue, type CreateTableCommandInput, type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { adapt } from '../../../src/assembly';
import type { EmulatorAddress } from '../../../src/emulator';
import { clientConfig, deployAll, isolateProcess, prepareRegions, silent, start, withRun, type Run } from '../../../src/session';
import { copyOf, emulatorToolkit, readStacks } from '../../../src/toolkit';

/** What was there before the region was lost, and what the standby shows. */
export interface Found {
  readonly before: readonly (readonly [string, string])[];
  readonly after: readonly (readonly [string, string])[];
  readonly restoredTables: readonly string[];
  readonly items: readonly Record<string, AttributeValue>[];
  readonly object?: string;
  /** What a service answers that runs in the recovery region, and what it wrote. */
  readonly served?: unknown;
  readonly written: readonly (string | undefined)[];
  readonly leftInPrimary?: number;
}

const PRIMARY = 'us-west-2';
const RECOVERY = 'us-east-1';
const EXPORT = 'listbackup-infrastructure';
const OBJECT = { Key: 'accounts/a-1/contacts.json', Body: '{"contacts":[1,2,3]}' };
const ITEM: Record<string, AttributeValue> = { userId: { S: 'u-1' }, email: { S: 'ann@example.com' }, cognitoUserId: { S: 'c-1' }, plan: { S: 'pro' } };

type Deploy = (assembly: string) => Promise<void>;

/** The emulator with both regions, and how an assembly is deployed to it. */
async function emulated(run: Run): Promise<{ readonly deploy: Deploy; readonly address: EmulatorAddress; readonly died: Promise<never> }> {
  const { python, address, userEnv } = await isolateProcess(run);
  const { resourceTypes, died } = await start({ python, address, run, userEnv, onMake: () => undefined });
  await prepareRegions(address, [PRIMARY, RECOVERY]);
  let count = 0;
  const deploy: Deploy = async (assembly) => {
    const folder = join(run.folder, `assembly-${count += 1}`);
    const toolkit = emulatorToolkit(address);
    const stacks = await readStacks(toolkit, await copyOf(toolkit, assembly, folder));
    adapt(stacks, resourceTypes, true);
    await Promise.all(stacks.map(async (stack) => stack.save()));
    await deployAll({ folder, address, screen: silent });
  };
  return { deploy, address, died };
}

/** What AWS Backup does: a new table of the same keys and indexes, without stream and time to live, with the items. */
async function restoreTable(name: string, from: DynamoDBClient, to: DynamoDBClient): Promise<void> {
  const { Table = {} } = await from.send(new DescribeTableCommand({ TableName: name }));
  await to.send(new CreateTableCommand(restored(Table)));
  const { Items = [] } = await from.send(new ScanCommand({ TableName: name }));
  for (const Item of Items) await to.send(new PutItemCommand({ TableName: name, Item }));
}

function restored({ TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes }: TableDescription): CreateTableCommandInput {
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: GlobalSecondaryIndexes?.map(({ IndexName, KeySchema: keys, Projection }) => ({ IndexName, KeySchema: keys, Projection })),
  };
}

async function exportsIn(client: CloudFormationClient): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let token: string | undefined, first = true; first || token; first = false) {
    const { Exports = [], NextToken } = await client.send(new ListExportsCommand({ NextToken: token }));
    Exports.forEach(({ Name = '', Value = '' }) => found.set(Name, Value));
    token = NextToken;
  }
  return found;
}

async function drill(deploy: Deploy, address: EmulatorAddress, [primary, standby, service]: readonly string[]): Promise<Found> {
  const clients = (region: string) => {
    const config = clientConfig(address, region);
    const objects = new S3Client({ ...config, forcePathStyle: true });
    return { tables: new DynamoDBClient(config), objects, stacks: new CloudFormationClient(config), functions: new LambdaClient(config) };
  };
  const [lost, kept] = [clients(PRIMARY), clients(RECOVERY)];

  // Before: the primary, with what customers keep in it.
  await deploy(primary);
  const before = await exportsIn(lost.stacks);
  const users = before.get(`${EXPORT}-dynamodb-main-UsersTableName`);
  const bucket = before.get(`${EXPORT}-s3-main-DataBucketName`);
  const replica = (await exportsIn(kept.stacks)).get(`${EXPORT}-recovery-main-DataReplicaBucketName`);
  await lost.tables.send(new PutItemCommand({ TableName: users, Item: ITEM }));
  await lost.objects.send(new PutObjectCommand({ Bucket: bucket, ...OBJECT }));

  // What replication and the restore of the copies bring to the recovery region.
  const { Contents = [] } = await lost.objects.send(new ListObjectsV2Command({ Bucket: bucket }));
  for (const { Key } of Contents) {
    const { Body } = await lost.objects.send(new GetObjectCommand({ Bucket: bucket, Key }));
    await kept.objects.send(new PutObjectCommand({ Bucket: replica, Key, Body: await Body?.transformToByteArray() }));
  }
  const restoredTables = [...before].filter(([name]) => /-dynamodb-main-\w+TableName$/.test(name)).map(([, value]) => value);
  for (const name of restoredTables) await restoreTable(name, lost.tables, kept.tables);
  await kept.tables.send(new UpdateTableCommand({
    TableName: before.get(`${EXPORT}-dynamodb-main-JobsTableName`), StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  }));

  // The standby beside the primary, read through what it publishes.
  await deploy(standby);
  const after = await exportsIn(kept.stacks);
  const { Items = [] } = await kept.tables.send(new QueryCommand({
    TableName: after.get(`${EXPORT}-dynamodb-main-UsersTableName`),
    IndexName: 'EmailIndex',
    KeyConditionExpression: 'email = :email',
    ExpressionAttributeValues: { ':email': { S: 'ann@example.com' } },
  }));
  const { Body } = await kept.objects.send(new GetObjectCommand({ Bucket: after.get(`${EXPORT}-s3-main-DataBucketName`), Key: OBJECT.Key }));

  // A service of its own app, deployed for the standby: it reads and writes through the handles of tables and data bucket.
  await deploy(service);
  const { Payload, FunctionError } = await kept.functions.send(new InvokeCommand({
    FunctionName: 'listbackup-files-main-restore', Payload: JSON.stringify({ email: 'ann@example.com', key: OBJECT.Key }),
  }));
  const answer = new TextDecoder().decode(Payload);
  if (FunctionError !== undefined) throw new Error(answer);
  const copy = await kept.objects.send(new GetObjectCommand({ Bucket: replica, Key: `${OBJECT.Key}.copy` }));
  const { Count: usersNow } = await kept.tables.send(new ScanCommand({ TableName: users, Select: 'COUNT' }));
  const written = [await copy.Body?.transformToString(), String(usersNow)];
  const { Count } = await lost.tables.send(new ScanCommand({ TableName: users, Select: 'COUNT' }));
  return {
    before: [...before],
    after: [...after],
    restoredTables,
    items: Items,
    object: await Body?.transformToString(),
    served: JSON.parse(answer),
    written,
    leftInPrimary: Count,
  };
}

void withRun(0, async (run) => {
  const { deploy, address, died } = await emulated(run);
  return Promise.race([drill(deploy, address, process.argv.slice(2)), died]);
}).then((found) => process.stdout.write(JSON.stringify(found)), (error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
