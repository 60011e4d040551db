import { stageOf, type StageSketch } from './support/judged';
import { makePlan, type Plan } from '../../src/plan/plan';

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const STACK = 'shop-data-prod';

type Resources = Record<string, { Type: string; Properties?: object; [key: string]: unknown }>;

const stage = (resources: Resources, rest: object = {}): StageSketch => (
  { [STACK]: { Resources: { Beside: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' } }, ...resources } as never, ...rest } });

function planned(before: StageSketch, after: StageSketch, ...accept: readonly string[]): Plan {
  return makePlan({ deployed: stageOf(before), target: stageOf(after), existing: [], accept: new Set(accept), dropLeftovers: false });
}

/** A resource in every step of a plan, as text; `undefined` where it is not there. */
function stepsOf({ steps }: Plan, id: string): readonly (string | undefined)[] {
  return steps.map(({ state }) => JSON.stringify(state.get(STACK)?.template.Resources[id]));
}

const verdict = ({ reasons }: Plan) => reasons.map(({ subject, rule, accept }) => [subject, rule, accept === undefined ? 'refused' : 'asked']);

const table = (names: readonly string[]) => ({
  Type: 'AWS::DynamoDB::Table',
  ...KEPT,
  Properties: {
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: ['id', ...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...names.length === 0 ? {} : {
      GlobalSecondaryIndexes: names.map((name) => (
        { IndexName: `${name}-index`, KeySchema: [{ AttributeName: name, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } })),
    },
  },
});

test('a snippet from another place is asked about: nobody knows what it holds', () => {
  const docs = (place: string) => ({ Docs: { Type: 'AWS::S3::Bucket', ...KEPT, Properties: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: `s3://snippets/${place}.yaml` } } } } });
  expect(verdict(planned(stage(docs('one')), stage(docs('two'))))).toEqual([['Docs', 'transform', 'asked']]);
  expect(verdict(planned(stage(docs('one')), stage(docs('one'))))).toEqual([]);
});

test('three indexes that go are asked about each, and then go one by one', () => {
  const [before, after] = [stage({ Orders: table(['a', 'b', 'c']) }), stage({ Orders: table([]) })];
  const { reasons } = planned(before, after);
  expect(reasons.map(({ subject }) => subject)).toEqual(['Orders', 'Orders', 'Orders']);
  const plan = planned(before, after, ...reasons.flatMap(({ accept }) => accept ?? []));
  expect([verdict(plan), stepsOf(plan, 'Orders').map((text) => text?.match(/IndexName/g)?.length ?? 0)]).toEqual([[], [3, 2, 1, 0]]);
});

test('three indexes that come lose nothing, and come one by one', () => {
  const plan = planned(stage({ Orders: table([]) }), stage({ Orders: table(['a', 'b', 'c']) }));
  expect([verdict(plan), stepsOf(plan, 'Orders').map((text) => text?.match(/IndexName/g)?.length ?? 0)]).toEqual([[], [1, 2, 3]]);
});

test('a condition made of another one follows that one: its table is deleted, or left without a stack', () => {
  const conditions = (region: string) => ({ Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] }, Keep: { 'Fn::Not': [{ Condition: 'IsDev' }] } } });
  const orders = { Orders: { ...table([]), Condition: 'Keep' } };
  expect(verdict(planned(stage(orders, conditions('eu-west-1')), stage(orders, conditions('us-west-2'))))).toEqual([['Orders', 'removal', 'asked']]);
  expect(verdict(planned(stage(orders, conditions('eu-west-1')), stage(orders, conditions('eu-west-2'))))).toEqual([]);
});

test('an expiry of old versions is asked about, whatever other expiry stands beside it', () => {
  const docs = (more: object) => ({
    Docs: {
      Type: 'AWS::S3::Bucket',
      ...KEPT,
      Properties: {
        BucketName: 'docs', VersioningConfiguration: { Status: 'Enabled' }, LifecycleConfiguration: { Rules: [{ Id: 'r', Status: 'Enabled', ExpirationInDays: 14, ...more }] },
      },
    },
  });
  const old = (NoncurrentDays: number) => ({ NoncurrentVersionExpiration: { NoncurrentDays } });
  expect(verdict(planned(stage(docs({})), stage(docs(old(30)))))).toEqual([['Docs', 'data-expiry', 'asked']]);
  expect(verdict(planned(stage(docs(old(30))), stage(docs(old(60)))))).toEqual([]);
});

test('a policy of two queues becomes one for each without leaving a queue alone', () => {
  const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', ...KEPT, Properties: { QueueName: name } });
  const policy = (...ids: string[]) => ({
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: ids.map((id) => ({ Ref: id })),
      PolicyDocument: {
        Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' }],
      },
    },
  });
  const both = { A: queue('a'), B: queue('b') };
  // The second judge walks the steps, and fails the test where a queue is without its policy.
  const plan = planned(stage({ ...both, Policy: policy('A', 'B') }), stage({ ...both, PolicyA: policy('A'), PolicyB: policy('B') }));
  expect([verdict(plan), plan.steps.length]).toEqual([[], 2]);
});

test('a route under another logical ID is refused: the API has that route already', () => {
  const api = { Api: { Type: 'AWS::ApiGatewayV2::Api', ...KEPT, Properties: { Name: 'a', ProtocolType: 'HTTP' } } };
  const route = (key: string) => ({ Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey: key } });
  expect(verdict(planned(stage({ ...api, Old: route('GET /a') }), stage({ ...api, New: route('GET /a') })))).toEqual([['New', 'name-taken', 'refused']]);
  expect(verdict(planned(stage({ ...api, Old: route('GET /a') }), stage({ ...api, Old: route('GET /a'), New: route('GET /b') })))).toEqual([]);
});

test('an attribute that becomes mutable is refused: without the word it is not', () => {
  const pool = (more: object) => ({ Pool: { Type: 'AWS::Cognito::UserPool', ...KEPT, Properties: { UserPoolName: 'people', Schema: [{ Name: 'name', Required: true, ...more }] } } });
  expect(verdict(planned(stage(pool({})), stage(pool({ Mutable: true }))))).toEqual([['Pool', 'pool-schema', 'refused']]);
  expect(verdict(planned(stage(pool({})), stage(pool({ Mutable: false }))))).toEqual([]);
});

test('the permission of a trigger leaves after the pool has stopped calling its function', () => {
  const code = { Code: { ZipFile: 'x' }, Handler: 'i.h', Runtime: 'nodejs22.x', Role: 'arn:aws:iam::123456789012:role/work' };
  const hook = (name: string) => ({
    [`${name}Hook`]: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: name, ...code } },
    [`${name}Grant`]: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: `${name}Hook` }, Action: 'lambda:InvokeFunction', Principal: 'cognito-idp.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Pool', 'Arn'] } } },
  });
  const pool = (name: string) => ({ Pool: { Type: 'AWS::Cognito::UserPool', ...KEPT, Properties: { UserPoolName: 'people', LambdaConfig: { PostConfirmation: { 'Fn::GetAtt': [`${name}Hook`, 'Arn'] } } } } });
  const plan = planned(stage({ ...pool('Old'), ...hook('Old') }), stage({ ...pool('New'), ...hook('New') }));
  expect(verdict(plan)).toEqual([]);
  const changed = stepsOf(plan, 'Pool').findIndex((text) => text?.includes('NewHook'));
  const gone = stepsOf(plan, 'OldGrant').findIndex((text) => text === undefined);
  expect({ changed: changed >= 0, later: gone >= changed }).toEqual({ changed: true, later: true });
});
