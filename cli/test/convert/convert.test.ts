import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import * as ts from 'typescript';
import { convert } from '../../src/convert/convert';
import { convertOptions } from '../../src/convert/options';
import { parseText } from '../../src/template';

const SERVICES = join(__dirname, 'services');

interface Resource { readonly Type: string; readonly Properties: Record<string, unknown>; readonly DeletionPolicy?: string }

type Resources = Readonly<Record<string, Resource>>;

/** What Serverless packages of each service; see services/package.mjs. */
const packaged = (service: string): Resources => (
  (parseText(readFileSync(join(SERVICES, `${service}.packaged.json`), 'utf8'), service) as unknown as { Resources: Resources }).Resources
);

/** The resources of the converted program, synthesized with the library. */
function converted(service: string): Resources {
  const place = mkdtempSync(join(tmpdir(), 'converted-'));
  try {
    const { program } = convert(join(SERVICES, `${service}.yml`), 'main', join(place, 'stack.ts'));
    mkdirSync(join(place, 'bin'));
    for (const file of ['list', 'get', 'processor']) writeFileSync(join(place, 'bin', `${file}.zip`), 'not read');
    const local = program.replace(/join\(__dirname, '[^']*', path\)/, `join(${JSON.stringify(place)}, path)`);
    const { outputText } = ts.transpileModule(local, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
    const exported: Record<string, new (scope: App, id: string, props: object) => Stack> = {};
    const load = (name: string): unknown => (name === 'listbackup-infrastructure' ? jest.requireActual('../../../lib') : jest.requireActual(name));
    // The program that the converter wrote.
    new Function('require', 'exports', '__dirname', outputText)(load, exported, place);
    const { ListBackupStage } = jest.requireActual<{ ListBackupStage: { MAIN: object } }>('../../../lib');
    const app = new App();
    const [Converted] = Object.values(exported);
    if (!Converted) throw new Error('the program exports nothing');
    new Converted(app, 'Converted', { stage: ListBackupStage.MAIN });
    return (app.synth().stacks[0]?.template as { Resources: Resources }).Resources;
  } finally {
    rmSync(place, { recursive: true });
  }
}

const ofType = (resources: Resources, type: string): string[] => Object.keys(resources).filter((id) => resources[id]?.Type === type).sort();
const picked = (resources: Resources, type: string, ...names: string[]): Record<string, unknown> => Object.fromEntries(
  ofType(resources, type).map((id) => [id, Object.fromEntries(names.map((name) => [name, resources[id]?.Properties[name]]))]),
);

interface Statement { readonly Action: string | string[] }

const actionsOf = (resources: Resources): string[] => {
  const policies = resources.IamRoleLambdaExecution?.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
  return [...new Set(policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(({ Action }) => Action))].sort();
};

describe('a converted service beside what Serverless packages of it', () => {
  const [before, after] = [packaged('jobs'), converted('jobs')];

  test.each([
    ['AWS::Lambda::Function', ['FunctionName', 'MemorySize', 'Timeout', 'Runtime', 'Handler', 'Architectures']],
    ['AWS::Logs::LogGroup', ['LogGroupName', 'RetentionInDays']],
    ['AWS::ApiGatewayV2::Route', ['RouteKey']],
    ['AWS::ApiGatewayV2::Integration', ['PayloadFormatVersion', 'IntegrationUri', 'TimeoutInMillis']],
    ['AWS::Events::Rule', ['ScheduleExpression', 'State']],
    ['AWS::DynamoDB::Table', ['TableName', 'KeySchema', 'BillingMode', 'AttributeDefinitions']],
  ])('%s: the same logical IDs with the same properties', (type, names) => {
    expect(ofType(after, type)).not.toEqual([]);
    expect(picked(after, type, ...names)).toEqual(picked(before, type, ...names));
  });

  test('routes ask for the same authorization', () => {
    const typesOf = (resources: Resources): unknown[] => ofType(resources, 'AWS::ApiGatewayV2::Route').map((id) => resources[id]?.Properties.AuthorizationType ?? 'NONE');
    expect(typesOf(after)).toEqual(typesOf(before));
  });

  test('every variable stays, under the same name', () => {
    const namesOf = (resources: Resources, id: string): string[] => (
      Object.keys((resources[id]?.Properties.Environment as { Variables: object }).Variables).sort()
    );
    for (const id of ofType(before, 'AWS::Lambda::Function')) expect(namesOf(after, id)).toEqual(namesOf(before, id));
  });

  test('every action of the role that is not Lambda\'s own stays, and none is new but traces and failures', () => {
    const left = actionsOf(before).filter((action) => !/^logs:/.test(action) && !actionsOf(after).includes(action));
    const more = actionsOf(after).filter((action) => !/^(logs|xray):/.test(action) && !actionsOf(before).includes(action));
    expect(left).toEqual([]);
    expect(more).toEqual([]);
  });

  test('streams and queues are read as before', () => {
    const mappings = (resources: Resources): unknown[] => ofType(resources, 'AWS::Lambda::EventSourceMapping')
      .map((id) => resources[id]?.Properties.BatchSize).sort();
    expect(mappings(after)).toEqual(mappings(before));
  });
});

describe('notes', () => {
  const notesOf = (yaml: string): string[] => {
    const place = mkdtempSync(join(tmpdir(), 'notes-'));
    try {
      writeFileSync(join(place, 'serverless.yml'), `service: listbackup-x\nprovider:\n  name: aws\n  runtime: provided.al2023\n${yaml}`);
      return convert(join(place, 'serverless.yml'), 'main', join(place, 'stack.ts')).notes.map(({ at, what, reason }) => `${at.line}: ${what}: ${reason}`);
    } finally {
      rmSync(place, { recursive: true });
    }
  };

  test.each([
    ['custom:\n  unused: 1\n', /^5: custom: nothing that was converted reads it$/],
    ['plugins: [serverless-offline]\n', /^5: plugins: what a plug-in does is not converted$/],
    ['functions:\n  a:\n    handler: bootstrap\n    package: {artifact: a.zip}\n    events:\n      - iot: {sql: x}\n', /^10: iot: events of this kind/],
    ['functions:\n  a:\n    handler: x.y\n    runtime: ruby3.3\n', /^8: runtime: ruby3\.3: the library knows Go, Node\.js and Python/],
    ['functions:\n  a:\n    handler: bootstrap\n    package: {artifact: a.zip}\n    snapStart: true\n', /^9: functions\.a\.snapStart/],
    ['whatever: 1\n', /^5: whatever: the converter does not know it$/],
    ['functions:\n  a:\n    handler: bootstrap\n    package: {artifact: a.zip}\n    memorySize: lots\n', /^9: memorySize: lots: a number is needed/],
    ['functions:\n  a:\n    handler: bootstrap\n    package: {artifact: a.zip}\n    events:\n      - httpApi: GET /a\n', /^10: GET \/a: the route of the service's own HTTP API/],
    ['functions:\n  a:\n    handler: bootstrap\n    package: {artifact: a.zip}\n    events:\n      - http: {method: get, path: a, private: true}\n', /^10: private: an HTTP API has no API keys/],
    ['functions:\n  a:\n    handler: bootstrap\n    package: {artifact: a.zip}\n    events:\n      - s3: uploads\n', /^10: s3: "uploads": Serverless has the bucket in this stack, as S3BucketUploads/],
    ['functions:\n  a: {handler: bootstrap, package: {artifact: a.zip}, environment: {A: "${cf:x.y, 1}"}}\n', /^6: \$\{cf:x\.y, 1\}: CloudFormation has no default/],
    ['resources:\n  Outputs:\n    A: {Value: !Ref HttpApi}\n', /^7: HttpApi: the converted stack has no resource or parameter of this name/],
    ['resources:\n  extensions:\n    HttpApi: {Properties: {Name: x}}\n', /^7: HttpApi: the converted stack generates no such resource/],
  ])('%j', (yaml, expected) => {
    expect(notesOf(yaml)).toContainEqual(expect.stringMatching(expected));
  });
});

describe('the grammar of a configuration', () => {
  const programOf = (files: Readonly<Record<string, string>>): string => {
    const place = mkdtempSync(join(tmpdir(), 'grammar-'));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
      return convert(join(place, 'serverless.yml'), 'main', join(place, 'stack.ts')).program;
    } finally {
      rmSync(place, { recursive: true });
    }
  };
  const head = 'service: listbackup-x\nprovider: {name: aws, runtime: provided.al2023}\npackage: {artifact: all.zip}\n';

  test('functions may be a list of files', () => {
    const program = programOf({
      'serverless.yml': `${head}functions:\n  - \${file(a.yml)}\n  - b: {handler: bootstrap}\n`,
      'a.yml': 'a: {handler: bootstrap}\n',
    });
    expect(program).toContain('service.function(\'a\'');
    expect(program).toContain('service.function(\'b\'');
  });

  test('a merge key brings the settings of its anchor', () => {
    expect(programOf({ 'serverless.yml': `${head}custom:\n  all: &all {memorySize: 333}\nfunctions:\n  a:\n    <<: *all\n    handler: bootstrap\n` })).toContain('memorySize: 333');
  });

  test.each([
    ['${env:LEVEL, \'info\'}', 'A: (process.env.LEVEL ?? \'info\')'],
    ['${file(none.yml):x, \'other\'}', 'A: \'other\''],
    ['${opt:size, self:custom.size}', 'A: \'7\''],
    ['${sls:stage}', 'A: stage.stageName'],
  ])('%s', (value, expected) => {
    expect(programOf({ 'serverless.yml': `${head}custom: {size: 7}\nfunctions:\n  a:\n    handler: bootstrap\n    environment: {A: "${value}"}\n` })).toContain(expected);
  });

  test('a statement names the service\'s own resources by tokens', () => {
    const statements = 'iam: {role: {statements: [{Effect: Allow, Action: "s3:GetObject", Resource: !GetAtt Files.Arn}]}}';
    expect(programOf({ 'serverless.yml': `service: listbackup-x\nprovider:\n  name: aws\n  ${statements}\n` })).toContain('Resource: [Token.asString({ \'Fn::GetAtt\': [\'Files\', \'Arn\'] })]');
  });
});

test.each([
  [[], /the file is missing/],
  [['serverless.yml', '--stage', '1'], /--stage "1"/],
])('arguments %j are refused', (args, message) => {
  expect(() => convertOptions(args)).toThrow(message);
});

test('a file that is none is refused in one line', () => {
  expect(() => convert(join(SERVICES, 'none.yml'), 'main', 'stack.ts')).toThrow(/^convert: cannot read .*none\.yml/);
  expect(() => convert(join(SERVICES, 'package.mjs'), 'main', 'stack.ts')).toThrow(/no serverless\.yml/);
});
