import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditableResource, EditableTemplate } from '../../src/template';
import { NOTHING, runCommand, RunningCommand, temporaryFolder, type Outcome } from '../helpers/command';

const APP = join(__dirname, '..', 'fixtures', 'whole-library-app.ts');

/** An assembly of the whole library, with its resources changed. */
function synthesized(change: (logicalId: string, resource: EditableResource) => void = () => undefined): string {
  const assembly = join(temporaryFolder(), 'cdk.out');
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'main' }) };
  execFileSync(process.execPath, [require.resolve('tsx/cli'), APP], { env, stdio: 'inherit' });
  for (const name of readdirSync(assembly).filter((file) => file.endsWith('.template.json'))) {
    const file = join(assembly, name);
    const template = JSON.parse(readFileSync(file, 'utf8')) as EditableTemplate;
    for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) change(logicalId, resource);
    writeFileSync(file, JSON.stringify(template));
  }
  return assembly;
}

function lineOf({ stdout }: Outcome, check: string): string | undefined {
  return stdout.split('\n').find((line) => line.startsWith(check));
}

describe('all stacks of the library, in two regions and below a hosted zone', () => {
  let outcome: Outcome & { run: RunningCommand };
  beforeAll(async () => { outcome = await runCommand(['up', '--assembly', synthesized()]); });

  test('are deployed, and leave nothing behind', async () => {
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('18 stacks of stage main for account 123456789012 in us-west-2, us-east-1\n');
    expect(await outcome.run.leftovers()).toEqual(NOTHING);
  });

  test.each([
    ['listbackup-infrastructure-domains-main', 3],
    ['listbackup-api-gateway-main', 18],
    // Without what the emulator lacks: the logging of the web ACL.
    ['listbackup-infrastructure-edge-certificate-main', 4],
    ['listbackup-infrastructure-edge-main', 11],
    // Without 13 composite alarms, 56 on metric math, and what Slack is told by.
    ['listbackup-infrastructure-monitoring-main', 46],
    ['listbackup-infrastructure-kms-main', 2],
    ['listbackup-infrastructure-secrets-main', 2],
  ])('%s has %d resources', (stack, resources) => {
    expect(outcome.stdout).toContain(`  ${stack}  ${resources} resources\n`);
  });

  test.each([
    'API: GET /health answers anyone',
    'API: a signed-in user is let through to a function',
    'API: who has no token is turned away',
    'API: a token with changed claims is turned away',
    'API: a token that another key signed is turned away',
    'API: a token that nobody signed (alg: none) is turned away',
    'API: a token for another audience is turned away, and good elsewhere',
    'API: an expired token is turned away',
    'e-mail: the identity is a domain that signs what it sends',
    'e-mail: the configuration set tells CloudWatch of bounces and complaints',
    'monitoring: each alarm stands with its threshold',
    'monitoring: each dashboard stands, and shows something',
    'backup: each rule of the plan fills the vault',
    'backup: each rule copies into the vault of the other region',
  ])('checked: %s', (check) => {
    expect(lineOf(outcome, check)).toMatch(/ ok +\d+\.\d\d s/);
  });

  test.each([
    'not emulated: AWS::SES::Template PasswordResetTemplate, MFASetupTemplate',
    'not emulated: AWS::WAFv2::LoggingConfiguration EdgeWebAclLogging',
    'not emulated: AWS::Logs::Delivery EventBusErrorLogDelivery, EdgeAssetsLogDelivery, EdgeApiLogDelivery',
    // Two alarms of each of 23 tables, and ten ratios and sums.
    'not emulated: AWS::CloudWatch::Alarm (56) (metric math)',
    'not emulated: AWS::CloudWatch::CompositeAlarm (13)',
    'not emulated: AWS::IAM::Role DeployRole (refers to GitHubProvider)',
    'not emulated: AWS::Route53::RecordSet SESDomainIdentityDKIM1 (refers to SESDomainIdentity.DkimDNSTokenName1)',
    'answers at its own endpoint although that is disabled: AWS::ApiGatewayV2::Api HttpApi',
    'throttles nothing, writes no access log: AWS::ApiGatewayV2::Stage HttpApiStage',
    'stored, lets everything through: AWS::WAFv2::WebACL EdgeWebAcl',
    // An address of each kind for four hosts: the API's, its apex, its origin and the assets.
    'taken to be there: hosted zone Z0123456789ABCDEFGHIJ, of (8)',
  ])('says: %s', (line) => {
    expect(outcome.stdout.split('\n')).toContain(line);
  });

  test('nothing is deployed that nobody has examined', () => {
    expect(outcome.stdout).not.toContain('properties not examined');
  });
});

describe('an API, e-mail, monitoring and backup that do one thing other than they should', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    const scenario = join(temporaryFolder(), 'wrong.scenario.json');
    writeFileSync(scenario, JSON.stringify({ name: 'wrong', requests: [{ route: 'GET /health', as: ['Staff'], status: 418 }, { route: 'GET /health', status: 200 }] }));
    const assembly = synthesized((logicalId, { Properties = {} }) => {
      if (logicalId === 'HttpApiAuthorizerCognitoAuthorizer') delete (Properties.JwtConfiguration as { Audience?: unknown }).Audience;
      if (logicalId === 'SESDomainIdentity') Properties.DkimAttributes = { SigningEnabled: false };
      // Whichever alarm comes second writes over the other.
      if (logicalId === 'AlertQueueAgeAlarm') Object.assign(Properties, { AlarmName: 'listbackup-main-analytics-queue-age', Threshold: 1 });
      if (logicalId === 'BackupPlan') delete (Properties.BackupPlan as { BackupPlanRule: { CopyActions?: unknown }[] }).BackupPlanRule[0]?.CopyActions;
    });
    outcome = await runCommand(['up', '--assembly', assembly, '--scenario', scenario]);
  });

  test.each([
    ['API: a token that nobody signed (alg: none) is turned away', / ok /],
    ['API: a token for another audience is turned away, and good elsewhere', /FAILED .* it answers 200 and not 401/],
    ['API: an expired token is turned away', /not reached/],
    ['e-mail: the identity is a domain that signs what it sends', /FAILED .* DKIM of listbackup\.ai is/],
    ['monitoring: each alarm stands with its threshold', /FAILED .* not as in the template: listbackup-main-analytics-queue-age \(\d+, not \d+\)/],
    ['monitoring: each dashboard stands, and shows something', /not reached/],
    ['backup: each rule of the plan fills the vault', / ok /],
    ['backup: each rule copies into the vault of the other region', /FAILED .* Daily copies to nowhere/],
    ['wrong: GET /health by a user of Staff is answered 418', /FAILED .* it answers 200 and not 418/],
    ['wrong: GET /health by nobody is answered 200', /not reached/],
  ])('the check says so: %s', (check, result) => {
    expect(lineOf(outcome, check)).toMatch(result);
  });

  test('and so does the exit code', () => {
    expect(outcome).toMatchObject({ code: 1, stderr: 'listbackup: 5 of the checks failed\n' });
  });
});

test('--keep says where the API answers, which it then does', async () => {
  const app = `${process.execPath} ${require.resolve('tsx/cli')} ${join(__dirname, '..', 'fixtures', 'library-app.ts')}`;
  const run = RunningCommand.start(['up', '--app', app, '--stage', 'feature-x', '--keep']);
  const [, api = ''] = await run.written(/^its API answers at '(http:\/\/127\.0\.0\.1:\d+\/\S+)'$/m);
  expect((await fetch(`${api}/health`)).status).toBe(200);
  run.signal('SIGINT');
  expect((await run.done).code).toBe(0);
  expect(await run.leftovers()).toEqual(NOTHING);
});
