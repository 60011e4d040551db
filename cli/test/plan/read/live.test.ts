import { readAssembly } from '../../../src/assembly/read';
import { readLive } from '../../../src/plan/read/live';
import { nameKey } from '../../../src/plan/state/names';
import { FakeAws, type FakeStack } from '../support/fake-aws';
import { assemblyFolder } from '../support/folders';
import { TABLES, tableProperties } from '../support/tables';
import { ACCOUNT, REGION, today, type TemplateObject } from '../support/today';
import { tomorrow } from '../support/tomorrow';

const NAME = 'listbackup-infrastructure-dynamodb-main';
const CORE = 'listbackup-core-main';
const arn = (name: string): string => `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${name}/0`;
const TABLE = 'AWS::DynamoDB::Table';

const environment = { ...process.env };
let fake: FakeAws;

async function started(stacks: Record<string, FakeStack>, resources: Record<string, string> = {}): Promise<void> {
  fake = new FakeAws(stacks, resources);
  const endpoint = await fake.start();
  for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_'))) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
}

afterEach(async () => {
  await fake.stop();
  process.env = { ...environment };
});

function assembly() {
  return readAssembly(assemblyFolder({ [NAME]: tomorrow()[NAME] as TemplateObject }), '--assembly');
}

function deployed(more: Partial<FakeStack> = {}): FakeStack {
  return { template: JSON.stringify(today()[NAME]), id: arn(NAME), tags: { STAGE: 'main' }, ...more };
}

test('fetches templates, tags and importers, page by page', async () => {
  await started({ [NAME]: deployed({ exports: { 'one-export': [], 'two-export': ['api-main', 'web-main'] } }) });
  const { stacks, importers } = await readLive(assembly(), 'main');
  expect(stacks.get(NAME)).toMatchObject({ tags: { STAGE: 'main' }, tagsKnown: true, account: ACCOUNT, region: REGION });
  expect(Object.keys(stacks.get(NAME)?.template.Resources ?? {})).toContain('UsersTable');
  expect(importers).toEqual(new Map([['one-export', []], ['two-export', ['api-main', 'web-main']]]));
});

test('finds out who has the names that the target adds', async () => {
  const files = tableProperties(TABLES.find(({ id }) => id === 'Files') ?? TABLES[0]!, 'main', {});
  const core = { Resources: { Keys: { Type: TABLE, Properties: { TableName: 'listbackup-main-api-keys', KeySchema: [] } } } };
  await started({
    [NAME]: deployed(),
    [CORE]: { template: JSON.stringify(core), id: arn(CORE), owns: ['listbackup-main-api-keys'] },
  }, { 'listbackup-main-files': JSON.stringify(files) });
  const { stacks, existing, checked } = await readLive(assembly(), 'main');
  expect(existing).toEqual([{ type: TABLE, name: 'listbackup-main-files', properties: files }]);
  expect([...stacks.keys()].sort()).toEqual([CORE, NAME]);
  expect([...checked ?? []].sort()).toEqual(['account-lockouts', 'mfa-codes', 'oauth-states', 'rate-limits'].map((name) => nameKey(TABLE, REGION, `listbackup-main-${name}`)));
});

test('a stage that is not deployed is one clear line', async () => {
  await started({});
  await expect(readLive(assembly(), 'main')).rejects.toMatchObject({ exitCode: 2, message: `--stage main: none of ${NAME} is deployed in ${REGION}` });
});

test('a stack that only a change set has made counts as not deployed', async () => {
  await started({ [NAME]: deployed({ status: 'REVIEW_IN_PROGRESS' }) });
  await expect(readLive(assembly(), 'main')).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(/is deployed in us-west-2$/) as string });
});

test('a stage that the assembly does not have is one clear line, and AWS is not asked', async () => {
  await started({});
  await expect(readLive(assembly(), 'dev')).rejects.toMatchObject({ exitCode: 2, message: `--stage dev: no stack of the assembly ends with -dev; it has ${NAME}` });
  expect(fake.asked).toEqual([]);
});

test('what AWS refuses is one clear line', async () => {
  await started({ [NAME]: deployed({ template: '{"Resources": ' }) });
  await expect(readLive(assembly(), 'main')).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(/no valid JSON/) as string });
});
