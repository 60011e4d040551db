import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ASSET = join(__dirname, '..', '..', 'assets', 'handlers', 'authorizer');

/** What Lambda's runtime brings: a client whose secret has the value `now`, and no earlier version. */
const CLIENT = `
  exports.ResourceNotFoundException = class extends Error {};
  exports.GetSecretValueCommand = class { constructor(input) { this.input = input; } };
  exports.SecretsManagerClient = class {
    async send({ input }) {
      if (input.SecretId !== 'arn:secret') throw new Error('unexpected secret ' + input.SecretId);
      if (input.VersionStage === 'AWSPREVIOUS') throw new exports.ResourceNotFoundException();
      return { SecretString: 'now' };
    }
  };`;

const ENV = {
  PATH: process.env.PATH,
  COGNITO_USER_POOL_ID: 'us-west-2_abcdEFGH1',
  COGNITO_CLIENT_ID: 'client',
  AUTHORIZER_RULES: JSON.stringify({ rules: [{}, { anonymous: true }], routes: { 'GET /me': 0, 'POST /signup': 1 } }),
  EDGE_SECRET_ARN: 'arn:secret',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'listbackup-authorizer-'));
  copyFileSync(join(ASSET, 'index.js'), join(folder, 'index.js'));
  const client = join(folder, 'node_modules', '@aws-sdk', 'client-secrets-manager');
  mkdirSync(client, { recursive: true });
  writeFileSync(join(client, 'index.js'), CLIENT);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The bundle alone in a folder, as in Lambda, answers the events. */
function answers(events: object[], env: object = ENV): unknown {
  const script = `const { handler } = require('./index.js');
    (async () => { for (const event of ${JSON.stringify(events)}) console.error(JSON.stringify(await handler(event))); })();`;
  const run = spawnSync(process.execPath, ['-e', script], { cwd: folder, env: env as NodeJS.ProcessEnv, encoding: 'utf8' });
  return run.status === 0 ? run.stderr.trim().split('\n').map((line) => JSON.parse(line)) : run.stderr;
}

test('the shipped file decides without anything beside it but the runtime\'s client', () => {
  const through = { 'x-listbackup-edge': 'now' };
  expect(answers([
    { routeKey: 'POST /signup', headers: through },
    { routeKey: 'POST /signup', headers: {} },
    { routeKey: 'GET /me', headers: through },
    { routeKey: 'GET /me', headers: { ...through, authorization: 'Bearer a.b.c' } },
    { routeKey: 'GET /unknown', headers: through },
  ])).toEqual([true, false, false, false, false].map((isAuthorized) => ({ isAuthorized })));
});

test('it does not start without its environment', () => {
  expect(answers([], { PATH: process.env.PATH })).toContain('the environment variable COGNITO_USER_POOL_ID is missing');
});

test('it ships with the licences of what is in it, and nothing else', () => {
  expect(readdirSync(ASSET).sort()).toEqual(['THIRD-PARTY-LICENSES.txt', 'index.js']);
  const licences = readFileSync(join(ASSET, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  expect(licences).toMatch(/^aws-jwt-verify \d+\.\d+\.\d+ \(Apache-2\.0\)\n/);
  expect(licences).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
});
