import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { stageOf, type StageSketch } from './support/judged';
import { plan } from './support/run';
import { makePlan, type Plan } from '../../src/plan/plan';

const API = 'a1b2c3d4e5';
const AUTHORIZER = 'x9y8z7';
const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const TOPIC = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' }, ...KEPT };
const lambda = (name: string) => ({ Type: 'AWS::Lambda::Function', Properties: { FunctionName: name, Code: { ZipFile: '' }, Role: 'arn:aws:iam::123456789012:role/r' } });
const rule = (target: unknown) => ({ Type: 'AWS::Events::Rule', Properties: { Name: 'r', ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'it', Arn: target }] } });
const route = (more: object) => ({ Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: API, RouteKey: 'GET /users', ...more } });
const arnOf = (name: string): string => `arn:aws:lambda:us-west-2:123456789012:function:${name}`;
const api = (more: object = {}): StageSketch[string] => ({
  Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'main', ProtocolType: 'HTTP' }, ...KEPT }, ...more } as never,
});
const authorizer = { Authorizer: { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: { Ref: 'Api' }, AuthorizerType: 'JWT', Name: 'users' } } };

/** Plans with what the outputs of the API's stack show. */
function planned(before: StageSketch, after: StageSketch, ...accept: string[]): Plan {
  const told = (sketch: StageSketch) => new Map([...stageOf(sketch)].map(([name, state]) => (
    [name, name === 'api-main' ? { ...state, observedValues: { Api: API, Authorizer: AUTHORIZER } } : state])));
  return makePlan({ deployed: told(before), target: told(after), existing: [], accept: new Set(accept), dropLeftovers: false });
}

const named = ({ reasons }: Plan): readonly string[] => reasons.map(({ rule: id, accept = '' }) => `${id} ${accept}`);

describe('what a template names by an ID or an ARN does not go while it is named', () => {
  test.each<[what: string, before: StageSketch, after: StageSketch, reasons: string[]]>([
    ['an authorizer by its ID', { 'api-main': api(authorizer), 'users-main': { Resources: { Route: route({ AuthorizerId: AUTHORIZER }) } } },
      { 'api-main': api(), 'users-main': { Resources: { Route: route({ AuthorizerId: AUTHORIZER }) } } }, ['reference users-main.Route.AuthorizerId']],
    ['an authorizer that its route no longer names', { 'api-main': api(authorizer), 'users-main': { Resources: { Route: route({ AuthorizerId: AUTHORIZER }) } } },
      { 'api-main': api(), 'users-main': { Resources: { Route: route({}) } } }, []],
    ['a function by its ARN', { 'app-main': { Resources: { Topic: TOPIC, Fn: lambda('work') } }, 'jobs-main': { Resources: { Rule: rule(arnOf('work')) } } },
      { 'app-main': { Resources: { Topic: TOPIC } }, 'jobs-main': { Resources: { Rule: rule(arnOf('work')) } } }, ['reference jobs-main.Rule.Targets']],
    ['a function by an ARN that Fn::Sub fills in, with its alias', { 'app-main': { Resources: { Topic: TOPIC, Fn: lambda('work') } }, 'jobs-main': { Resources: { Rule: rule({ 'Fn::Sub': `${arnOf('work').replace('us-west-2', '${AWS::Region}')}:live` }) } } },
      { 'app-main': { Resources: { Topic: TOPIC } }, 'jobs-main': { Resources: { Rule: rule({ 'Fn::Sub': `${arnOf('work').replace('us-west-2', '${AWS::Region}')}:live` }) } } }, ['reference jobs-main.Rule.Targets']],
    ['a function of another name', { 'app-main': { Resources: { Topic: TOPIC, Fn: lambda('work') } }, 'jobs-main': { Resources: { Rule: rule(arnOf('worker')) } } },
      { 'app-main': { Resources: { Topic: TOPIC } }, 'jobs-main': { Resources: { Rule: rule(arnOf('worker')) } } }, []],
    ['a function under another logical ID and the same ARN', { 'app-main': { Resources: { Topic: TOPIC, Fn: lambda('work') } }, 'jobs-main': { Resources: { Rule: rule(arnOf('work')) } } },
      { 'app-main': { Resources: { Topic: TOPIC, Fn: { ...lambda('work'), Properties: { ...lambda('work').Properties, MemorySize: 512 } } } }, 'jobs-main': { Resources: { Rule: rule(arnOf('work')) } } }, []],
  ])('%s', (_, before, after, reasons) => {
    expect(named(planned(before, after))).toEqual(reasons);
  });

  test('unless the owner accepts it', () => {
    const users = { Resources: { Route: route({ AuthorizerId: AUTHORIZER }) } };
    expect(planned({ 'api-main': api(authorizer), 'users-main': users }, { 'api-main': api(), 'users-main': users }, 'users-main.Route.AuthorizerId').reasons).toEqual([]);
  });
});

/** The stacks after which a stack of the first step is deployed. */
async function orderOf(before: StageSketch, after: StageSketch, stack: string): Promise<readonly string[]> {
  const out = join(folder(), 'steps');
  const run = await plan('--deployed', deployedFolder(before), '--assembly', assemblyFolder(after), '--out', out);
  expect(run).toMatchObject({ code: 0, err: '' });
  const { artifacts } = JSON.parse(readFileSync(join(out, '01', 'manifest.json'), 'utf8')) as { artifacts: Record<string, { dependencies?: string[] }> };
  return (artifacts[stack]?.dependencies ?? []).filter((name) => !name.endsWith('.assets'));
}

describe('stacks of one step wait for each other where one names literally what the other creates or deletes', () => {
  const app = (...names: string[]): StageSketch[string] => ({ Resources: { Topic: TOPIC, ...Object.fromEntries(names.map((name) => [`Fn${name}`, lambda(name)])) } });
  const jobs = (target: string): StageSketch[string] => ({ Resources: { Rule: rule(arnOf(target)) } });

  test.each<[what: string, before: StageSketch, after: StageSketch, stack: string, waitsFor: string[]]>([
    ['a function is created before a rule names it', { 'z-main': app('one'), 'jobs-main': jobs('one') }, { 'z-main': app('one', 'two'), 'jobs-main': jobs('two') }, 'jobs-main', ['z-main']],
    ['a function is deleted after the rule names another', { 'app-main': app('one', 'two'), 'jobs-main': jobs('one') }, { 'app-main': app('two'), 'jobs-main': jobs('two') }, 'app-main', ['jobs-main']],
    ['a function that was there needs no order', { 'z-main': app('one', 'two'), 'jobs-main': jobs('one') }, { 'z-main': app('one', 'two', 'three'), 'jobs-main': jobs('two') }, 'jobs-main', []],
  ])('%s', async (_, before, after, stack, waitsFor) => {
    expect(await orderOf(before, after, stack)).toEqual(waitsFor);
  });
});
