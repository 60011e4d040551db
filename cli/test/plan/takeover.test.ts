import { join } from 'node:path';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { Replay, stable } from './support/replay';
import { plan } from './support/run';
import { live, stepsIn } from './support/steps';
import { ACCOUNT, REGION, today } from './support/today';
import { tomorrow } from './support/tomorrow';

const DYNAMODB = 'listbackup-infrastructure-dynamodb-main';

interface StepLine {
  readonly kind: string;
  readonly stacks: readonly string[];
  readonly changes: readonly string[];
  readonly commands: readonly string[];
}

interface Report {
  readonly safe: boolean;
  readonly steps: readonly StepLine[];
  readonly stacks: readonly {
    stack: string;
    resources: { logicalId: string; kind: string }[];
    outputs: { name: string; kind: string }[];
    exports: { name: string; kind: string }[];
    leftovers?: { resources: string[] };
  }[];
  readonly assumptions: readonly string[];
}

/** Plans the takeover once; every test below looks at the same plan. */
async function takeover(): Promise<{ report: Report; out: string }> {
  const out = join(folder(), 'steps');
  const run = await plan('--deployed', deployedFolder(today()), '--assembly', assemblyFolder(tomorrow()), '--out', out, '--json');
  expect(run).toMatchObject({ code: 0, err: '' });
  return { report: JSON.parse(run.out) as Report, out };
}

describe('the takeover of the production stage', () => {
  test('replaces and removes nothing', async () => {
    const { report } = await takeover();
    const kinds = report.stacks.flatMap(({ resources }) => resources.map(({ kind }) => kind));
    expect([...new Set(kinds)].sort()).toEqual(['added', 'changed', 'kept']);
    expect(
      report.stacks.flatMap(({ outputs, exports }) => [...outputs, ...exports]).filter(({ kind }) => kind === 'lost' || kind === 'changed'),
    ).toEqual([]);
  });

  test('goes through protections, what changes in place, the user pool alone, and four index steps', async () => {
    const { report } = await takeover();
    expect(report.steps.map(({ kind }) => kind)).toEqual([
      'protect',
      'in-place',
      'user-pool',
      'after-user-pool',
      'indexes',
      'indexes',
      'indexes',
      'indexes',
    ]);
    expect(report.steps[2]?.changes).toEqual(['listbackup-infrastructure-cognito-main.CognitoUserPool changed: DeletionProtection, UserPoolTier']);
  });

  test('changes the indexes of all tables side by side, and nothing else', async () => {
    const { report } = await takeover();
    const one = /\.(\w+) changed: (?:AttributeDefinitions\.\w+, )?GlobalSecondaryIndexes\.(\w+)$/;
    const tables = report.steps.filter(({ kind }) => kind === 'indexes').map(({ changes }) => changes.map((line) => one.exec(line)?.slice(1).join(' ')));
    expect(tables).toEqual([
      [
        'PlatformSourcesTable CategoryIndex',
        'PlatformsTable CategoryIndex',
        'SourceGroupsTable ConnectionIndex',
        'SourcesTable ConnectionIndex',
        'TagsTable AccountCreatedIndex',
        'TeamMembersTable UserTeamsIndex',
      ],
      ['PlatformSourcesTable DataTypeIndex', 'PlatformsTable StatusIndex', 'SourcesTable PlatformSourceIndex', 'TagsTable AccountUpdatedIndex'],
      ['PlatformSourcesTable PopularityIndex', 'TagsTable AccountUsageIndex'],
      ['PlatformSourcesTable StatusIndex'],
    ]);
  });

  test('keeps what Serverless left, and says the names it takes for free', async () => {
    const { report } = await takeover();
    const left = report.stacks.flatMap(({ leftovers }) => leftovers?.resources ?? []);
    expect(left.filter((id) => id === 'ServerlessDeploymentBucket')).toHaveLength(6);
    expect(
      report.assumptions
        .filter((line) => line.startsWith('the name '))
        .map((line) => line.split(' ')[2])
        .sort(),
    ).toEqual([
      'listbackup-exports-main-123456789012-us-west-2',
      'listbackup-main-account-lockouts',
      'listbackup-main-api-keys',
      'listbackup-main-files',
      'listbackup-main-mfa-codes',
      'listbackup-main-oauth-states',
      'listbackup-main-rate-limits',
    ]);
  });

  test('says what to run, step by step', async () => {
    const { report, out } = await takeover();
    expect(report.steps[0]?.commands).toEqual([`cdk deploy --app ${join(out, '01')} --all`]);
  });

  test('stands an independent replay: nothing is replaced, deleted, or refused by AWS', async () => {
    const { out } = await takeover();
    const world = new Replay(live(today()), ACCOUNT, REGION);
    const before = world.identities();
    const steps = stepsIn(out);
    steps.forEach((step, index) => {
      world.deploy(step, `step ${index + 1}`);
    });
    expect(world.violations).toEqual([]);
    const after = world.identities();
    expect([...before].filter(([key, id]) => after.get(key) !== id)).toEqual([]);
    expect(world.tags(DYNAMODB)).toEqual({ STAGE: 'main' });
  });

  test('ends with the target, and with what is kept beside it', async () => {
    const { out } = await takeover();
    const last = stepsIn(out).at(-1);
    const wanted = tomorrow();
    for (const [name, template] of Object.entries(wanted)) {
      const resources = last?.stacks[name]?.template.Resources as Record<string, unknown>;
      for (const [id, resource] of Object.entries(template.Resources)) expect(stable(resources[id])).toBe(stable(resource));
      expect(Object.keys(resources).filter((id) => !template.Resources[id])).toEqual([
        'ServerlessDeploymentBucket',
        'ServerlessDeploymentBucketPolicy',
      ]);
    }
  });

  test('is the same plan however often it is made', async () => {
    const [deployed, assembly] = [deployedFolder(today()), assemblyFolder(tomorrow())];
    const [one, other] = [await plan('--deployed', deployed, '--assembly', assembly), await plan('--deployed', deployed, '--assembly', assembly)];
    expect(one.out).toBe(other.out);
  });
});
