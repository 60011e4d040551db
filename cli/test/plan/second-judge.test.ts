import { walk, type StackInput, type Walk } from '../support/second-judge';
import { order } from '../support/second-judge/order';

type Template = Record<string, unknown>;

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const stack = (template: Template, name = 'data'): StackInput => ({
  name, template: template as StackInput['template'], tags: {}, parameters: {}, account: '123456789012', region: 'us-west-2',
});
const table = (name: string, more: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties: { TableName: name, KeySchema: [], ...more } });
const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });
const policy = (...queues: string[]) => ({ Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: queues.map((id) => ({ Ref: id })), PolicyDocument: {} } });
const index = (IndexName: string) => ({ IndexName });
const resources = (Resources: object, more: object = {}): Template => ({ Resources, ...more });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, number) => [`Q${number}`, queue(`q${number}`)]));

/** Walks from one template to others, one after the other. */
function walked(first: Template | undefined, steps: readonly (Template | Record<string, Template>)[], rest: Partial<Walk> = {}): readonly string[] {
  const stacksOf = (step: Template | Record<string, Template>): readonly StackInput[] => (
    'Resources' in step ? [stack(step)] : Object.entries(step).map(([name, template]) => stack(template as Template, name)));
  return walk({
    deployed: first ? stacksOf(first) : [],
    target: stacksOf(steps[steps.length - 1] ?? {}),
    steps: steps.map((step) => ({ stacks: stacksOf(step), imports: new Set<string>() })),
    accepted: new Set(),
    ...rest,
  });
}

const TAGGED = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'docs', Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] } };
const PLAIN = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'docs' } };
const EMPTIER = { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: 'arn', BucketName: { Ref: 'Docs' } } };
const HOOK = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'hook' } };
const GRANT = { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Hook' }, Action: 'a', Principal: 'p' } };
const CALLING = { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'p', LambdaConfig: { PostConfirmation: { 'Fn::GetAtt': ['Hook', 'Arn'] } } } };
const SILENT = { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'p' } };
const exporting = (more: object = {}) => resources({ A: queue('a') }, { Outputs: { Url: { Value: { Ref: 'A' }, Export: { Name: 'url' } }, ...more } });
const importing = resources({ B: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/b', Type: 'String', Value: { 'Fn::ImportValue': 'url' } } } });

test.each<[what: string, first: Template, steps: readonly (Template | Record<string, Template>)[], right: readonly string[]]>([
  ['a reference to nothing', resources({ A: queue('a') }), [resources({ A: queue('a'), P: policy('B') })], ['P refers to B']],
  ['a name of the planner', resources({ A: queue('a') }), [resources({ A: queue('\uE000x\uE001') })], ['a name of the planner is in the template', 'A is replaced']],
  ['a resource too many', resources(many(1)), [resources(many(501))], ['501 Resources']],
  ['a replacement', resources({ A: table('a') }), [resources({ A: table('b') })], ['A is replaced by TableName']],
  ['a deletion', resources({ A: table('a'), B: queue('b') }), [resources({ B: queue('b') })], ['A is deleted with what it holds']],
  ['two indexes at once', resources({ A: table('a') }), [resources({ A: table('a', { GlobalSecondaryIndexes: [index('x'), index('y')] }) })], ['A: 2 indexes in one update']],
  ['a name that is taken', resources({ A: table('a'), B: queue('b') }), [resources({ A: table('a'), B: queue('b'), C: table('a') })], ['C: a belongs to data.A']],
  ['a tag that goes with its handler', resources({ Docs: TAGGED, Emptier: EMPTIER }), [resources({ Docs: TAGGED })], ['Emptier empties the bucket']],
  ['a permission that goes before its pool', resources({ Pool: CALLING, Hook: HOOK, Grant: GRANT }), [
    resources({ Pool: CALLING, Hook: HOOK }), resources({ Pool: SILENT }),
  ], ['data.Grant goes before Pool changes']],
  ['a policy that another one takes away', resources({ A: queue('a'), B: queue('b'), P: policy('A', 'B') }), [
    resources({ A: queue('a'), B: queue('b'), P: policy('A'), Q: policy('B') }),
  ], ['has no policy']],
  ['a required property that is lost on the way', resources({ A: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } }), [
    resources({ A: { Type: 'AWS::IAM::Role', Properties: {} } }), resources({ A: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } }),
  ], ['A lacks AssumeRolePolicyDocument']],
])('%s is found', (_, first, steps, right) => {
  const found = walked(first, steps);
  for (const line of right) expect(found.join('\n')).toContain(line);
});

test('what is done in the right order is not found', () => {
  const hooked = { Hook: HOOK, Grant: GRANT };
  const retained = { ...table('a'), ...KEPT };
  const untagged = [resources({ Docs: PLAIN, Emptier: EMPTIER }), resources({ Docs: PLAIN })];
  expect(walked(resources({ Docs: TAGGED, Emptier: EMPTIER }), untagged)).toEqual([]);
  expect(walked(resources({ Pool: CALLING, ...hooked }), [resources({ Pool: SILENT, ...hooked }), resources({ Pool: SILENT })])).toEqual([]);
  expect(walked(resources({ A: retained, B: queue('b') }), [resources({ B: queue('b') })])).toEqual([]);
  // A policy that the target lets go by its condition is no policy that a queue lacks.
  const never = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
  expect(walked(resources({ A: queue('a'), P: policy('A') }), [resources({ A: queue('a'), P: { ...policy('A'), Condition: 'Never' } }, never)])).toEqual([]);
});

test('an export is there before it is read, and as long as it is read', () => {
  const both = { one: exporting(), two: importing };
  expect(walked({ one: exporting({ Other: { Value: 'x' } }) } as never, [both]).join()).toBe('');
  const none = resources({ A: queue('a') });
  const early = walked({ one: none, two: resources({ C: queue('c') }) } as never, [{ one: none, two: importing }, both]);
  expect(early.join()).toContain('imports url before anybody exports it');
  expect(walked(both as never, [{ one: none, two: importing }]).join()).toContain('the export url goes while two imports it');
});

test('an end that is not the target is found', () => {
  const target = [stack(resources({ A: queue('a'), B: queue('b') }))];
  expect(walked(resources({ A: queue('a') }), [resources({ A: queue('c') })], { target }).join()).toContain('data.B is not as the target says');
});

test('a name of another Region is another name, unless the service has no Regions', () => {
  const alarm = { A: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'late' } } };
  const role = { A: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'work', AssumeRolePolicyDocument: {} } } };
  const both = (first: object, second: object) => [stack(resources(first), 'here'), { ...stack(resources(second), 'there'), region: 'us-east-1' }];
  const found = (one: object) => walk({ deployed: both(one, { B: queue('b') }), target: [], steps: [{ stacks: both(one, { B: queue('b'), ...one }), imports: new Set() }], accepted: new Set() });
  expect(found(alarm)).toEqual([]);
  expect(found(role)).toEqual(['step 1 there: A: work belongs to here.A']);
});

test('a new resource that no step contains is found', () => {
  const target = [stack(resources({ A: queue('a'), B: queue('b') }))];
  expect(walk({ deployed: [stack(resources({ A: queue('a') }))], target, steps: [], accepted: new Set() })).toEqual(['without a step: data.B is not there']);
});

test('a written order that contradicts itself is found', () => {
  const failed: string[] = [];
  order([{ ...stack({}, 'a'), after: ['b'] }, { ...stack({}, 'b'), after: ['a'] }], (what) => failed.push(what));
  expect(failed).toEqual(['a, b wait for each other']);
});
