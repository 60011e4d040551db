import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { plan, type Run } from './support/run';
import { described, today, type TemplateObject } from './support/today';
import { tomorrow } from './support/tomorrow';

const NAME = 'listbackup-infrastructure-dynamodb-main';

const small = (): Record<string, TemplateObject> => ({ [NAME]: today()[NAME] ?? { Resources: {} } });
const target = (): Record<string, TemplateObject> => ({ [NAME]: tomorrow()[NAME] ?? { Resources: {} } });

/** Runs a plan of which one file says something else; nothing may be written. */
async function withFile(file: string, text: string): Promise<Run> {
  const deployed = deployedFolder(small());
  if (/\.ya?ml$/.test(file)) rmSync(join(deployed, `${NAME}.json`));
  writeFileSync(join(deployed, file), text);
  return refused('--deployed', deployed, '--assembly', assemblyFolder(target()));
}

/** Runs a plan that cannot be made: exit code 2, one line, nothing printed, nothing written. */
async function refused(...args: readonly string[]): Promise<Run> {
  const parent = folder();
  const run = await plan(...args, '--out', join(parent, 'steps'));
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).not.toContain('\n');
  expect(readdirSync(parent)).toEqual([]);
  return run;
}

describe('a file that cannot be read', () => {
  const text = JSON.stringify(small()[NAME]);
  const deep = (open: string, close: string): string => `{"Resources": ${open.repeat(20000)}${close.repeat(20000)}}`;

  test.each<[what: string, file: string, text: string, message: RegExp]>([
    ['truncated JSON', `${NAME}.json`, text.slice(0, text.length / 2), new RegExp(`${NAME}\\.json:1: no valid JSON: .*; is the file complete\\?$`)],
    ['a key that occurs twice in JSON', `${NAME}.json`, '{"Resources": {"A": {"Type": "x"},\n "A": {"Type": "y"}}}', /\.json:2: the key "A" occurs twice in one object; keep one$/],
    ['truncated YAML', `${NAME}.yaml`, 'Resources:\n  A:\n    Type: "AWS::SQS', /\.yaml: no valid YAML: .*\(\d+:\d+\)$/],
    ['a key that occurs twice in YAML', `${NAME}.yml`, 'Resources:\n  A:\n    Type: x\n  A:\n    Type: y\n', /\.yml: no valid YAML: duplicated mapping key/],
    ['an unknown tag', `${NAME}.yaml`, 'Resources:\n  A:\n    Type: !Reff x\n', /\.yaml: no valid YAML: .*!Reff/],
    ['an account number without quotes', `${NAME}.yaml`, 'Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: 012345678901\n', /012345678901 would be read as a number; .*write '012345678901' in quotes/],
    ['no object', `${NAME}.json`, '[1]', /a template is an object with Resources$/],
    ['no resources', `${NAME}.json`, '{"Outputs": {}}', /no Resources; expected what "aws cloudformation get-template" prints$/],
    ['a resource without a type', `${NAME}.json`, '{"Resources": {"A": {}}}', /resource A has no Type$/],
    ['properties that are a list', `${NAME}.json`, '{"Resources": {"A": {"Type": "x", "Properties": []}}}', /the Properties of A are not an object$/],
    ['an output without a value', `${NAME}.json`, '{"Resources": {}, "Outputs": {"A": {}}}', /output A has no Value$/],
    ['a macro', `${NAME}.json`, '{"Resources": {"Fn::ForEach::X": []}}', /is a macro; .*--template-stage Processed$/],
    ['a template of 1 MB', `${NAME}.json`, JSON.stringify({ Resources: { A: { Type: 'x', Properties: { Text: 'y'.repeat(1_000_000) } } } }), /the template has 1\d{6} bytes; CloudFormation takes at most 1000000$/],
    ['a file that no template is as large as', `${NAME}.json`, `{"Resources": "${'y'.repeat(9_000_000)}"}`, /90000\d\d bytes; a template holds at most 1000000/],
    ['objects nested without end', `${NAME}.json`, deep('{"a":', '1}').replace(/1}$/, '}'), /nested more than 100 deep$/],
    ['lists nested without end', `${NAME}.json`, deep('[', ']'), /nested more than 100 deep$/],
    ['lists nested without end in YAML', `${NAME}.yaml`, `Resources: ${'['.repeat(5000)}`, /no valid YAML: nesting exceeded maxDepth/],
    ['a circle of resources', `${NAME}.json`, '{"Resources": {"A": {"Type": "x", "Properties": {"B": {"Ref": "B"}}}, "B": {"Type": "x", "DependsOn": ["A"]}}}', /circular reference A -> B -> A; take one of them out$/],
    ['a circle of conditions', `${NAME}.json`, '{"Conditions": {"A": {"Condition": "B"}, "B": {"Fn::Not": [{"Condition": "A"}]}}, "Resources": {"A": {"Type": "x", "Condition": "A"}}}', /circular condition A -> B -> A; take one of them out$/],
    ['a list of what exists that is none', 'existing.json', '{"tables": 1}', /existing\.json: expected a list: \["listbackup-main-files"\]/],
    ['something that exists without a name', 'existing.json', '[{"type": "AWS::DynamoDB::Table"}]', /existing\.json, entry 1: neither a name nor a type with a name/],
    ['importers that are a list', 'importers.json', '["x"]', /importers\.json: expected \{ "name-of-an-export": \["stack-that-imports-it"\] \}, with \[\] where nobody does$/],
    ['an importer that is no list', 'importers.json', '{"an-export": "a-stack"}', /importers\.json, an-export: expected a list of stack names/],
    ['an importer that is no name', 'importers.json', '{"an-export": [1]}', /importers\.json, an-export: expected a list of stack names/],
    ['importers that are no JSON', 'importers.json', '{"an-export": [', /importers\.json:1: no valid JSON/],
    ['a description of nothing', `${NAME}.stack.json`, '{"Stacks": []}', /expected what "aws cloudformation describe-stacks --stack-name/],
    ['a description without a template', 'another.stack.json', '{}', /describes a stack without a template; add another\.json$/],
    ['a live stack without a resource', `${NAME}.json`, '{"Resources": {}}', /no resource; a live stack has at least one$/],
  ])('%s', async (_, file, content, message) => {
    expect((await withFile(file, content)).err).toMatch(message);
  });
});

test('a description of a stack that cannot be updated', async () => {
  const description = described(NAME) as { Stacks: { StackStatus: string }[] };
  description.Stacks[0]!.StackStatus = 'UPDATE_ROLLBACK_FAILED';
  const run = await withFile(`${NAME}.stack.json`, JSON.stringify(description));
  expect(run.err).toMatch(/is UPDATE_ROLLBACK_FAILED, and CloudFormation updates it only when it is complete/);
});

test('two templates of one stack', async () => {
  const deployed = deployedFolder(small());
  writeFileSync(join(deployed, `${NAME}.yaml`), 'Resources: {}');
  expect((await refused('--deployed', deployed, '--assembly', assemblyFolder(target()))).err).toMatch(/a second template of listbackup-infrastructure-dynamodb-main; keep one$/);
});

describe('two sides that do not belong together', () => {
  test('the stacks of another stage', async () => {
    const run = await refused('--deployed', deployedFolder(today('dev'), { stage: 'dev' }), '--assembly', assemblyFolder(tomorrow()));
    expect(run.err).toMatch(/^no deployed stack is in the assembly: .*; is it another stage\?$/);
  });

  test('a template of another stage under the right file name', async () => {
    const [template] = Object.values({ ...today('dev') });
    const run = await refused('--deployed', deployedFolder({ [NAME]: template ?? { Resources: {} } }), '--assembly', assemblyFolder(target()));
    expect(run.err).toMatch(/^listbackup-infrastructure-dynamodb-main: every name in the template has dev where the assembly has main, so it is of another stage/);
  });

  test('a template of another stage, told by its exports', async () => {
    const template = { Resources: { Role: { Type: 'AWS::IAM::Role' } }, Outputs: { Key: { Value: 'x', Export: { Name: 'listbackup-infrastructure-dynamodb-dev-Key' } } } };
    const run = await refused('--deployed', deployedFolder({ [NAME]: template }), '--assembly', assemblyFolder(target()));
    expect(run.err).toMatch(/the template exports listbackup-infrastructure-dynamodb-dev-Key, so it is of another stage/);
  });

  test('a stack in another Region', async () => {
    const run = await refused('--deployed', deployedFolder(small()), '--assembly', assemblyFolder(target(), { environment: 'aws://123456789012/eu-central-1' }));
    expect(run.err).toBe(`${NAME} is deployed in region us-west-2, and the assembly is for eu-central-1; synthesize it for us-west-2`);
  });

  test('a stack in another account', async () => {
    const run = await refused('--deployed', deployedFolder(small()), '--assembly', assemblyFolder(target(), { environment: 'aws://999999999999/us-west-2' }));
    expect(run.err).toMatch(/is deployed in account 123456789012, and the assembly is for 999999999999/);
  });

  test('an assembly without a concrete account where names need one', async () => {
    const name = 'listbackup-infrastructure-s3-main';
    const run = await refused('--deployed', deployedFolder({ [name]: today()[name]! }), '--assembly', assemblyFolder({ [name]: tomorrow()[name]! }, { environment: 'aws://unknown-account/unknown-region' }));
    expect(run.err).toMatch(/the name listbackup-data-main-\$\{AWS::AccountId\}-\$\{AWS::Region\} of DataBucket needs a concrete environment; synthesize the stack with env: \{ account: '123456789012', region: 'us-west-2' \}$/);
  });

  test('an assembly without a concrete account where no name needs one is planned', async () => {
    const run = await plan('--deployed', deployedFolder(small(), { describe: false }), '--assembly', assemblyFolder(target(), { environment: 'aws://unknown-account/unknown-region' }));
    expect(run.code).toBe(0);
  });
});

describe('words that cannot be used', () => {
  const cases: [args: string[], message: RegExp][] = [
    [[], /^plan: --assembly is missing; give what "cdk synth" wrote: --assembly cdk\.out \(see listbackup plan --help\)$/],
    [['--assembly', 'x'], /^plan: nothing says what is deployed; give --deployed DIR, --from OLD_ASSEMBLY or --stage NAME \(see/],
    [['--assembly', 'x', '--deployed', 'y', '--from', 'z'], /^plan: --deployed and --from are two answers to one question; give one \(see/],
    [['--assembly', 'x', '--deployed', 'y', '--json', '--markdown'], /^plan: --json and --markdown are two answers/],
    [['--assembly', 'x', '--deployed'], /^plan: /],
    [['--frobnicate'], /^plan: Unknown option '--frobnicate'/],
    [['word'], /^plan: Unexpected argument 'word'/],
    [['--assembly', 'no/such/folder', '--deployed', 'y'], /^--assembly no\/such\/folder: no such folder$/],
    [['--assembly', __dirname, '--deployed', 'y'], /no manifest\.json; expected what "cdk synth" wrote, cdk\.out by default$/],
    [['--assembly', __filename, '--deployed', 'y'], /not a folder$/],
    [['--assembly', 'x', '--stage', '../etc'], /^plan: --stage "\.\.\/etc": a stage is letters, digits and hyphens, such as main \(see/],
  ];
  test.each(cases)('%j', async (args, message) => {
    expect((await refused(...args)).err).toMatch(message);
  });

  test('a folder of what is deployed that is empty, or not there', async () => {
    const assembly = assemblyFolder(target());
    expect((await refused('--deployed', folder(), '--assembly', assembly)).err).toMatch(/holds no template; expected \{stackName\}\.json or \.yaml for each live stack$/);
    expect((await refused('--deployed', join(folder(), 'gone'), '--assembly', assembly)).err).toMatch(/gone: no such folder$/);
  });

  test('a stage that the assembly does not have', async () => {
    expect((await refused('--deployed', deployedFolder(small()), '--assembly', assemblyFolder(target()), '--stage', 'dev')).err).toMatch(/^--stage dev: no stack of the assembly ends with -dev; it has listbackup-infrastructure-dynamodb-main$/);
  });

  test('a folder for the steps that holds something', async () => {
    const out = folder();
    mkdirSync(join(out, '01'));
    const run = await plan('--deployed', deployedFolder(small()), '--assembly', assemblyFolder(target()), '--out', out);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toMatch(/is there and not an empty folder; name a new one$/);
  });
});

test('a plan that is not safe writes nothing', async () => {
  const wrong = target();
  Object.assign(wrong[NAME]!.Resources.UsersTable!.Properties!, { TableName: 'listbackup-main-people' });
  const parent = folder();
  const run = await plan('--deployed', deployedFolder(small()), '--assembly', assemblyFolder(wrong), '--out', join(parent, 'steps'));
  expect(run.code).toBe(1);
  expect(run.out).toContain('UsersTable.TableName: AWS::DynamoDB::Table would be replaced: TableName cannot change in place');
  expect(existsSync(join(parent, 'steps'))).toBe(false);
});

test('--help says what the words are', async () => {
  const run = await plan('--help');
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/exit code: 0 a safe plan, 1 no safe plan, 2/);
});
