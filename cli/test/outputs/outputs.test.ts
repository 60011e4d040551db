import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../../src/errors';
import { command } from '../../src/outputs';

const POOL = 'us-west-2_Ab1';

/** What a deployed stage exports, written by hand from the specification's list of outputs. */
const EXPORTS: Readonly<Record<string, string>> = {
  'listbackup-infrastructure-cognito-dev-CognitoUserPoolId': POOL,
  'listbackup-infrastructure-cognito-dev-CognitoUserPoolClientId': 'client1',
  'listbackup-infrastructure-cognito-dev-CognitoIdentityPoolId': 'us-west-2:0000',
  'listbackup-infrastructure-cognito-dev-CognitoUserPoolDomain': 'dev.auth.us-west-2.amazoncognito.com',
  'listbackup-api-gateway-dev-HttpApiId': 'api1',
  'listbackup-api-gateway-dev-HttpApiEndpoint': 'https://api1.execute-api.us-west-2.amazonaws.com',
  'listbackup-infrastructure-s3-dev-DataBucketName': 'listbackup-data-dev-123456789012',
  'listbackup-infrastructure-eventbridge-dev-EventBusName': "bus'1",
  'somebody-else': 'x',
};

let folder: string;
let server: Server;
let exported = EXPORTS;
let printed: { out: string; err: string };
const env = { ...process.env };

beforeAll(async () => {
  server = createServer((_, response) => {
    const members = Object.entries(exported).map(([name, value]) => `<member><Name>${name}</Name><Value>${value}</Value></member>`).join('');
    response.setHeader('content-type', 'text/xml');
    response.end(`<ListExportsResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListExportsResult><Exports>${members}</Exports></ListExportsResult></ListExportsResponse>`);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
  exported = EXPORTS;
  printed = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => { printed.out += String(text); return true; });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, AWS_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'x',
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  process.env = { ...env };
});

/** The exit code; what is wrong is kept as the command line prints it. */
async function outputs(...words: readonly string[]): Promise<number> {
  try {
    return await command(words);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    printed.err = `listbackup: ${error.message}\n`;
    return error.exitCode;
  }
}

/** An assembly of one stack in an account and Region. */
function assembly(templates: Readonly<Record<string, object>>): string {
  const artifacts: Record<string, object> = {};
  for (const [name, template] of Object.entries(templates)) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    artifacts[name] = { type: 'aws:cloudformation:stack', environment: 'aws://123456789012/us-west-2', properties: { templateFile: `${name}.template.json`, stackName: name } };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts }));
  return folder;
}

const bucket = (stage: string): object => ({
  Resources: { DataBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': `listbackup-data-${stage}-\${AWS::AccountId}` } } } },
  Outputs: { DataBucketName: { Value: { Ref: 'DataBucket' }, Export: { Name: `listbackup-infrastructure-s3-${stage}-DataBucketName` } } },
});

const pool = {
  Resources: { CognitoUserPool: { Type: 'AWS::Cognito::UserPool', Properties: {} } },
  Outputs: { CognitoUserPoolId: { Value: { Ref: 'CognitoUserPool' }, Export: { Name: 'listbackup-infrastructure-cognito-dev-CognitoUserPoolId' } } },
};

test('of an emulator as JSON, with the address at which it answers for the API', async () => {
  expect(await outputs('--local')).toBe(0);
  expect(JSON.parse(printed.out)).toEqual({
    stage: 'dev',
    region: 'us-west-2',
    api: `${process.env.AWS_ENDPOINT_URL}/_aws/execute-api/api1/$default`,
    userPoolId: POOL,
    userPoolClientId: 'client1',
    identityPoolId: 'us-west-2:0000',
    hostedUiDomain: 'dev.auth.us-west-2.amazoncognito.com',
    eventBusName: "bus'1",
    dataBucketName: 'listbackup-data-dev-123456789012',
  });
});

test('of AWS as variables that a shell reads', async () => {
  expect(await outputs('--stage', 'dev', '--format', 'env')).toBe(0);
  expect(printed.out.split('\n')).toEqual([
    "STAGE='dev'", "AWS_REGION='us-west-2'", "API_URL='https://api1.execute-api.us-west-2.amazonaws.com'", `COGNITO_USER_POOL_ID='${POOL}'`, "COGNITO_CLIENT_ID='client1'",
    "COGNITO_IDENTITY_POOL_ID='us-west-2:0000'", "COGNITO_DOMAIN='dev.auth.us-west-2.amazoncognito.com'", "EVENT_BUS_NAME='bus'\\''1'",
    "DATA_BUCKET_NAME='listbackup-data-dev-123456789012'", '',
  ]);
});

test('of AWS as the file of Amplify', async () => {
  expect(await outputs('--stage', 'dev', '--format', 'amplify')).toBe(0);
  expect(JSON.parse(printed.out)).toMatchObject({
    version: '1.4',
    auth: { aws_region: 'us-west-2', user_pool_id: POOL, user_pool_client_id: 'client1', identity_pool_id: 'us-west-2:0000' },
    storage: { aws_region: 'us-west-2', bucket_name: 'listbackup-data-dev-123456789012' },
    custom: { API: { 'listbackup-dev': { endpoint: 'https://api1.execute-api.us-west-2.amazonaws.com', region: 'us-west-2' } } },
  });
});

test('of an assembly, with what only the deployment knows by name', async () => {
  expect(await outputs('--assembly', assembly({ s3: bucket('dev'), cognito: pool }))).toBe(0);
  expect(JSON.parse(printed.out)).toEqual({ stage: 'dev', region: 'us-west-2', dataBucketName: 'listbackup-data-dev-123456789012', knownAfterDeployment: ['userPoolId'] });
});

test.each<[string, () => readonly string[], number, RegExp]>([
  ['an assembly as the file of Amplify', () => ['--assembly', assembly({ cognito: pool, s3: bucket('dev') }), '--format', 'amplify'], 1, /needs the user pool, its client, which nobody knows here; read the deployed stage with --stage dev/],
  ['two stages', () => ['--assembly', assembly({ one: bucket('dev'), two: bucket('main') })], 2, /has the stages dev, main: name one with --stage\n$/],
  ['a stage that is not there', () => ['--local', '--stage', 'prod'], 1, /has no exports of stage prod/],
  ['no source', () => [], 2, /name one of --assembly, --stage and --local/],
  ['two sources', () => ['--assembly', folder, '--local'], 2, /--assembly and --local exclude each other/],
  ['another format', () => ['--local', '--format', 'yaml'], 2, /--format must be one of json, env, amplify, but got "yaml"/],
])('%s is refused in one line', async (_, words, code, message) => {
  expect(await outputs(...words())).toBe(code);
  expect(printed.out).toBe('');
  expect(printed.err).toMatch(message);
});

test.each([undefined, 'https://cloudformation.us-west-2.amazonaws.com'])('--local never asks AWS: the endpoint is %s', async (endpoint) => {
  if (endpoint === undefined) delete process.env.AWS_ENDPOINT_URL;
  else process.env.AWS_ENDPOINT_URL = endpoint;
  expect(await outputs('--local')).toBe(2);
  expect(printed.err).toMatch(/--local needs AWS_ENDPOINT_URL/);
});

test('a Region that nobody named is asked for', async () => {
  delete process.env.AWS_REGION;
  delete process.env.AWS_DEFAULT_REGION;
  expect(await outputs('--stage', 'dev')).toBe(2);
  expect(printed.err).toMatch(/--stage dev needs a Region: set AWS_REGION/);
});
