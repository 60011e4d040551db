import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { IAMClient, TagRoleCommand } from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateKeyCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateEmailIdentityCommand, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { assume, outcome, startTestEmulator, type Statements, type TestEmulator } from '../support/emulator';

let emulator: TestEmulator;
let roles = 0;
beforeAll(async () => {
  emulator = await startTestEmulator();
  await new DynamoDBClient(emulator.root).send(new CreateTableCommand({
    TableName: 'items',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'owner', AttributeType: 'S' }, { AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }, { AttributeName: 'id', KeyType: 'RANGE' }],
  }));
});
afterAll(async () => emulator.stop());

const as = async (...statements: Statements) => assume(emulator, `role-${roles += 1}`, statements);

test('events:source and events:detail-type, for each entry', async () => {
  await new EventBridgeClient(emulator.root).send(new CreateEventBusCommand({ Name: 'bus' }));
  const bus = new EventBridgeClient(await as({
    Effect: 'Allow', Action: 'events:PutEvents', Resource: '*', Condition: { StringEquals: { 'events:source': 'jobs', 'events:detail-type': 'Done' } },
  }));
  const put = async (...entries: [string, string][]) => outcome(bus.send(new PutEventsCommand({
    Entries: entries.map(([Source, DetailType]) => ({ EventBusName: 'bus', Source, DetailType, Detail: '{}' })),
  })));
  expect(await put(['jobs', 'Done'])).toBe('allowed');
  expect(await put(['users', 'Done'])).toBe('AccessDeniedException');
  expect(await put(['jobs', 'Begun'])).toBe('AccessDeniedException');
  expect(await put(['jobs', 'Done'], ['users', 'Done'])).toBe('AccessDeniedException');
});

test('kms:EncryptionContext and kms:ResourceAliases', async () => {
  const root = new KMSClient(emulator.root);
  const { KeyMetadata: { KeyId = '' } = {} } = await root.send(new CreateKeyCommand({}));
  await root.send(new CreateAliasCommand({ AliasName: 'alias/jobs', TargetKeyId: KeyId }));
  const allow = (Condition: unknown) => ({ Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*', Condition });
  const encrypt = async (condition: unknown, EncryptionContext?: Record<string, string>) => outcome(
    new KMSClient(await as(allow(condition))).send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x'), EncryptionContext })));
  const forTeam = { StringEquals: { 'kms:EncryptionContext:team': 'red' } };
  expect(await encrypt(forTeam, { team: 'red' })).toBe('allowed');
  expect(await encrypt(forTeam, { team: 'blue' })).toBe('AccessDeniedException');
  expect(await encrypt(forTeam)).toBe('AccessDeniedException');
  expect(await encrypt({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/jobs' } })).toBe('allowed');
  expect(await encrypt({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/other' } })).toBe('AccessDeniedException');
});

test('a policy that names a key also covers its alias', async () => {
  const root = new KMSClient(emulator.root);
  const { KeyMetadata: { Arn = '', KeyId = '' } = {} } = await root.send(new CreateKeyCommand({}));
  await root.send(new CreateAliasCommand({ AliasName: 'alias/named', TargetKeyId: KeyId }));
  const kms = new KMSClient(await as({ Effect: 'Allow', Action: 'kms:Encrypt', Resource: Arn }));
  expect(await outcome(kms.send(new EncryptCommand({ KeyId: 'alias/named', Plaintext: Buffer.from('x') })))).toBe('allowed');
});

test('dynamodb:LeadingKeys, and policy variables', async () => {
  const config = await as({
    Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/team}'] } },
  });
  await new IAMClient(emulator.root).send(new TagRoleCommand({ RoleName: `role-${roles}`, Tags: [{ Key: 'team', Value: 'red' }] }));
  const table = new DynamoDBClient(config);
  const key = (owner: string) => ({ owner: { S: owner }, id: { S: '1' } });
  const query = async (owner: string) => outcome(table.send(new QueryCommand({
    TableName: 'items', KeyConditionExpression: '#o=:o', ExpressionAttributeNames: { '#o': 'owner' }, ExpressionAttributeValues: { ':o': { S: owner } },
  })));
  expect(await outcome(table.send(new PutItemCommand({ TableName: 'items', Item: key('red') })))).toBe('allowed');
  expect(await outcome(table.send(new GetItemCommand({ TableName: 'items', Key: key('red') })))).toBe('allowed');
  expect(await query('red')).toBe('allowed');
  expect(await outcome(table.send(new PutItemCommand({ TableName: 'items', Item: key('blue') })))).toBe('AccessDeniedException');
  expect(await outcome(table.send(new GetItemCommand({ TableName: 'items', Key: key('blue') })))).toBe('AccessDeniedException');
  expect(await query('blue')).toBe('AccessDeniedException');
});

test('a policy variable in a resource; without a value the statement does not apply', async () => {
  const statement = { Effect: 'Allow', Action: 'dynamodb:DescribeTable', Resource: 'arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}' };
  const tagged = new DynamoDBClient(await as(statement));
  await new IAMClient(emulator.root).send(new TagRoleCommand({ RoleName: `role-${roles}`, Tags: [{ Key: 'table', Value: 'items' }] }));
  const untagged = new DynamoDBClient(await as(statement));
  expect(await outcome(tagged.send(new DescribeTableCommand({ TableName: 'items' })))).toBe('allowed');
  expect(await outcome(untagged.send(new DescribeTableCommand({ TableName: 'items' })))).toBe('AccessDeniedException');
});

test('ses:FromAddress', async () => {
  await new SESv2Client(emulator.root).send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
  const ses = new SESv2Client(await as({
    Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*', Condition: { StringEquals: { 'ses:FromAddress': 'jobs@example.com' } },
  }));
  const send = async (FromEmailAddress: string) => outcome(ses.send(new SendEmailCommand({
    FromEmailAddress, Destination: { ToAddresses: ['somebody@example.com'] }, Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
  })));
  expect(await send('Jobs <jobs@example.com>')).toBe('allowed');
  expect(await send('boss@example.com')).toBe('AccessDeniedException');
});
