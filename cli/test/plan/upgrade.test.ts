import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_lambda as lambda, CfnOutput, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { folder } from './support/folders';
import { Replay } from './support/replay';
import { plan } from './support/run';
import { stepsIn } from './support/steps';
import { ACCOUNT, REGION } from './support/today';

interface Release {
  /** How many of the four indexes there are. */
  readonly indexes: number;
  readonly code: string;
  readonly tableName?: string;
  readonly removalPolicy?: RemovalPolicy;
  readonly stages?: readonly string[];
}

/** A release of an app with a stage, a function whose code is an asset, and a user pool. */
function release({ indexes, code, tableName, removalPolicy = RemovalPolicy.RETAIN, stages = ['main'] }: Release): string {
  const [out, source] = [join(folder(), 'cdk.out'), folder()];
  writeFileSync(join(source, 'index.js'), code);
  const app = new App({ outdir: out, analyticsReporting: false });
  for (const name of stages) {
    const stage = new Stage(app, name, { env: { account: ACCOUNT, region: REGION } });
    const stack = new Stack(stage, 'Data', { stackName: `shop-data-${name}`, tags: { Owner: 'shop' } });
    const table = new dynamodb.Table(stack, 'Orders', {
      tableName: tableName ?? `orders-${name}`,
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy,
    });
    for (const index of ['a', 'b', 'c', 'd'].slice(0, indexes)) table.addGlobalSecondaryIndex({ indexName: `By${index}`, partitionKey: { name: index, type: dynamodb.AttributeType.STRING } });
    const api = new Stack(stage, 'Api', { stackName: `shop-api-${name}` });
    const handler = new lambda.Function(api, 'Handler', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(source), environment: { TABLE: table.tableName } });
    new cognito.UserPool(api, 'Users', { userPoolName: `users-${name}`, mfa: indexes > 1 ? cognito.Mfa.OPTIONAL : cognito.Mfa.OFF, removalPolicy });
    new CfnOutput(api, 'HandlerName', { value: handler.functionName, exportName: `shop-${name}-handler` });
    Tags.of(table).add('Release', String(indexes));
  }
  app.synth();
  return out;
}

test('an upgrade between two releases: a step for each index, the pool alone, the code uploaded', async () => {
  const [old, next, out] = [release({ indexes: 1, code: 'one' }), release({ indexes: 4, code: 'two' }), join(folder(), 'steps')];
  const run = await plan('--from', old, '--assembly', next, '--out', out, '--json');
  expect(run).toMatchObject({ code: 0, err: '' });
  const { steps } = JSON.parse(run.out) as { steps: { kind: string; stacks: string[] }[] };
  expect(steps.map(({ kind, stacks }) => [kind, ...stacks])).toEqual([
    ['in-place', 'shop-api-main', 'shop-data-main'], ['user-pool', 'shop-api-main'],
    ['indexes', 'shop-data-main'], ['indexes', 'shop-data-main'], ['indexes', 'shop-data-main'],
  ]);

  // The stages' nested assemblies lie flat, since `--all` sees only what lies on top; the toolkit's own reader takes each step.
  for (const name of readdirSync(out)) {
    const assembly = new CloudAssembly(join(out, name));
    expect(assembly.stacks.map(({ stackName }) => stackName).sort()).toEqual(['shop-api-main', 'shop-data-main']);
    expect(assembly.getStackByName('shop-data-main').tags).toEqual({ Owner: 'shop' });
    expect(assembly.getStackByName('shop-api-main').dependencies.map(({ id }) => id)).toEqual(['shop-api-main.assets', 'shop-data-main']);
  }
  const asset = readdirSync(join(out, '01')).find((name) => name.startsWith('asset.'));
  expect(readFileSync(join(out, '01', String(asset), 'index.js'), 'utf8')).toBe('two');

  const world = new Replay(Object.fromEntries(['Data', 'Api'].map((id) => {
    const stack = new CloudAssembly(old).getNestedAssembly('assembly-main').stacks.find(({ stackName }) => stackName === `shop-${id.toLowerCase()}-main`);
    return [stack?.stackName ?? '', { template: stack?.template as Record<string, unknown>, tags: stack?.tags ?? {} }];
  })), ACCOUNT, REGION);
  const before = world.identities();
  stepsIn(out).forEach((step, index) => { world.deploy(step, `step ${index + 1}`); });
  expect(world.violations).toEqual([]);
  expect(world.identities()).toEqual(before);
});

test('a release that changes nothing takes no step', async () => {
  const [old, out] = [release({ indexes: 2, code: 'one' }), join(folder(), 'steps')];
  const run = await plan('--from', old, '--assembly', old, '--out', out);
  expect(run.code).toBe(0);
  expect(run.out).toContain('safe: nothing to do');
  expect(readdirSync(out)).toEqual([]);
});

test('a release that renames a table is refused, with property, values and way out', async () => {
  const run = await plan('--from', release({ indexes: 1, code: 'one' }), '--assembly', release({ indexes: 1, code: 'one', tableName: 'purchases' }), '--json');
  expect(run.code).toBe(1);
  const { reasons, steps } = JSON.parse(run.out) as { reasons: object[]; steps: object[] };
  expect(steps).toEqual([]);
  expect(reasons).toContainEqual(expect.objectContaining({ rule: 'replacement', stack: 'shop-data-main', property: 'TableName', before: 'orders-main', after: 'purchases', mend: 'keep TableName as it is' }));
});

test('a development stage keeps its own policies in the end, and is retained on the way', async () => {
  const options = { code: 'one', removalPolicy: RemovalPolicy.DESTROY };
  const [old, next, out] = [release({ ...options, indexes: 1 }), release({ ...options, indexes: 3 }), join(folder(), 'steps')];
  const run = await plan('--from', old, '--assembly', next, '--out', out, '--json');
  expect(run.code).toBe(0);
  const policies = stepsIn(out).map(({ stacks }) => Object.values(stacks['shop-data-main']?.template.Resources as Record<string, { Type: string; DeletionPolicy: string }>).find(({ Type: type }) => type === 'AWS::DynamoDB::Table')?.DeletionPolicy);
  expect(policies).toEqual(['Retain', 'Retain', 'Retain', 'Retain', 'Retain', 'Delete']);
});

test('the other stages of an app are left out, and said', async () => {
  const [old, next] = [release({ indexes: 1, code: 'one' }), release({ indexes: 1, code: 'one', stages: ['main', 'dev'] })];
  const out = join(folder(), 'steps');
  const run = await plan('--from', old, '--assembly', next, '--out', out);
  expect(run.code).toBe(0);
  expect(run.out).toContain('shop-data-dev is of another stage, and is left out');
  expect(run.out).not.toContain('orders-dev');
});

test('an asset that is not there is one clear line, and nothing is written', async () => {
  const [old, next, parent] = [release({ indexes: 1, code: 'one' }), release({ indexes: 2, code: 'two' }), folder()];
  const asset = readdirSync(next).find((name) => name.startsWith('asset.'));
  expect(existsSync(join(next, String(asset)))).toBe(true);
  mkdirSync(join(next, 'gone'));
  const { renameSync } = jest.requireActual<typeof import('node:fs')>('node:fs');
  renameSync(join(next, String(asset)), join(next, 'gone', 'asset'));
  const run = await plan('--from', old, '--assembly', next, '--out', join(parent, 'steps'));
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toMatch(/an asset of shop-api-main is not there; synthesize the assembly again$/);
  expect(readdirSync(parent)).toEqual([]);
});

test('what the owner accepts is planned, and a word that names nothing is said', async () => {
  const [old, next] = [release({ indexes: 1, code: 'one' }), release({ indexes: 1, code: 'one' })];
  const file = join(next, 'assembly-main', 'mainApiC2DCD3FF.template.json');
  const template = readdirSync(join(next, 'assembly-main')).filter((name) => name.endsWith('.template.json')).map((name) => join(next, 'assembly-main', name)).find((name) => readFileSync(name, 'utf8').includes('HandlerName')) ?? file;
  const changed = JSON.parse(readFileSync(template, 'utf8')) as { Outputs: Record<string, { Value: unknown; Export?: unknown }> };
  changed.Outputs.More = { Value: 'more' };
  writeFileSync(template, JSON.stringify(changed));
  const refused = await plan('--from', next, '--assembly', old);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('--accept shop-api-main.More');
  const accepted = await plan('--from', next, '--assembly', old, '--accept', 'shop-api-main.More', '--accept', 'shop-api-main.Nothing');
  expect(accepted.code).toBe(0);
  expect(accepted.out).toContain('--accept shop-api-main.Nothing names nothing that this plan changes');
});

test('--markdown is a report for a pull request', async () => {
  const run = await plan('--from', release({ indexes: 1, code: 'one' }), '--assembly', release({ indexes: 2, code: 'one' }), '--markdown');
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^# Safe: 3 steps\n/);
  expect(run.out).toContain('| shop-data-main | 1 changed | ');
  expect(run.out).toContain('   - `cdk deploy --app STEPS/01 --all`');
});
