import { cost, jsonFile } from './support/run';
import { assemblyFolder } from '../plan/support/folders';

const assembly = () => assemblyFolder({
  'data-main': {
    Resources: {
      UsersTable: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } } },
      JobsTable: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } },
      Key: { Type: 'AWS::KMS::Key' },
      Role: { Type: 'AWS::IAM::Role' },
    },
  },
  'work-main': {
    Resources: {
      Key: { Type: 'AWS::KMS::Key' },
      Queue: { Type: 'AWS::SQS::Queue' },
      Worker: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: 512 } },
    },
  },
});

/** Exit code 2, one line, nothing printed. */
async function refused(...args: readonly string[]): Promise<string> {
  const run = await cost(...args);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).not.toContain('\n');
  return run.err;
}

test.each<[string[], RegExp]>([
  [[], /^cost: --assembly is missing; give what "cdk synth" wrote: --assembly cdk\.out \(see listbackup cost --help\)$/],
  [['--assembly'], /^cost: /],
  [['--frobnicate'], /^cost: Unknown option '--frobnicate'/],
  [['--assembly', 'no/such/folder'], /^--assembly no\/such\/folder: no such folder$/],
])('words that cannot be used: %j', async (args, message) => {
  expect(await refused(...args)).toMatch(message);
});

test('a stage that the assembly does not have', async () => {
  expect(await refused('--assembly', assembly(), '--stage', 'dev')).toBe('--stage dev: no stack of the assembly ends with -dev; it has data-main, work-main');
});

test('--help says what the words are', async () => {
  expect(await cost('--help')).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^usage: listbackup cost --assembly CDK_OUT/) as string });
});

describe('a usage file', () => {
  test.each<[what: string, content: unknown, message: RegExp]>([
    ['that is no JSON', '{', /no valid JSON/],
    ['that is a list', [], /: must be an object, but got \[\]\. For example: \{ "UsersTable": \{ "reads": 1000000 \} \}\.$/],
    ['with a figure in the place of uses', { UsersTable: 7 }, /: UsersTable must be an object, but got 7\. For example: \{ "reads": 1000000 \}\.$/],
    ['with a name that nearly matches', { UserTable: { reads: 1 } }, /: no resource or service "UserTable" in the assembly; did you mean "UsersTable"\?$/],
    ['with a service that nearly matches', { DynamoDb: { reads: 1 } }, /did you mean "DynamoDB"\?$/],
    ['with a name like no other', { Elasticsearch: { reads: 1 } }, /: no resource or service "Elasticsearch" in the assembly; one of: DynamoDB, DynamoDB on demand, UsersTable and \d+ more$/],
    ['with a stack that nearly matches', { 'data-mian/UsersTable': { reads: 1 } }, /did you mean "data-main\/UsersTable"\?$/],
    ['with a use that nearly matches', { UsersTable: { read: 1 } }, /: UsersTable has no use "read"; did you mean "reads"/],
    ['with a use of provisioned tables', { UsersTable: { readCapacityHours: 1 } }, /: UsersTable has no use "readCapacityHours"; one of: reads, writes, storageGb/],
    ['with a resource that has no use', { Role: { calls: 1 } }, /: Role has the type AWS::IAM::Role, for which no use is known\. Remove it\.$/],
    ['with a name in two stacks', { Key: { requests: 1 } }, /: Key is in data-main and work-main\. For example: "data-main\/Key"\.$/],
    ['with a service whose resources have several prices', { DynamoDB: { storageGb: 1 } },
      /: DynamoDB\.storageGb can't be one figure: UsersTable and JobsTable have different prices\. Use "DynamoDB on demand", "DynamoDB on demand without recovery", or logical IDs\.$/],
    ['with less than nothing', { UsersTable: { reads: -1 } }, /: UsersTable\.reads must be a number from 0 to 1e\+15, but got -1\. For example: 1000\.$/],
    ['with a text', { UsersTable: { reads: '1M' } }, /: UsersTable\.reads must be a number from 0 to 1e\+15, but got "1M"/],
    ['with more than there is', { UsersTable: { reads: 1e16 } }, /: UsersTable\.reads must be .*, but got 10000000000000000/],
    ['with a key that occurs twice', '{"UsersTable": {}, "UsersTable": {}}', /the key "UsersTable" occurs twice/],
    ['with a peak below the average', { peak: 0.5 }, /: peak must be a number from 1 to 1000000, but got 0\.5\. For example: 1/],
    ['with fewer than no customers', { customers: -1 }, /: customers must be a number from 0 to 1e\+9, but got -1/],
    ['with jobs of nobody', { jobsPerCustomer: 3 }, /: jobsPerCustomer requires customers\. For example: "customers": 100\.$/],
    ['with a use by customer and no customers', { perCustomer: { UsersTable: { reads: 1 } } }, /: perCustomer requires customers/],
    ['with a use by job and no jobs', { customers: 1, perJob: { UsersTable: { reads: 1 } } }, /: perJob requires jobsPerCustomer\. For example: "jobsPerCustomer": 30\.$/],
    ['with a section that is a list', { customers: 1, perCustomer: [] }, /: perCustomer must be an object, but got \[\]/],
    ['with a name that nearly matches, in a section', { customers: 1, perCustomer: { UserTable: { reads: 1 } } }, /: perCustomer: no resource or service "UserTable"/],
    ['with a share by customer', { customers: 1, perCustomer: { UsersTable: { hottestKeyShare: 0.1 } } }, /: perCustomer: UsersTable\.hottestKeyShare doesn't add up per customer\. Give it once, outside of perCustomer\.$/],
    ['with a share of more than all', { UsersTable: { reads: 1, hottestKeyShare: 2 } }, /: UsersTable\.hottestKeyShare must be a number from 0 to 1, but got 2\. For example: 0\.1\.$/],
    ['with a share of nothing', { UsersTable: { hottestKeyShare: 0.5 } }, /: UsersTable\.hottestKeyShare requires reads or writes .*Add it, or remove hottestKeyShare\.$/],
    ['with work for no message', { Queue: { messageSeconds: 2 } }, /: Queue\.messageSeconds requires messages\. Add it, or remove messageSeconds\.$/],
    ['with message groups of a standard queue', { Queue: { messages: 1, messageGroups: 2 } }, /: Queue has no use "messageGroups"/],
    ['with fewer requests than its messages take', { Queue: { messages: 100, requests: 29 } }, /: Queue\.requests must be at least 30, but got 29: .* For example: 300\.$/],
    ['with GB-seconds that contradict the seconds', { Worker: { invocations: 1000, seconds: 2, gbSeconds: 3000 } },
      /: Worker\.gbSeconds is 3000, but 1000 calls of 2 s with 0\.5 GB take 1000\. Remove gbSeconds or seconds\.$/],
  ])('%s', async (_what, content, message) => {
    expect(await refused('--assembly', assembly(), '--usage', jsonFile(content))).toMatch(message);
  });

  test('that is not there', async () => {
    expect(await refused('--assembly', assembly(), '--usage', 'no/such.json')).toBe('no/such.json: no such file');
  });
});

describe('a price file', () => {
  const key = { price: 1, unit: 'key-month' };
  const list = (more: object): object => ({ asOf: '2026-11-21', region: 'us-west-2', currency: 'USD', services: {}, ...more });
  const kms = (row: object): object => list({ services: { KMS: { source: 'https://aws.amazon.com/kms/pricing/', prices: { key: row } } } });

  test.each<[what: string, content: unknown, message: RegExp]>([
    ['that is a list', [], /: the file must be an object, but got \[\]/],
    ['with another key', list({ regions: [] }), /: the file has no key "regions"\. Valid keys: asOf, region, currency, checked, note, services\.$/],
    ['without a date', list({ asOf: undefined }), /: asOf must be a date, but got nothing\. For example: "2026-11-21"\.$/],
    ['with no date', list({ asOf: '21.11.2026' }), /: asOf must be a date, but got "21\.11\.2026"/],
    ['with no region', list({ region: '*' }), /: region must be a region, but got "\*"\. For example: "us-west-2"\.$/],
    ['with no currency', list({ currency: '$' }), /: currency must be a currency, but got "\$"\. For example: "USD"\.$/],
    ['that may be checked', list({ checked: 'no' }), /: checked must be true or false, but got "no"/],
    ['without services', list({ services: undefined }), /: services must be an object, but got nothing/],
    ['without a source', list({ services: { KMS: { prices: {} } } }), /: KMS\.source must be the https address of the page that has the prices, but got nothing/],
    ['with a price that is none', kms({ ...key, price: '1.00' }), /: KMS\.key\.price must be a number from 0 to 1000000, but got "1\.00"\. For example: 0\.25\.$/],
    ['with a price below nothing', kms({ ...key, price: -1 }), /: KMS\.key\.price must be .*, but got -1/],
    ['with a price for nothing', kms({ ...key, per: 0 }), /: KMS\.key\.per must be a whole number from 1 to 1000000000, but got 0\. For example: 1000000\.$/],
    ['with a price for half of one', kms({ ...key, per: 1.5 }), /: KMS\.key\.per must be a whole number/],
    ['with a price of no unit', kms({ price: 1 }), /: KMS\.key\.unit must be what is counted, but got nothing\. For example: "GB-month"\.$/],
    ['with another key of a price', kms({ ...key, tier: 1 }), /: KMS\.key has no key "tier"\. Valid keys: price, per, unit, tiers, checked, read, reading\.$/],
    ['with a tier without a price', kms({ ...key, tiers: [{ above: 1 }] }), /: KMS\.key\.tiers\[0\]\.price must be a number .*, but got nothing/],
    ['with tiers out of order', kms({ ...key, tiers: [{ above: 9, price: 1 }, { above: 3, price: 1 }] }), /: KMS\.key\.tiers\[1\]\.above must be more than that of the tier before, but got 3\. Sort the tiers\.$/],
    ['with a day of reading that is none', kms({ ...key, read: 'today' }), /: KMS\.key\.read must be a date, but got "today"/],
  ])('%s', async (_what, content, message) => {
    expect(await refused('--assembly', assembly(), '--prices', jsonFile(content))).toMatch(message);
  });
});
