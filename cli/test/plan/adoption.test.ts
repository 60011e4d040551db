import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { Replay } from './support/replay';
import { plan } from './support/run';
import { live, stepsIn } from './support/steps';
import { TABLES, tableProperties } from './support/tables';
import { ACCOUNT, described, REGION, today, type TemplateObject } from './support/today';
import { tomorrow } from './support/tomorrow';

const DYNAMODB = 'listbackup-infrastructure-dynamodb-main';
const CORE = 'listbackup-core-main';
const FILES = TABLES.find(({ id }) => id === 'Files');

/** The old stack, which owns two of the tables, and whose functions and outputs name them. */
function core(): TemplateObject {
  const properties = FILES ? tableProperties(FILES, 'main', FILES.indexes) : {};
  return {
    Resources: {
      FilesTable: { Type: 'AWS::DynamoDB::Table', Properties: { ...properties, TableName: { 'Fn::Sub': 'listbackup-${Stage}-files' } } },
      Worker: {
        Type: 'AWS::Lambda::Function',
        DependsOn: ['FilesTable'],
        Properties: {
          FunctionName: 'core-worker',
          Code: { S3Bucket: 'code', S3Key: 'worker.zip' },
          Environment: { Variables: { TABLE: { Ref: 'FilesTable' }, ARN: { 'Fn::Sub': '${FilesTable.Arn}/index/*' } } },
        },
      },
    },
    Parameters: { Stage: { Type: 'String', Default: 'main' } },
    Outputs: { FilesTable: { Value: { 'Fn::GetAtt': ['FilesTable', 'Arn'] }, Export: { Name: 'core-files' } } },
  };
}

/** The target's data layer alone. */
function target(): Record<string, TemplateObject> {
  const template = tomorrow()[DYNAMODB];
  if (!template) throw new Error('no data layer');
  return { [DYNAMODB]: template };
}

function deployedStacks(): Record<string, TemplateObject> {
  const template = today()[DYNAMODB];
  if (!template) throw new Error('no data layer');
  return { [DYNAMODB]: template };
}

test('a table that exists outside any stack comes in by import, with what it is', async () => {
  const deployed = deployedFolder(deployedStacks());
  const out = join(folder(), 'steps');
  const properties = { ...tableProperties(FILES ?? TABLES[0]!, 'main', {}), Arn: 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-files' };
  writeFileSync(join(deployed, 'existing.json'), JSON.stringify([
    { TypeName: 'AWS::DynamoDB::Table', ResourceDescription: { Identifier: 'listbackup-main-files', Properties: JSON.stringify(properties) } },
    'listbackup-main-api-keys',
  ]));
  const run = await plan('--deployed', deployed, '--assembly', assemblyFolder(target()), '--out', out, '--json');
  expect(run.code).toBe(0);
  const report = JSON.parse(run.out) as { steps: { kind: string; commands: string[]; notes: string[] }[]; assumptions: string[] };
  expect(report.steps.map(({ kind }) => kind).slice(0, 3)).toEqual(['protect', 'import', 'in-place']);
  expect(report.steps[1]?.commands).toEqual([`cdk import ${DYNAMODB} --app ${join(out, '02')} --resource-mapping ${join(out, '02', `${DYNAMODB}.import.json`)}`]);
  // Of the second only the name is known: the plan says so, and says how to check it.
  expect(report.steps[1]?.notes.join()).toMatch(/^ApiKeysTable is imported as the target describes it.*detect-stack-drift/);
  expect(report.assumptions.join()).not.toMatch(/listbackup-main-(files|api-keys) is free/);

  const world = new Replay(live(deployedStacks()), ACCOUNT, REGION);
  world.exists('AWS::DynamoDB::Table', properties);
  world.exists('AWS::DynamoDB::Table', tableProperties(TABLES.find(({ id }) => id === 'ApiKeys') ?? TABLES[0]!, 'main', {}));
  stepsIn(out).forEach((step, index) => { world.deploy(step, `step ${index + 1}`); });
  expect(world.violations).toEqual([]);
});

test('a table with other keys than the target says is not taken over', async () => {
  const deployed = deployedFolder(deployedStacks());
  const properties = { ...tableProperties(FILES ?? TABLES[0]!, 'main', {}), KeySchema: [{ AttributeName: 'accountId', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'accountId', AttributeType: 'S' }] };
  writeFileSync(join(deployed, 'existing.json'), JSON.stringify([{ type: 'AWS::DynamoDB::Table', name: 'listbackup-main-files', properties }]));
  const run = await plan('--deployed', deployed, '--assembly', assemblyFolder(target()));
  expect(run.code).toBe(1);
  expect(run.out).toContain('FilesTable.KeySchema: AWS::DynamoDB::Table would be replaced');
});

test('a table of another stack is retained, released and imported, and what names it goes on naming it', async () => {
  const stacks = { ...deployedStacks(), [CORE]: core() };
  const deployed = deployedFolder(stacks);
  const out = join(folder(), 'steps');
  const run = await plan('--deployed', deployed, '--assembly', assemblyFolder(target()), '--out', out, '--json');
  expect(run).toMatchObject({ code: 0, err: '' });
  const report = JSON.parse(run.out) as { steps: { kind: string; stacks: string[] }[] };
  expect(report.steps.slice(0, 3).map(({ kind, stacks: changed }) => [kind, ...changed])).toEqual([['protect', CORE, DYNAMODB], ['release', CORE], ['import', DYNAMODB]]);

  const world = new Replay(live(stacks), ACCOUNT, REGION);
  const table = world.identities().get(`${CORE}.FilesTable`);
  stepsIn(out).forEach((step, index) => { world.deploy(step, `step ${index + 1}`); });
  expect(world.violations).toEqual([]);
  expect(world.identities().get(`${DYNAMODB}.FilesTable`)).toBe(table);
  const { Worker: worker } = world.template(CORE)?.Resources as Record<string, { Properties: { Environment: unknown }; DependsOn?: unknown }>;
  expect(worker?.Properties.Environment).toEqual({ Variables: { TABLE: 'listbackup-main-files', ARN: { 'Fn::Sub': `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/listbackup-main-files/index/*` } } });
  expect(worker?.DependsOn).toBeUndefined();
  expect(world.template(CORE)?.Outputs).toEqual({ FilesTable: { Value: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/listbackup-main-files`, Export: { Name: 'core-files' } } });
});

test('a table of a stack whose template is not here is refused, with the way out', async () => {
  const deployed = deployedFolder(deployedStacks());
  writeFileSync(join(deployed, 'existing.json'), JSON.stringify([{ type: 'AWS::DynamoDB::Table', name: 'listbackup-main-files', stack: CORE }]));
  const run = await plan('--deployed', deployed, '--assembly', assemblyFolder(target()), '--out', join(folder(), 'steps'));
  expect(run.code).toBe(1);
  expect(run.out).toContain(`FilesTable: AWS::DynamoDB::Table listbackup-main-files belongs to the stack ${CORE}, whose template is not here`);
  expect(run.out).toContain(`safe: put the template of ${CORE} into the folder of --deployed`);
});

test('a release that something still refers to by an unknown value is refused', async () => {
  const old = core();
  old.Outputs = { Stream: { Value: { 'Fn::GetAtt': ['FilesTable', 'StreamArn'] } } };
  const stacks = { ...deployedStacks(), [CORE]: old };
  const run = await plan('--deployed', deployedFolder(stacks), '--assembly', assemblyFolder(target()));
  expect(run.code).toBe(1);
  expect(run.out).toContain(`${CORE}.Stream: refers to FilesTable, which is released, by a value that is not known here`);
  // The stack's description tells the value, and the release becomes possible.
  const arn = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-files/stream/2024-01-01T00:00:00.000';
  const told = await plan('--deployed', deployedFolder(stacks, { outputs: { [CORE]: { Stream: arn } } }), '--assembly', assemblyFolder(target()));
  expect(told.code).toBe(0);
});

test('what another stack has released stays released when what Serverless left goes', async () => {
  const stacks: Record<string, TemplateObject> = { ...deployedStacks(), [CORE]: core() };
  delete stacks[DYNAMODB]?.Outputs?.ServerlessDeploymentBucketName?.Export;
  const out = join(folder(), 'steps');
  const run = await plan('--deployed', deployedFolder(stacks), '--assembly', assemblyFolder(target()), '--drop-leftovers', '--out', out);
  expect(run.code).toBe(0);
  const last = stepsIn(out).at(-1)?.stacks;
  expect(Object.keys(last?.[CORE]?.template.Resources as object)).toEqual(['Worker']);
  expect(Object.keys(last?.[DYNAMODB]?.template.Resources as object)).not.toContain('ServerlessDeploymentBucket');
});

describe('what Serverless left', () => {
  const drop = async (...more: readonly string[]) => plan('--deployed', deployedFolder(deployedStacks()), '--assembly', assemblyFolder(target()), '--drop-leftovers', ...more);

  /** A folder of what is deployed, with a file that says who imports what. */
  function deployedWith(importers: Record<string, readonly string[]>): string {
    const deployed = deployedFolder(deployedStacks());
    writeFileSync(join(deployed, 'importers.json'), JSON.stringify(importers));
    return deployed;
  }
  const dropWith = async (importers: Record<string, readonly string[]>) => (
    plan('--deployed', deployedWith(importers), '--assembly', assemblyFolder(target()), '--drop-leftovers'));
  const SLS = 'sls-listbackup-infrastructure-dynamodb-main-ServerlessDeploymentBucketName';

  test('goes offline where importers.json says that nobody imports it', async () => {
    const run = await dropWith({ [SLS]: [] });
    expect(run.code).toBe(0);
    expect(run.out).toContain('drop what Serverless left; buckets stay in AWS without an owner');
    // The two of each of the 17 live tables, and the stream's: nobody said anything of them.
    expect(run.out).toContain('every export of which nobody said who imports it is in use: 35');
  });

  test('stays where importers.json names a stack that imports it', async () => {
    const run = await dropWith({ [SLS]: ['listbackup-users-main'] });
    expect(run.code).toBe(1);
    expect(run.out).toContain(`${SLS}: the export would go, and listbackup-users-main import it`);
  });

  test('stays where importers.json does not name it', async () => {
    const run = await dropWith({ 'another-export': [] });
    expect(run.code).toBe(1);
    expect(run.out).toContain(`${SLS}: the export would go, and nobody said who imports it, so it counts as in use`);
  });

  test('goes only in a step of its own, and offline not while its exports count as in use', async () => {
    const run = await drop();
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/sls-listbackup-infrastructure-dynamodb-main-ServerlessDeploymentBucketName: the export would go, and nobody said who imports it, so it counts as in use/);
  });

  test('goes without its bucket being deleted where nothing imports it', async () => {
    const stacks = deployedStacks();
    delete stacks[DYNAMODB]?.Outputs?.ServerlessDeploymentBucketName?.Export;
    const out = join(folder(), 'steps');
    const run = await plan('--deployed', deployedFolder(stacks), '--assembly', assemblyFolder(target()), '--drop-leftovers', '--out', out, '--json');
    expect(run.code).toBe(0);
    const world = new Replay(live(stacks), ACCOUNT, REGION);
    const bucket = world.identities().get(`${DYNAMODB}.ServerlessDeploymentBucket`) ?? 0;
    stepsIn(out).forEach((step, index) => { world.deploy(step, `step ${index + 1}`); });
    expect(world.violations).toEqual([]);
    expect(world.alive().has(bucket)).toBe(true);
    expect(Object.keys(world.template(DYNAMODB)?.Resources as object)).toEqual(Object.keys(target()[DYNAMODB]?.Resources ?? {}));
    expect(world.tags(DYNAMODB)).toEqual({});
    const { steps } = JSON.parse(run.out) as { steps: { kind: string; notes: string[] }[] };
    expect(steps[steps.length - 1]).toMatchObject({ kind: 'drop-leftovers', notes: [expect.stringMatching(/aws s3 rb s3:/)] });
  });
});

test('an output that gets an export of its own keeps the one that Serverless gave it', async () => {
  const name = 'listbackup-infrastructure-domains-main';
  const [now, next] = [today()[name], tomorrow()[name]];
  if (!now || !next) throw new Error('no domains');
  const out = join(folder(), 'steps');
  const run = await plan('--deployed', deployedFolder({ [name]: now }), '--assembly', assemblyFolder({ [name]: next }), '--out', out);
  expect(run.code).toBe(0);
  const outputs = stepsIn(out).at(-1)?.stacks[name]?.template.Outputs as Record<string, unknown>;
  expect(outputs.SSMParameterName).toMatchObject({ Export: { Name: `${name}-SSMParameterName` } });
  expect(outputs.ServerlessSSMParameterName).toMatchObject({ Export: { Name: 'sls-listbackup-infrastructure-domains-main-SSMParameterName' } });
});

test('a description is of the stack that its file is named after', async () => {
  const deployed = deployedFolder(deployedStacks());
  writeFileSync(join(deployed, `${DYNAMODB}.stack.json`), JSON.stringify(described('listbackup-infrastructure-dynamodb-dev', 'dev')));
  const run = await plan('--deployed', deployed, '--assembly', assemblyFolder(target()));
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toContain('describes listbackup-infrastructure-dynamodb-dev, not listbackup-infrastructure-dynamodb-main');
});

test('a name that is taken for free is said for each resource that holds data, and counted for what holds nothing', async () => {
  const alarm = (name: string) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: name, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 } });
  const next = { Resources: { Old: alarm('old'), Slow: alarm('slow'), Broken: alarm('broken'), Shop: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'shop' } } } };
  const run = await plan('--deployed', deployedFolder({ shop: { Resources: { Old: alarm('old') } } }), '--assembly', assemblyFolder({ shop: next }), '--json');
  const { assumptions } = JSON.parse(run.out) as { assumptions: string[] };
  expect(assumptions.filter((line) => line.includes('free'))).toEqual([
    'the name shop is free (AWS::DynamoDB::Table Shop of shop); list it in existing.json if it is not',
    'the names of 2 AWS::CloudWatch::Alarm of shop are free; list in existing.json which are not',
  ]);
});
