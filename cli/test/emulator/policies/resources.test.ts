import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ACCOUNT, assume, createRole, outcome, REGION, startTestEmulator, type Statements, type TestEmulator } from '../support/emulator';

const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;
const key = { 'Fn::GetAtt': ['Key', 'Arn'] };
const allow = (Action: string | string[], Resource = '*', more: Record<string, unknown> = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const document = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const table = (TableName: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...more,
  },
});

const TEMPLATE = {
  Resources: {
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(allow('kms:*', '*', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })) } },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } },
    BusPolicy: {
      Type: 'AWS::Events::EventBusPolicy',
      Properties: {
        EventBusName: { Ref: 'Bus' }, StatementId: 'reader', Statement: allow('events:PutEvents', '*', { Principal: { AWS: READER } }),
      },
    },
    Shared: table('shared', { ResourcePolicy: { PolicyDocument: document(allow('dynamodb:GetItem', '*', { Principal: { AWS: READER } })) } }),
    Plain: table('plain'),
    Encrypted: table('encrypted', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key } }),
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'encrypted',
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }] },
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'encrypted', KmsMasterKeyId: key } },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'encrypted', SecretString: 'x', KmsKeyId: key } },
  },
};

let emulator: TestEmulator;
let roles = 0;
beforeAll(async () => {
  emulator = await startTestEmulator();
  const stacks = new CloudFormationClient(emulator.root);
  // Principals of policies exist before the policies.
  await createRole(emulator, 'other', []);
  await stacks.send(new CreateStackCommand({ StackName: 'stack', TemplateBody: JSON.stringify(TEMPLATE) }));
  await waitUntilStackCreateComplete({ client: stacks, maxWaitTime: 20, minDelay: 0.1, maxDelay: 0.1 } as never, { StackName: 'stack' });
  await new S3Client({ ...emulator.root, forcePathStyle: true }).send(new PutObjectCommand({ Bucket: 'encrypted', Key: 'read', Body: 'x' }));
});
afterAll(async () => emulator.stop());

const as = async (...statements: Statements) => assume(emulator, `role-${roles += 1}`, statements);

test('the policy of a table and of an event bus allow what the caller\'s own do not', async () => {
  const reader = await assume(emulator, 'reader', []);
  const get = async (TableName: string) => outcome(new DynamoDBClient(reader).send(new GetItemCommand({ TableName, Key: { id: { S: '1' } } })));
  const put = async (config: typeof reader) => outcome(new EventBridgeClient(config).send(new PutEventsCommand({
    Entries: [{ EventBusName: 'bus', Source: 'jobs', DetailType: 'Done', Detail: '{}' }],
  })));
  expect(await get('shared')).toBe('allowed');
  expect(await get('plain')).toBe('AccessDeniedException');
  expect(await put(reader)).toBe('allowed');
  expect(await put(await as())).toBe('AccessDeniedException');
});

test('iam:PassRole, and for which service', async () => {
  const Role = await createRole(emulator, 'passed', []);
  const create = async (...more: Statements) => outcome(new LambdaClient(await as(allow('lambda:*'), ...more)).send(new CreateFunctionCommand({
    FunctionName: `function-${roles}`, Role, Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: Buffer.from('') },
  })));
  const passes = (service: string) => allow('iam:PassRole', Role, { Condition: { StringEquals: { 'iam:PassedToService': service } } });
  expect(await create()).toBe('AccessDeniedException');
  expect(await create(passes('events.amazonaws.com'))).toBe('AccessDeniedException');
  expect(await create(passes('lambda.amazonaws.com'))).not.toBe('AccessDeniedException');
});

const decrypt = (service: string) => allow(['kms:Decrypt', 'kms:GenerateDataKey'], '*', {
  Condition: { StringEquals: { 'kms:ViaService': `${service}.${REGION}.amazonaws.com` } },
});

test.each([
  ['an object is written', 's3', async (config) => new S3Client({ ...config, forcePathStyle: true }).send(new PutObjectCommand({ Bucket: 'encrypted', Key: 'written', Body: 'x' }))],
  ['an object is read', 's3', async (config) => new S3Client({ ...config, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'encrypted', Key: 'read' }))],
  ['a message is sent', 'sqs', async (config) => new SQSClient(config).send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: 'x' }))],
  ['a message is received', 'sqs', async (config) => new SQSClient(config).send(new ReceiveMessageCommand({ QueueUrl: queueUrl() }))],
  ['an item is written', 'dynamodb', async (config) => new DynamoDBClient(config).send(new PutItemCommand({ TableName: 'encrypted', Item: { id: { S: '1' } } }))],
  ['a secret is read', 'secretsmanager', async (config) => new SecretsManagerClient(config).send(new GetSecretValueCommand({ SecretId: 'encrypted' }))],
] satisfies [string, string, (config: TestEmulator['root']) => Promise<unknown>][])('%s only with rights to the key, through that service', async (_, service, call) => {
  expect(await outcome(call(await as(allow(`${service}:*`))))).toMatch(/AccessDenied/);
  expect(await outcome(call(await as(allow(`${service}:*`), decrypt('ses'))))).toMatch(/AccessDenied/);
  expect(await outcome(call(await as(allow(`${service}:*`), decrypt(service))))).toBe('allowed');
});

function queueUrl(): string {
  return `${emulator.address.endpoint}/${ACCOUNT}/encrypted`;
}
