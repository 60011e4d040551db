import { cost, jsonFile, report, type Resources } from './support/run';
import { assemblyFolder } from '../plan/support/folders';

const DATA = 'listbackup-infrastructure-dynamodb-main';
const WORK = 'listbackup-api-main';

const STACKS: Record<string, Resources> = {
  [DATA]: {
    UsersTable: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } } },
    JobsTable: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 5 },
        GlobalSecondaryIndexes: [{ IndexName: 'ByUser', ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 } }],
      },
    },
    EncryptionKey: { Type: 'AWS::KMS::Key' },
  },
  [WORK]: {
    SyncQueue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    OtherQueue: { Type: 'AWS::SQS::Queue' },
    WorkerFunction: { Type: 'AWS::Lambda::Function', Properties: { Architectures: ['arm64'], MemorySize: 512 } },
    WorkerFunctionAlias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'WorkerFunction' }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } } },
    WorkerFunctionRole: { Type: 'AWS::IAM::Role' },
    ApiSecret: { Type: 'AWS::SecretsManager::Secret' },
  },
};

const USAGE = {
  UsersTable: { reads: 12_000_000, writes: 3_000_000, storageGb: 4 },
  [`${WORK}/SyncQueue`]: { requests: 5_000_000 },
  OtherQueue: { requests: 1_000_000 },
  Lambda: { invocations: 1_000_000, gbSeconds: 400_000 },
};

const assembly = () => assemblyFolder(Object.fromEntries(Object.entries(STACKS).map(([name, Resources]) => [name, { Resources }])));

/*
 * At rest: 12 RCU × 730 h × 0.00013 = 1.1388; 6 WCU × 730 h × 0.00065 = 2.847; key 1.00; secret 0.40;
 * 2 copies × 0.5 GB × 2,628,000 s × 0.0000033334 = 8.7601752.
 * Use: 12 × 0.125 = 1.50; 3 × 0.625 = 1.875; 4 × 0.25 = 1.00; 4 × 0.20 = 0.80; 5 × 0.50 = 2.50; 0.40; 0.20; 400,000 × 0.0000133334 = 5.33336.
 */
test('the sums at rest and with use, by stack and by service', async () => {
  const { atRest, withUse, stacks, services } = await report(STACKS, { usage: USAGE });
  expect({ atRest, withUse }).toEqual({ atRest: 14.145975, withUse: 27.754335 });
  expect(stacks).toEqual([
    {
      stack: DATA,
      atRest: 4.9858,
      withUse: 10.1608,
      services: [{ service: 'DynamoDB', atRest: 3.9858, withUse: 9.1608 }, { service: 'KMS', atRest: 1, withUse: 1 }],
    },
    {
      stack: WORK,
      atRest: 9.160175,
      withUse: 17.593535,
      services: [
        { service: 'Lambda', atRest: 8.760175, withUse: 14.293535 },
        { service: 'SQS', atRest: 0, withUse: 2.9 },
        { service: 'Secrets Manager', atRest: 0.4, withUse: 0.4 },
      ],
    },
  ]);
  expect(services.map(({ service }) => service)).toEqual(['DynamoDB', 'KMS', 'Lambda', 'SQS', 'Secrets Manager']);
});

test('the table that a person reads', async () => {
  const { out } = await cost('--assembly', assembly(), '--usage', jsonFile(USAGE));
  expect(out).toBe(`USD a month, at prices of us-west-2 as of 2026-11-21

stack                                    service          at rest  with use
listbackup-infrastructure-dynamodb-main  DynamoDB            3.99      9.16
                                         KMS                 1.00      1.00
listbackup-api-main                      Lambda              8.76     14.29
                                         SQS                 0.00      2.90
                                         Secrets Manager     0.40      0.40
total                                                       14.15     27.75

service          at rest  with use
DynamoDB            3.99      9.16
KMS                 1.00      1.00
Lambda              8.76     14.29
SQS                 0.00      2.90
Secrets Manager     0.40      0.40

remarks:
  the prices were written down on 2026-11-21 and not compared with AWS's pages
  prices are those of the first tier; what an account has free is not deducted; a month has 730 hours
`);
});

test('without a usage file it says what a unit of each use costs', async () => {
  const { out } = await cost('--assembly', assembly());
  expect(out).toMatch(/^ {2}DynamoDB +writes +per 1000000 write request units +0\.625$/m);
  expect(out).toMatch(/^ {2}Lambda +gbSeconds +per GB-seconds, arm64 +0\.0000133334$/m);
  expect(out).toMatch(/^ {2}KMS +requests +per 10000 requests +0\.03$/m);
  expect(out).not.toContain('with use');
});

test('each line of --json says quantity, price and unit', async () => {
  const { lines, prices } = await report(STACKS, { usage: { SyncQueue: { requests: 5_000_000 } } });
  expect(lines).toContainEqual({
    stack: WORK, logicalId: 'SyncQueue', service: 'SQS', kind: 'use', name: 'SQS.fifoRequests', price: 0.5, per: 1_000_000, unit: 'requests of FIFO queues', quantity: 5_000_000, amount: 2.5,
  });
  expect(prices).toMatchObject({ region: 'us-west-2', asOf: '2026-11-21', currency: 'USD', checked: false, sources: { SQS: 'https://aws.amazon.com/sqs/pricing/' } });
});

test('a use of a service that stands in several stacks belongs to none of them', async () => {
  const queue = { Type: 'AWS::SQS::Queue' };
  const { stacks } = await report({ 'a-main': { AQueue: queue }, 'b-main': { BQueue: queue } }, { usage: { SQS: { requests: 10_000_000 } } });
  expect(stacks.map(({ stack, withUse }) => [stack, withUse])).toEqual([['a-main', 0], ['b-main', 0], ['(several stacks)', 4]]);
});

test('--stage takes the stacks of one stage', async () => {
  const key = { Resources: { EncryptionKey: { Type: 'AWS::KMS::Key' } } };
  const both = assemblyFolder({ 'keys-main': key, 'keys-dev': key });
  expect((await cost('--assembly', both)).out).toMatch(/^total +2\.00$/m);
  expect((await cost('--assembly', both, '--stage', 'dev')).out).toMatch(/^total +1\.00$/m);
});

describe('what is not known', () => {
  test('is listed by type, never guessed', async () => {
    const found = await report({ 'a-main': { Cluster: { Type: 'AWS::ECS::Cluster' }, Other: { Type: 'AWS::ECS::Cluster' }, Key: { Type: 'AWS::KMS::Key' } } });
    expect(found.unknown).toEqual({ 'AWS::ECS::Cluster': ['a-main/Cluster', 'a-main/Other'] });
    expect(found.atRest).toBe(1);
  });

  test('is said where only a deployment knows it', async () => {
    const capacity = { ReadCapacityUnits: { Ref: 'Units' }, WriteCapacityUnits: 1 };
    const { notPriced, atRest } = await report({ 'a-main': { Table: { Type: 'AWS::DynamoDB::Table', Properties: { ProvisionedThroughput: capacity } } } });
    expect(notPriced).toEqual([{ stack: 'a-main', logicalId: 'Table', what: 'AWS::DynamoDB::Table', why: 'ReadCapacityUnits is known only at deployment' }]);
    expect(atRest).toBe(0);
  });

  test('is said in the table', async () => {
    const { out } = await cost('--assembly', assemblyFolder({ 'a-main': { Resources: { Cluster: { Type: 'AWS::ECS::Cluster' } } } }));
    expect(out).toContain('\nnot priced:\n  AWS::ECS::Cluster: no price is known of this type; a-main/Cluster\n');
  });

  test('is said of a stack in another region than the prices', async () => {
    const { remarks } = await report({ 'edge-main': { Key: { Type: 'AWS::KMS::Key' } } }, {}, { environment: 'aws://123456789012/us-east-1' });
    expect(remarks).toContain('edge-main stands in us-east-1; its prices are those of us-west-2');
  });
});

describe('prices of one\'s own', () => {
  const prices = {
    asOf: '2027-01-01',
    region: 'eu-central-1',
    currency: 'EUR',
    checked: true,
    services: { KMS: { source: 'https://example.com/kms', prices: { key: { price: 0.9, unit: 'key-month' } } } },
  };

  test('take the place of the list', async () => {
    const found = await report(STACKS, { prices }, { environment: 'aws://123456789012/eu-central-1' });
    expect(found.prices).toMatchObject({ asOf: '2027-01-01', currency: 'EUR', checked: true });
    expect(found.atRest).toBe(0.9);
    expect(found.remarks).toEqual(['prices are those of the first tier; what an account has free is not deducted; a month has 730 hours']);
  });

  test('leave out what they do not say, by name', async () => {
    const { notPriced } = await report(STACKS, { prices });
    expect(notPriced.map(({ logicalId, what, why }) => [logicalId, what, why.replace(/ \S+$/, '')])).toEqual([
      ['JobsTable', 'DynamoDB.readCapacity', 'the price is not in'],
      ['JobsTable', 'DynamoDB.writeCapacity', 'the price is not in'],
      ['WorkerFunctionAlias', 'Lambda.provisionedGbSecondsArm64', 'the price is not in'],
      ['ApiSecret', 'Secrets Manager.secret', 'the price is not in'],
    ]);
  });
});
