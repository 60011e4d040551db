import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePlan, type Plan } from '../../../src/plan/plan';
import { markedFirst } from '../../../src/plan/steps/mark';
import { assemblyFolder, deployedFolder, folder } from '../support/folders';
import { stageOf, type StageSketch } from '../support/judged';
import { plan } from '../support/run';
import { ACCOUNT } from '../support/today';

type Resource = Record<string, unknown> & { Type: string };
type Manifest = { artifacts: Record<string, { dependencies?: string[] }> };

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const topic = (name: string, more: object = {}): Resource => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: name, ...more }, ...KEPT });
const pool = (more: object = {}): Resource => ({ Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people', ...more }, ...KEPT });
const parameter = (name: string, value: unknown): Resource => ({ Type: 'AWS::SSM::Parameter', Properties: { Name: name, Type: 'String', Value: value } });
const exporting = (name: string, value: unknown) => ({ [name.replaceAll('-', '')]: { Value: value, Export: { Name: name } } });
const imported = (name: string) => ({ 'Fn::ImportValue': name });

function planned(deployed: StageSketch, target: StageSketch): Plan {
  return makePlan({ deployed: stageOf(deployed), target: stageOf(target), existing: [], accept: new Set(), dropLeftovers: false });
}

/** The number of the first step after which something holds; -1 where none does. */
function since({ steps }: Plan, holds: (templateOf: (stack: string) => unknown) => boolean): number {
  return steps.findIndex(({ state }) => holds((stack) => state.get(stack)?.template));
}

describe('an export that waits for the user pool', () => {
  const client = { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ClientName: 'web' }, ...KEPT };
  const auth = (more: object, resources: object = {}, outputs: object = {}): StageSketch[string] => (
    { Resources: { Pool: pool(more), ...resources } as never, Outputs: outputs as never });

  test.each<[what: string, reader: StageSketch[string], readerNow: StageSketch]>([
    ['a resource', { Resources: { Topic: topic('x'), Id: parameter('/client', imported('client-id')) } }, { api: { Resources: { Topic: topic('x') } } }],
    ['a resource by Fn::Sub', { Resources: { Topic: topic('x'), Id: parameter('/client', { 'Fn::Sub': ['${It}/x', { It: imported('client-id') }] }) } }, { api: { Resources: { Topic: topic('x') } } }],
    ['an output', { Resources: { Topic: topic('x') }, Outputs: { Id: { Value: imported('client-id') } } }, { api: { Resources: { Topic: topic('x') } } }],
    ['a stack that is new', { Resources: { Id: parameter('/client', imported('client-id')) } }, {}],
  ])('makes its reader in another stack wait: %s', (_, reader, readerNow) => {
    const plan_ = planned(
      { auth: auth({}), ...readerNow },
      { auth: auth({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }, { Web: client }, exporting('client-id', { Ref: 'Web' })), api: reader },
    );
    expect(plan_.reasons).toEqual([]);
    const isThere = (text: string) => (templateOf: (stack: string) => unknown): boolean => JSON.stringify([templateOf('auth'), templateOf('api')]).includes(text);
    const [published, read] = [since(plan_, isThere('"Export":{"Name":"client-id"}')), since(plan_, isThere('"Fn::ImportValue":"client-id"'))];
    expect(published).toBeGreaterThan(since(plan_, isThere('SOFTWARE_TOKEN_MFA')));
    expect(read).toBeGreaterThanOrEqual(published);
  });
});

describe('written steps', () => {
  interface WrittenStep { readonly manifest: Manifest; template(stack: string): { Resources: Record<string, Resource> } }

  type Written = readonly WrittenStep[] | string;

  async function steps(before: StageSketch, after: StageSketch, existing: readonly unknown[] = [], described = true): Promise<Written> {
    const [out, deployed] = [join(folder(), 'steps'), deployedFolder(before, { describe: described })];
    if (existing.length > 0) writeFileSync(join(deployed, 'existing.json'), JSON.stringify(existing));
    const run = await plan('--deployed', deployed, '--assembly', assemblyFolder(after), '--out', out);
    if (run.code !== 0) return run.out + run.err;
    return readdirSync(out).sort().map((name): WrittenStep => {
      const read = (file: string): unknown => JSON.parse(readFileSync(join(out, name, file), 'utf8'));
      return { manifest: read('manifest.json') as Manifest, template: (stack) => read(`${stack}.template.json`) as never };
    });
  }

  const table = (name: unknown): Resource => ({
    Type: 'AWS::DynamoDB::Table',
    ...KEPT,
    Properties: { TableName: name, BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] },
  });
  const role = (trusted: unknown): Resource => ({ Type: 'AWS::IAM::Role', Properties: { RoleName: 'work', AssumeRolePolicyDocument: trusted } });
  const before: StageSketch = { 'app-main': { Resources: { Topic: topic('x') } } };

  test('an import says everything that the type requires, or is refused', async () => {
    const trust = (by: unknown) => ({ Statement: [{ Effect: 'Allow', Principal: { AWS: by }, Action: 'sts:AssumeRole' }] });
    const after = (by: unknown): StageSketch => ({ 'app-main': { Resources: { Topic: topic('x'), Role: role(trust(by)), Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } } } } });
    const literal = await steps(before, after(`arn:aws:iam::${ACCOUNT}:root`), [{ type: 'AWS::IAM::Role', name: 'work' }]);
    expect(typeof literal === 'string' ? literal : literal[1]?.template('app-main').Resources.Role).toMatchObject({ Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow' }] } } });
    const unknown = await steps(before, after({ 'Fn::GetAtt': ['Key', 'KeyId'] }), [{ type: 'AWS::IAM::Role', name: 'work' }]);
    expect(unknown).toContain('an import has to say AssumeRolePolicyDocument, which is not known here');
  });

  test('hold no name that only the planner has', async () => {
    const release = (target: boolean): StageSketch => ({
      'old-main': { Resources: { Topic: topic('y'), ...target ? {} : { Orders: table('orders-main') }, Stream: parameter('/stream', target ? 'none' : { 'Fn::GetAtt': ['Orders', 'StreamArn'] }) } },
      'app-main': { Resources: { Topic: topic('x'), ...target ? { Orders: table('orders-main') } : {} } },
    });
    const written = await steps(release(false), release(true));
    // The stream's ARN is known to AWS alone, so that no literal can take the place of the reference.
    expect(written).toContain('Stream: refers to Orders, which is released, by a value that is not known here');
    const named = await steps(
      { 'app-main': { Resources: { Topic: topic('x', { DisplayName: { 'Fn::Sub': '${AWS::StackId}' } }) } } },
      { 'app-main': { Resources: { Topic: topic('x', { DisplayName: { 'Fn::Sub': '${AWS::StackId}!' } }) } } },
      [], false,
    );
    expect(typeof named === 'string' ? named : JSON.stringify(named.map(({ template }) => template('app-main')))).not.toMatch(/[\uE000\uE001]/);
  });

  test('deploy a stack after the one whose new export it imports, though the app says nothing of it', async () => {
    const written = await steps(
      { 'a-main': { Resources: { Topic: topic('x') } }, 'z-main': { Resources: { Other: topic('y') } } },
      {
        'a-main': { Resources: { Topic: topic('x'), Read: parameter('/y', imported('new-value')) } },
        'z-main': { Resources: { Other: topic('y') }, Outputs: exporting('new-value', { Ref: 'Other' }) as never },
      },
    );
    expect(typeof written === 'string' ? written : written[0]?.manifest.artifacts['a-main']?.dependencies).toEqual(['a-main.assets', 'z-main']);
  });

  test('are never two stacks that wait for each other', async () => {
    const both = (more: boolean): StageSketch => ({
      'a-main': { Resources: { Topic: topic('x'), ...more ? { Read: parameter('/b', imported('of-b')) } : {} }, ...more ? { Outputs: exporting('of-a', 'a') as never } : {} },
      'b-main': { Resources: { Topic: topic('y'), ...more ? { Read: parameter('/a', imported('of-a')) } : {} }, ...more ? { Outputs: exporting('of-b', 'b') as never } : {} },
    });
    expect(await steps(both(false), both(true))).toContain('a-main -> b-main -> a-main read from each other what they publish in the same step');
  });

  test('make a stack of the target that is not deployed, also where nothing else changes', async () => {
    const written = await steps(before, { ...before, 'new-main': { Resources: { Topic: topic('z') } } });
    expect(typeof written === 'string' ? written : written.map(({ template }) => Object.keys(template('new-main').Resources))).toEqual([['Topic']]);
  });
});

test.each<[what: string, count: number, metadata: object, marked: number]>([
  ['one place is left for it', 499, {}, 500],
  ['the metadata of a resource carries it', 500, { Metadata: { at: 1 } }, 500],
  ['nothing can carry it, so that the template limit refuses the plan', 500, {}, 501],
])("the plan's own mark in a full template: %s", (_, count, metadata, marked) => {
  const full = (more: object) => Object.fromEntries(Array.from({ length: count }, (__, index) => [`T${index}`, { ...topic(`t${index}`), ...metadata, ...more }]));
  const [now, next] = [full({ DeletionPolicy: 'Delete' }), full({})];
  const result = markedFirst(next as never, now as never, now as never);
  expect(Object.keys(result)).toHaveLength(marked);
  expect(JSON.stringify(result)).toContain('ListBackupPlanMark1');
});
