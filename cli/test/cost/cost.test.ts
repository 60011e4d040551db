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
  12 of 13 prices used here were written down on 2026-11-21 and not read on AWS's page (6 agree with another source); --json tells which
  what an account has free is not deducted; a month has 730 hours; tiers count the use of this assembly alone
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
  expect(lines).toContainEqual(expect.objectContaining({
    checked: false, stack: WORK, logicalId: 'SyncQueue', service: 'SQS', kind: 'use', name: 'SQS.fifoRequests', price: 0.5, per: 1_000_000, unit: 'requests of FIFO queues', quantity: 5_000_000, amount: 2.5,
  }));
  expect(prices).toMatchObject({ region: 'us-west-2', asOf: '2026-11-21', currency: 'USD', sources: { SQS: 'https://aws.amazon.com/sqs/pricing/' } });
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
    const { remarks } = await report({ 'edge-main': { Key: { Type: 'AWS::KMS::Key' } } }, {}, { environment: 'aws://123456789012/sa-east-1' });
    expect(remarks).toContain('edge-main is in sa-east-1; its prices are those of us-west-2');
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
    expect(found.prices).toMatchObject({ asOf: '2027-01-01', currency: 'EUR' });
    expect(found.atRest).toBe(0.9);
    expect(found.remarks).toEqual(['what an account has free is not deducted; a month has 730 hours']);
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

describe('FIFO and standard queues, arm64 and x86', () => {
  const queues: Resources = { Jobs: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } }, Left: { Type: 'AWS::SQS::Queue' } };
  const functions: Resources = { New: { Type: 'AWS::Lambda::Function', Properties: { Architectures: ['arm64'] } }, Old: { Type: 'AWS::Lambda::Function' } };

  test('have names of their own', async () => {
    const usage = { 'SQS FIFO': { requests: 2_000_000 }, 'SQS standard': { requests: 5_000_000 }, 'Lambda arm64': { gbSeconds: 1000 }, 'Lambda x86': { gbSeconds: 1000 } };
    // 2 × 0.50 + 5 × 0.40 + 1000 × 0.0000133334 + 1000 × 0.0000166667
    expect((await report({ 'a-main': { ...queues, ...functions } }, { usage })).withUse).toBeCloseTo(3.0300001, 6);
  });

  test('cannot be one figure', async () => {
    const folder = assemblyFolder({ 'a-main': { Resources: { ...queues, ...functions } } });
    const refused = async (usage: unknown) => (await cost('--assembly', folder, '--usage', jsonFile(usage))).err.replace(/^\S+ /, '');
    expect(await refused({ SQS: { requests: 1 } })).toBe('SQS.requests can\'t be one figure: Jobs and Left have different prices. Use "SQS FIFO", "SQS standard", or logical IDs.');
    expect(await refused({ Lambda: { gbSeconds: 1 } })).toBe('Lambda.gbSeconds can\'t be one figure: New and Old have different prices. Use "Lambda arm64", "Lambda x86", or logical IDs.');
  });

  test('are one figure where they cost the same', async () => {
    expect((await report({ 'a-main': functions }, { usage: { Lambda: { invocations: 1_000_000 } } })).withUse).toBe(0.2);
  });
});

describe('tiers', () => {
  const bucket = { Type: 'AWS::S3::Bucket' };

  test('count what all resources have together; each pays its part', async () => {
    // 51,200 × 0.023 + 48,800 × 0.022 = 2251.2 for 100,000 GB, of which B has three quarters.
    const { lines } = await report({ 'a-main': { A: bucket, B: bucket } }, { usage: { A: { storageGb: 25_000 }, B: { storageGb: 75_000 } } });
    expect(lines.map(({ logicalId, amount }) => [logicalId, amount])).toEqual([['A', 562.8], ['B', 1688.4]]);
  });

  test('begin above their bound, not at it', async () => {
    expect((await report({ 'a-main': { A: bucket } }, { usage: { A: { storageGb: 51_200 } } })).withUse).toBe(1177.6);
    expect((await report({ 'a-main': { A: bucket } }, { usage: { A: { storageGb: 51_201 } } })).withUse).toBe(1177.622);
  });
});

test.each([['us-east-1', 1], ['us-west-2', 1], ['eu-west-1', 1.11], ['eu-central-1', 1.2]])('a stage in %s has its region\'s prices', async (region, million) => {
  const api: Resources = { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } };
  const { prices, withUse, remarks } = await report({ 'api-main': api }, { usage: { Api: { requests: 1_000_000 } } }, { environment: `aws://123456789012/${region}` });
  expect([prices.region, withUse]).toEqual([region, million]);
  expect(remarks.join()).not.toContain('its prices are those of');
});

describe('customers', () => {
  const stage: Resources = {
    Key: { Type: 'AWS::KMS::Key' },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } },
    Pool: { Type: 'AWS::Cognito::UserPool' },
  };
  const usage = {
    customers: 200,
    jobsPerCustomer: 50,
    Table: { storageGb: 4 },
    perCustomer: { Pool: { activeUsers: 3 } },
    perJob: { Table: { writes: 2000 } },
  };
  // Fixed: key 1.00 + 4 GB × 0.25 = 2.00. A customer: 3 × 0.015 = 0.045, and 50 jobs × 2000 × 0.625 per million = 0.0625.
  const expected = { customers: 200, fixed: 2, next: 0.1075, nextJobs: 0.0625, average: 0.1175 };

  test('what one more costs, and what is fixed', async () => {
    const found = await report({ 'a-main': stage }, { usage });
    expect(found.customers).toEqual(expected);
    expect(found.withUse).toBe(23.5);
  });

  test('one more is cheaper in a lower tier', async () => {
    const bucket: Resources = { Bucket: { Type: 'AWS::S3::Bucket' } };
    const of = async (customers: number) => (await report({ 'a-main': bucket }, { usage: { customers, perCustomer: { Bucket: { storageGb: 100 } } } })).customers?.next;
    expect([await of(10), await of(511), await of(512), await of(6000)]).toEqual([2.3, 2.3, 2.2, 2.1]);
  });

  test('none is a number too', async () => {
    expect((await report({ 'a-main': stage }, { usage: { ...usage, customers: 0 } })).customers).toEqual({ customers: 0, fixed: 2, next: 0.1075, nextJobs: 0.0625 });
  });

  test('in the table that a person reads', async () => {
    const { out } = await cost('--assembly', assemblyFolder({ 'a-main': { Resources: stage } }), '--usage', jsonFile(usage));
    expect(out).toContain(`
by customer:
  without any customer  2.00
  one more customer     0.11  0.06 of it for jobs
  average of 200        0.12  fixed part included
`);
  });
});
