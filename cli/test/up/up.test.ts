import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { FIXTURE_APP, NOTHING, RunningCommand, runCommand, temporaryFolder, type Outcome } from '../helpers/command';

describe('the whole of it, in an environment that points at AWS', () => {
  let trap: Server;
  let trapped = 0;
  let outcome: Outcome & { run: RunningCommand };
  let connections: string[];

  beforeAll(async () => {
    trap = createServer((socket) => {
      trapped += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = trap.address();
    const trapUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const cwd = temporaryFolder();
    const log = join(cwd, 'connections');
    writeFileSync(join(cwd, 'cdk.json'), JSON.stringify({ app: FIXTURE_APP }));
    writeFileSync(join(cwd, 'config'), `[profile production]\nregion = eu-west-1\nservices = trap\nendpoint_url = ${trapUrl}\n[services trap]\ndynamodb =\n  endpoint_url = ${trapUrl}\n`);
    writeFileSync(join(cwd, 'credentials'), '[production]\naws_access_key_id = AKIAPRODUCTION\naws_secret_access_key = secret\n');
    outcome = await runCommand(['up', '--stage', 'main'], {
      cwd,
      env: {
        AWS_PROFILE: 'production',
        AWS_CONFIG_FILE: join(cwd, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'credentials'),
        AWS_ACCESS_KEY_ID: 'AKIAPRODUCTION',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_SESSION_TOKEN: 'token',
        AWS_REGION: 'eu-west-1',
        AWS_ENDPOINT_URL: trapUrl,
        AWS_ENDPOINT_URL_DYNAMODB: trapUrl,
        AWS_ENDPOINT_URL_S3: trapUrl,
        AWS_ENDPOINT_URL_CLOUDFORMATION: trapUrl,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: trapUrl,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: trapUrl,
        CDK_DEFAULT_ACCOUNT: '999999999999',
        HTTP_PROXY: trapUrl,
        https_proxy: trapUrl,
        NODE_OPTIONS: `--require "${require.resolve('../fixtures/network/record-connections.cjs')}"`,
        CONNECTIONS_LOG: log,
      },
    });
    connections = readFileSync(log, 'utf8').trim().split('\n');
  });

  afterAll(() => trap.close());

  test('ends well', () => {
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    'Users table: an item written is read back by EmailIndex',
    'Users table: a conditional write over it is refused',
    'queues: messages of a group arrive in order',
    'queues: a message sent twice arrives once',
    'queues: a poison message ends in the dead-letter queue',
    'Data bucket: an object is written and overwritten',
    'Data bucket: its old version is read',
    'events: each rule delivers an event of its pattern',
    'events: an event that no rule matches is not delivered',
    'sign-in: a weak password is refused',
    'sign-in: sign-in before confirmation is refused',
    'sign-in: confirmed and in a group, the user signs in',
    'sign-in: the ID token verifies: signature, issuer, audience, group',
    'exports: every export of the templates is listed',
    'exports: a second stack reads one with Fn::ImportValue',
  ])('checked: %s', (name) => {
    const line = outcome.stdout.split('\n').find((text) => text.startsWith(name));
    expect(line).toMatch(/ ok +\d+\.\d\d s/);
  });

  test.each([
    'not emulated: AWS::Events::Archive EventArchive',
    'not emulated: AWS::EventSchemas::Registry SchemaRegistry',
    'not emulated: AWS::EventSchemas::Discoverer SchemaDiscoverer',
    'not emulated: AWS::Cognito::LogDeliveryConfiguration CognitoLogDelivery',
    'not emulated: output EventArchiveArn (refers to EventArchive)',
    'dropped by the emulator: AWS::DynamoDB::Table PointInTimeRecoverySpecification (1), TimeToLiveSpecification (1)',
    'dropped by the emulator: AWS::Events::EventBus LogConfig (1)',
    'delivers to queues and functions, not to log groups: AWS::Events::Rule JobEventsRule, UserEventsRule',
  ])('says: %s', (line) => {
    expect(outcome.stdout.split('\n')).toContain(line);
  });

  test('shows each stack and each of its resources', () => {
    expect(outcome.stdout).toMatch(/^ {2}listbackup-infrastructure-dynamodb-main {2}\d\/3 {2}AWS::DynamoDB::Table UsersTable$/m);
    for (const [service, resources] of [['dynamodb', 3], ['sqs', 6], ['s3', 6], ['eventbridge', 7], ['cognito', 5]] as const) {
      expect(outcome.stdout).toContain(`  listbackup-infrastructure-${service}-main  ${resources} resources\n`);
    }
  });

  test('says how long each phase took', () => {
    expect(outcome.stdout).toMatch(/emulator \d+\.\d s.*bootstrap \d+\.\d s, deployment \d+\.\d s, use \d+\.\d s, in all \d+\.\d s\n$/);
  });

  test('speaks to this machine only', () => {
    expect(trapped).toBe(0);
    expect(connections.length).toBeGreaterThan(20);
    expect(new Set(connections)).toEqual(new Set(['127.0.0.1', 'local pipe']));
  });

  test('leaves nothing behind', async () => {
    expect(await outcome.run.leftovers()).toEqual(NOTHING);
  });
});
