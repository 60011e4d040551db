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
  'work-main': { Resources: { Key: { Type: 'AWS::KMS::Key' } } },
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
    ['that is a list', [], /: it is an object, such as \{ "UsersTable": \{ "reads": 1000000 \} \}$/],
    ['with a figure in the place of uses', { UsersTable: 7 }, /: UsersTable: it is an object, such as \{ "reads": 1000000 \}$/],
    ['with a name that nearly matches', { UserTable: { reads: 1 } }, /: no resource or service "UserTable" in the assembly; did you mean "UsersTable"\?$/],
    ['with a service that nearly matches', { DynamoDb: { reads: 1 } }, /did you mean "DynamoDB"\?$/],
    ['with a name like no other', { Elasticsearch: { reads: 1 } }, /: no resource or service "Elasticsearch" in the assembly; one of: DynamoDB, UsersTable, JobsTable, KMS, Key$/],
    ['with a stack that nearly matches', { 'data-mian/UsersTable': { reads: 1 } }, /did you mean "data-main\/UsersTable"\?$/],
    ['with a use that nearly matches', { UsersTable: { read: 1 } }, /: UsersTable has no use "read"; did you mean "reads"\?$/],
    ['with a use of provisioned tables', { UsersTable: { readCapacityHours: 1 } }, /: UsersTable has no use "readCapacityHours"; one of: reads, writes, storageGb$/],
    ['with a resource that has no use', { Role: { calls: 1 } }, /: Role is of type AWS::IAM::Role, for whose use nothing is known$/],
    ['with a name that stands twice', { Key: { requests: 1 } }, /: Key stands in data-main and work-main; write "data-main\/Key"$/],
    ['with a service whose resources do not cost the same', { DynamoDB: { storageGb: 1 } }, /: DynamoDB\.storageGb: UsersTable and JobsTable do not cost the same; say it by logical ID$/],
    ['with less than nothing', { UsersTable: { reads: -1 } }, /: UsersTable\.reads: -1 is not accepted; it is a number from 0 to 1e\+15, such as 1000000$/],
    ['with a text', { UsersTable: { reads: '1M' } }, /: UsersTable\.reads: "1M" is not accepted/],
    ['with more than there is', { UsersTable: { reads: 1e16 } }, /: UsersTable\.reads: 10000000000000000 is not accepted/],
    ['with a key that stands twice', '{"UsersTable": {}, "UsersTable": {}}', /the key "UsersTable" stands twice/],
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
    ['that is a list', [], /: the file: it is an object$/],
    ['with another key', list({ regions: [] }), /: the file: the key "regions" is unknown; there are: asOf, region, currency, checked, note, services$/],
    ['without a date', list({ asOf: undefined }), /: asOf: nothing is not accepted; it is a date, such as "2026-11-21"$/],
    ['with no date', list({ asOf: '21.11.2026' }), /: asOf: "21\.11\.2026" is not accepted/],
    ['with no region', list({ region: '*' }), /: region: "\*" is not accepted; it is a region, such as "us-west-2"$/],
    ['with no currency', list({ currency: '$' }), /: currency: "\$" is not accepted; it is a currency, such as "USD"$/],
    ['that may be checked', list({ checked: 'no' }), /: checked: "no" is not accepted; it is true or false$/],
    ['without services', list({ services: undefined }), /: services: it is an object$/],
    ['without a source', list({ services: { KMS: { prices: {} } } }), /: KMS\.source: nothing is not accepted; it is the https address of the page that has the prices$/],
    ['with a price that is none', kms({ ...key, price: '1.00' }), /: KMS\.key: the price "1\.00" is not accepted; it is a number from 0, such as 0\.25$/],
    ['with a price below nothing', kms({ ...key, price: -1 }), /: KMS\.key: the price -1 is not accepted/],
    ['with a price for nothing', kms({ ...key, per: 0 }), /: KMS\.key: per 0 is not accepted; it is a whole number from 1, such as 1000000$/],
    ['with a price of no unit', kms({ price: 1 }), /: KMS\.key\.unit: nothing is not accepted; it is what is counted, such as "GB-month"$/],
    ['with another key of a price', kms({ ...key, tier: 1 }), /: KMS\.key: the key "tier" is unknown; there are: price, per, unit$/],
  ])('%s', async (_what, content, message) => {
    expect(await refused('--assembly', assembly(), '--prices', jsonFile(content))).toMatch(message);
  });
});
