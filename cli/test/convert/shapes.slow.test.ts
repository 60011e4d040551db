import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import * as ts from 'typescript';
import { convert } from '../../src/convert/convert';

const SHAPES = join(__dirname, 'shapes');
const ROOT = resolve(__dirname, '../../..');
const NAMES = readdirSync(SHAPES).sort();

interface Resource { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>>; readonly [attribute: string]: unknown }

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly Conditions?: object;
}

const place = mkdtempSync(join(tmpdir(), 'shapes-'));
const programOf = (name: string): string => join(place, name, 'stack.ts');
const templates = new Map<string, Template>();

function synthesized(name: string): Template {
  const { outputText } = ts.transpileModule(readFileSync(programOf(name), 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported: Record<string, new (scope: App, id: string, props: object) => Stack> = {};
  const load = (module: string): unknown => (module === 'listbackup-infrastructure' ? jest.requireActual('../../../lib') : jest.requireActual(module));
  // The program that the converter wrote.
  new Function('require', 'exports', '__dirname', outputText)(load, exported, join(place, name));
  const { ListBackupStage } = jest.requireActual<{ ListBackupStage: { MAIN: object } }>('../../../lib');
  const app = new App({ outdir: join(place, name, 'cdk.out') });
  const [Converted] = Object.values(exported);
  if (!Converted) throw new Error('the program exports nothing');
  new Converted(app, 'Converted', { stage: ListBackupStage.MAIN, env: { account: '123456789012', region: 'us-east-1' } });
  return app.synth().stacks[0]?.template as Template;
}

const template = (name: string): Template => {
  const known = templates.get(name) ?? synthesized(name);
  templates.set(name, known);
  return known;
};
const propertiesOf = (name: string, id: string): unknown => template(name).Resources[id]?.Properties;

beforeAll(() => {
  for (const name of NAMES) {
    cpSync(join(SHAPES, name), join(place, name), { recursive: true });
    const { program } = convert(join(place, name, 'serverless.yml'), 'main', programOf(name));
    writeFileSync(programOf(name), program);
    for (const [, artifact = ''] of program.matchAll(/source\('([^']+\.zip)'\)/g)) {
      mkdirSync(join(place, name, dirname(artifact)), { recursive: true });
      writeFileSync(join(place, name, artifact), 'not read');
    }
  }
});

afterAll(() => rmSync(place, { recursive: true }));

test('the programs of all shapes compile', () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    module: 'node16',
    moduleResolution: 'node16',
    target: 'es2022',
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: { 'listbackup-infrastructure': [join(ROOT, 'lib/index.d.ts')], '*': [join(ROOT, 'node_modules/*')] },
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: NAMES.map(programOf) }));
  const output = ((): string => {
    try {
      return execFileSync(join(ROOT, 'node_modules/typescript-native/bin/tsc'), ['-p', place], { encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  })();
  expect(output).toBe('');
});

describe('a synthesized shape', () => {
  test.each<[string, readonly string[]]>([
    ['webhooks', [
      'CallsQueue', 'CallsFailures', 'CheckSignatureLambdaFunction', 'FallbackLambdaFunction', 'HttpApiAuthorizerPartner', 'HttpApiAuthorizerSignature',
      'HttpApiRouteGetHooksPartners', 'HttpApiRoutePostHooksHookidVar', 'HttpApiRouteDefault', 'ReceiveLambdaFunction', 'WorkEventSourceMappingSQSCallsQueue',
      'SNSTopicHookcalls', 'WorkSnsSubscriptionHookcalls', 'WorkSnsSubscriptionOrders', 'WorkLambdaPermissionOrdersSNS',
      'CheckSignatureLambdaPermissionHttpApiAuthorizer',
    ]],
    ['reports', ['RenderLambdaFunction', 'RenderEventSourceMappingDynamodbReportsTable', 'SharedLambdaLayer', 'TidyEventsRuleSchedule1', 'TidyEventsRuleSchedule2', 'ReportsTable']],
    ['payments', ['ChargesDashcreateLambdaFunction', 'ChargesDashcreateIamRoleLambdaExecution', 'RefundsUnderscorelistLambdaFunction', 'RefundsUnderscorelistLogGroup']],
    ['domains', ['DomainsTable', 'DomainsGetLambdaFunction', 'DomainsVerifyLambdaFunction', 'HttpApiRoutePatchDomainsIdVar']],
    ['signals', ['ListbackupsignalsmainonJobrule1EventBridgeRule', 'OnJobEventBridgeLambdaPermission3', 'OnStreamEventSourceMappingKinesisClicks']],
    ['layered', ['OneLambdaFunction', 'TwoLambdaFunction', 'HttpApiRouteGetOne', 'OneEventsRuleSchedule1']],
  ])('%s has the logical IDs of Serverless', (name, ids) => {
    expect(Object.keys(template(name).Resources)).toEqual(expect.arrayContaining([...ids]));
  });

  test('routes keep who may call them', () => {
    expect(propertiesOf('webhooks', 'HttpApiRoutePostHooksHookidVar')).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'HttpApiAuthorizerSignature' } });
    expect(propertiesOf('webhooks', 'HttpApiRouteGetHooksPartners')).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: { Ref: 'HttpApiAuthorizerPartner' }, AuthorizationScopes: ['hooks.read'] });
    expect(propertiesOf('webhooks', 'HttpApiRoutePutHooksInternal')).toMatchObject({ AuthorizationType: 'AWS_IAM' });
    expect(propertiesOf('webhooks', 'HttpApiRouteDefault')).toMatchObject({ RouteKey: '$default', AuthorizationType: 'NONE' });
    expect(propertiesOf('payments', 'HttpApiRouteGetRefunds')).toMatchObject({ AuthorizationType: 'JWT' });
    expect(propertiesOf('payments', 'HttpApiRoutePostCharges')).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: ['payments/write'] });
  });

  test('mappings, subscriptions and rules keep their settings', () => {
    expect(propertiesOf('webhooks', 'WorkEventSourceMappingSQSCallsQueue')).toMatchObject({
      BatchSize: 25,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["order"]}}' }] },
    });
    expect(propertiesOf('webhooks', 'WorkSnsSubscriptionOrders')).toMatchObject({ FilterPolicy: { kind: ['paid'] }, Protocol: 'lambda' });
    expect(propertiesOf('reports', 'RenderEventSourceMappingDynamodbReportsTable')).toMatchObject({ StartingPosition: 'TRIM_HORIZON', MaximumRetryAttempts: 2 });
    expect(propertiesOf('signals', 'ListbackupsignalsmainonJobrule1EventBridgeRule')).toMatchObject({
      Name: 'listbackup-signals-main-onJob-rule-1', Targets: [{ InputPath: '$.detail', RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 5 } }],
    });
  });

  test('layers, networks, names and variables arrive', () => {
    expect(propertiesOf('reports', 'RenderLambdaFunction')).toMatchObject({
      Layers: [{ Ref: 'SharedLambdaLayer' }, 'arn:aws:lambda:us-east-1:123456789012:layer:fonts:3'], VpcConfig: { SubnetIds: ['subnet-0aa'] },
    });
    expect(propertiesOf('reports', 'TidyLambdaFunction')).toMatchObject({
      VpcConfig: { SubnetIds: ['subnet-0m1', 'subnet-0m2'] }, Environment: { Variables: { LOG_LEVEL: 'info', FORMATS: 'pdf' } },
    });
    expect(propertiesOf('payments', 'RefundsUnderscorelistLambdaFunction')).toMatchObject({ FunctionName: 'refunds-of-main', Environment: { Variables: { LIMIT: '100', CURRENCY: 'usd' } } });
    expect(propertiesOf('layered', 'OneLambdaFunction')).toMatchObject({ MemorySize: 1024, Timeout: 20, Environment: { Variables: { TOKEN: 'none', BRANCH: 'main' } } });
    expect(propertiesOf('layered', 'TwoLambdaFunction')).toMatchObject({ MemorySize: 256 });
  });

  test('rights of one function are in a role of its own', () => {
    expect(propertiesOf('payments', 'ChargesDashcreateLambdaFunction')).toMatchObject({ Role: { 'Fn::GetAtt': ['ChargesDashcreateIamRoleLambdaExecution', 'Arn'] } });
    expect(JSON.stringify(propertiesOf('payments', 'IamRoleLambdaExecution'))).not.toContain('dynamodb:PutItem');
  });

  test('conditions, overridden properties and outputs arrive', () => {
    const { Conditions, Outputs, Resources } = template('domains');
    expect(Conditions).toMatchObject({ IsMain: { 'Fn::Equals': ['main', 'main'] } });
    expect(Resources.DomainsTable).toMatchObject({ Condition: 'IsMain', DeletionPolicy: 'Retain', Properties: { TableName: 'listbackup-domains-main' } });
    expect(Resources.DomainsGetLogGroup?.Properties).toMatchObject({ RetentionInDays: 365 });
    expect(Resources.DomainsGetLambdaFunction?.Properties).toMatchObject({ RecursiveLoop: 'Terminate' });
    expect(Outputs).toMatchObject({ DomainsTableName: { Value: { Ref: 'DomainsTable' }, Condition: 'IsMain', Export: { Name: 'domains-main-table' } } });
  });
});
