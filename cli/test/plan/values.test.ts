import { stageOf, type StageSketch } from './support/judged';
import { makePlan, type Plan } from '../../src/plan/plan';
import type { StackState } from '../../src/plan/state/stage-state';

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const TOKEN = 'arn:aws:lambda:us-west-2:123456789012:function:provider';
const table = (name: unknown, more: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: { TableName: name, BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] },
  ...KEPT,
  ...more,
});
const topic = (name: string) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: name }, ...KEPT });

function planned(deployed: StageSketch, target: StageSketch, extra: Partial<StackState> = {}): Plan {
  const stage = (sketch: StageSketch) => new Map([...stageOf(sketch)].map(([name, state]) => [name, { ...state, ...extra }]));
  return makePlan({ deployed: stage(deployed), target: stage(target), existing: [], accept: new Set(), dropLeftovers: false });
}

const rules = ({ reasons }: Plan): readonly string[] => reasons.map(({ rule, subject, property = '' }) => `${rule} ${subject} ${property}`.trim());
const unknownPlace = { account: undefined, region: undefined } as unknown as Partial<StackState>;

describe('the same text is not the same value', () => {
  test.each<[what: string, sections: (value: string) => object]>([
    ['of a condition', (region) => ({ Conditions: { Keep: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] } } })],
    ['of a condition inside a condition', (region) => ({ Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] }, Keep: { 'Fn::Not': [{ Condition: 'IsDev' }] } } })],
    ['of a condition two levels down', (region) => ({ Conditions: { A: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] }, B: { 'Fn::Not': [{ Condition: 'A' }] }, Keep: { 'Fn::Or': [{ Condition: 'B' }, { Condition: 'B' }] } } })],
    ['of a mapping in a condition', (region) => ({ Mappings: { M: { 'us-west-2': { Is: region } } }, Conditions: { Keep: { 'Fn::Equals': [{ 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'Is'] }, 'us-west-2'] } } })],
  ])('%s that decides whether a table exists', (_, sections) => {
    const stage = (region: string): StageSketch => ({ data: { Resources: { Orders: table('orders', { Condition: 'Keep' }), X: topic('x') }, ...sections(region) } });
    expect(rules(planned(stage('eu-west-1'), stage('us-west-2'), unknownPlace))).toEqual(['undecided Orders Condition']);
    expect(rules(planned(stage('eu-west-1'), stage('eu-west-1'), unknownPlace))).toEqual([]);
  });

  test('of a name that a custom resource answers, where that changes', () => {
    const stage = (seed: string): StageSketch => ({
      data: { Resources: { Orders: table({ 'Fn::GetAtt': ['Namer', 'Name'] }), Namer: { Type: 'Custom::Namer', Properties: { ServiceToken: TOKEN, Seed: seed } } } },
    });
    expect(rules(planned(stage('a'), stage('b')))).toEqual(['custom-resource Namer Seed', 'undecided Orders TableName']);
    expect(rules(planned(stage('a'), stage('a')))).toEqual([]);
  });

  test('of a name that an output of a nested stack gives, where that changes', () => {
    const stage = (url: string): StageSketch => ({
      data: { Resources: { Orders: table({ 'Fn::GetAtt': ['Nested', 'Outputs.Name'] }), Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } } },
    });
    expect(rules(planned(stage('https://a'), stage('https://b')))).toContain('undecided Orders TableName');
  });

  test('of a name that is looked up in the parameter store at every update', () => {
    const stage = (more: object): StageSketch => ({
      data: { Resources: { Orders: table({ Ref: 'Name' }), X: { ...topic('x'), ...more } }, Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/orders' } } },
    });
    expect(rules(planned(stage({}), stage({ Properties: { TopicName: 'x', DisplayName: 'y' } })))).toEqual(['undecided Orders TableName']);
    expect(rules(planned(stage({}), stage({})))).toEqual([]);
  });

  test('a literal name is what CloudFormation found in the parameter store', () => {
    const parameters = { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/orders' } } };
    const before: StageSketch = { data: { Resources: { Orders: table({ Ref: 'Name' }), X: topic('x') }, ...parameters } };
    const after = (name: string): StageSketch => ({ data: { Resources: { Orders: table(name), X: topic('x') } } });
    expect(rules(planned(before, after('orders'), { lookedUp: { Name: 'orders' } }))).toEqual([]);
    expect(rules(planned(before, after('orders'), { lookedUp: { Name: 'other' } }))).toEqual(['replacement Orders TableName']);
  });

  test.each<[what: string, write: (location: string) => object]>([
    ['all properties', (Location) => ({ 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location } } })],
    ['one property', (Location) => ({ BucketName: 'docs', LifecycleConfiguration: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location } } } })],
    ['some properties beside others', (Location) => ({ 'BucketName': 'docs', 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location } } })],
    ['by a macro of the account', (Location) => ({ BucketName: 'docs', Tags: { 'Fn::Transform': [{ Name: 'Tagger', Parameters: { Location } }] } })],
  ])('of what a transform makes: %s', (_, write) => {
    const stage = (location: string): StageSketch => ({ files: { Resources: { Docs: { Type: 'AWS::S3::Bucket', Properties: write(location) as Record<string, unknown>, ...KEPT } } } });
    const plan = planned(stage('s3://snippets/v1.yaml'), stage('s3://snippets/v2.yaml'));
    expect(plan.reasons.map(({ rule }) => rule)).toContain('transform');
    expect(planned(stage('s3://snippets/v1.yaml'), stage('s3://snippets/v1.yaml')).reasons).toEqual([]);
  });

  test('of a template that a macro rewrites, whenever it is deployed again', () => {
    const stage = (name: string): StageSketch => ({ files: { Transform: ['Rewriter'], Resources: { X: topic('x'), Y: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'y', DisplayName: name }, ...KEPT } } } });
    expect(rules(planned(stage('a'), stage('b')))).toEqual(['transform Transform Rewriter']);
    expect(rules(planned(stage('a'), stage('a')))).toEqual([]);
  });
});

describe('what a handler set from outside', () => {
  const pool = (more: object = {}) => ({ Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people-main', ...more }, ...KEPT });
  const hooks = (name: string) => ({
    Resources: { Setter: { Type: 'Custom::CognitoUserPool', Properties: { ServiceToken: TOKEN, FunctionName: 'confirm', UserPoolName: name, UserPoolConfigs: [{ Trigger: 'PostConfirmation' }] } } },
  });

  test('is taken back by an update of the pool that does not write it', () => {
    const stage = (more: object, name = 'people-main'): StageSketch => ({ auth: { Resources: { Pool: pool(more) } }, hooks: hooks(name) });
    expect(rules(planned(stage({}), stage({ MfaConfiguration: 'OPTIONAL' })))).toEqual(['pool-reset Pool LambdaConfig.PostConfirmation']);
    expect(rules(planned(stage({}), stage({ MfaConfiguration: 'OPTIONAL', LambdaConfig: { PostConfirmation: 'arn' } })))).toEqual([]);
    expect(rules(planned(stage({}, 'others'), stage({ MfaConfiguration: 'OPTIONAL' }, 'others')))).toEqual([]);
    expect(rules(planned(stage({}), stage({})))).toEqual([]);
  });

  test('a handler that leaves after the target has taken its place is not called', () => {
    const deployed: StageSketch = { auth: { Resources: { Pool: pool(), ...hooks('people-main').Resources } } };
    const plan = planned(deployed, { auth: { Resources: { Pool: pool({ LambdaConfig: { PostConfirmation: 'arn' } }) } } });
    expect(rules(plan)).toEqual([]);
    const removal = plan.steps.findIndex(({ state }) => state.get('auth')?.template.Resources.Setter === undefined);
    expect(plan.steps[removal - 1]?.state.get('auth')?.template.Resources.Setter).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  test.each<[what: string, type: string, before: object, after: object | undefined, rules: string[]]>([
    ['an unknown handler changes', 'Custom::Mystery', { A: 1 }, { A: 2 }, ['custom-resource C A']],
    ['an unknown handler leaves', 'Custom::Mystery', { A: 1 }, undefined, ['custom-resource C']],
    ['a deployment gets another source', 'Custom::CDKBucketDeployment', { SourceObjectKeys: ['a'], DestinationBucketName: 'b' }, { SourceObjectKeys: ['c'], DestinationBucketName: 'b' }, []],
    ['a deployment begins to prune', 'Custom::CDKBucketDeployment', { Prune: false }, { Prune: true }, ['custom-resource C Prune']],
    ['a deployment goes elsewhere without keeping', 'Custom::CDKBucketDeployment', { DestinationBucketName: 'a', RetainOnDelete: false }, { DestinationBucketName: 'b', RetainOnDelete: false }, ['custom-resource C DestinationBucketName']],
    ['a deployment leaves', 'Custom::CDKBucketDeployment', { DestinationBucketName: 'a' }, undefined, []],
    ['a deployment leaves without keeping', 'Custom::CDKBucketDeployment', { DestinationBucketName: 'a', RetainOnDelete: false }, undefined, ['custom-resource C']],
    ['logs are kept for a shorter time', 'Custom::LogRetention', { LogGroupName: 'g', RetentionInDays: 30 }, { LogGroupName: 'g', RetentionInDays: 7 }, ['custom-resource C RetentionInDays']],
    ['logs are kept longer', 'Custom::LogRetention', { LogGroupName: 'g', RetentionInDays: 30 }, { LogGroupName: 'g', RetentionInDays: 90 }, []],
    ['a replica leaves', 'Custom::DynamoDBReplica', { TableName: 't', Region: 'eu-west-1' }, undefined, ['custom-resource C']],
    ['a call that only reads changes', 'Custom::Lookup', { Update: '{"service":"SSM","action":"getParameter"}' }, { Update: '{"service":"SSM","action":"getParameter","parameters":{}}' }, []],
    ['a call that writes changes', 'Custom::Call', { Update: '{"service":"S3","action":"putObject"}' }, { Update: '{"service":"S3","action":"deleteObject"}' }, ['custom-resource C Update']],
    ['a call without a deletion leaves', 'Custom::Call', { Create: '{"service":"S3","action":"putObject"}' }, undefined, []],
    ['a call with a deletion leaves', 'Custom::Call', { Delete: '{"service":"S3","action":"deleteObject"}' }, undefined, ['custom-resource C']],
  ])('%s', (_, type, before, after, expected) => {
    const stage = (properties: object | undefined): StageSketch => ({
      app: { Resources: { X: topic('x'), ...properties === undefined ? {} : { C: { Type: type, Properties: { ServiceToken: TOKEN, ...properties } } } } },
    });
    expect(rules(planned(stage(before), stage(after)))).toEqual(expected);
  });
});
