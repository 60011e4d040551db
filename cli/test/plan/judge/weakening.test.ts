import { judgedWhole, rulesOf, type StageSketch } from '../support/judged';

type Properties = Record<string, unknown>;

const TOPIC = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const FUNCTION = { Type: 'AWS::Lambda::Function', Properties: { Code: {}, Role: 'arn:aws:iam::123456789012:role/r' } };
const stage = (resources: Record<string, unknown>): StageSketch => ({ stack: { Resources: { Topic: TOPIC, ...resources } as never } });
const mapping = { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: 'arn:aws:sqs:us-west-2:123456789012:q', FunctionName: { Ref: 'Fn' } } };
const permission = (SourceArn: unknown, Principal = 's3.amazonaws.com') => ({
  Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Fn' }, Principal, SourceArn },
});
const notified = (...functions: string[]): Properties => ({
  NotificationConfiguration: { LambdaConfigurations: functions.map((name, at) => ({ Event: `s3:ObjectCreated:${at}`, Function: { 'Fn::GetAtt': [name, 'Arn'] } })) },
});
const bucket = (properties: Properties) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b', ...properties }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
const key = (properties: Properties) => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {}, ...properties }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
const rule = (properties: Properties) => ({ Type: 'AWS::Events::Rule', Properties: { Name: 'r', ScheduleExpression: 'rate(1 day)', ...properties } });
const targets = (...ids: string[]): Properties => ({ Targets: ids.map((Id) => ({ Id, Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } })) });

test.each<[what: string, before: Record<string, unknown>, after: Record<string, unknown>, rules: string[]]>([
  ['a trigger goes while its function stays', { Fn: FUNCTION, It: mapping }, { Fn: FUNCTION }, ['weakened']],
  ['a trigger goes with its function', { Fn: FUNCTION, It: mapping }, {}, []],
  ['a permission goes while its function stays', { Fn: FUNCTION, It: permission('arn:aws:s3:::b') }, { Fn: FUNCTION }, ['weakened']],
  ['a permission goes with what called', { Fn: FUNCTION, Old: bucket({ BucketName: 'old' }), It: permission({ 'Fn::GetAtt': ['Old', 'Arn'] }) }, { Fn: FUNCTION }, ['removal']],
  ['another permission of the same function and caller comes', { Fn: FUNCTION, It: permission('arn:aws:s3:::b') }, { Fn: FUNCTION, New: permission('arn:aws:s3:::b') }, []],
  ['a notification goes', { Fn: FUNCTION, It: bucket(notified('Fn', 'Fn')) }, { Fn: FUNCTION, It: bucket(notified('Fn')) }, ['weakened']],
  ['a notification gets another function', { Fn: FUNCTION, Gn: FUNCTION, It: bucket(notified('Fn')) }, { Fn: FUNCTION, Gn: FUNCTION, It: bucket(notified('Gn')) }, []],
  ['a rule loses a target', { Fn: FUNCTION, It: rule(targets('a', 'b')) }, { Fn: FUNCTION, It: rule(targets('a')) }, ['weakened']],
  ['a rule gains a target', { Fn: FUNCTION, It: rule(targets('a')) }, { Fn: FUNCTION, It: rule(targets('a', 'b')) }, []],
  ['a rule is switched off', { It: rule({}) }, { It: rule({ State: 'DISABLED' }) }, ['weakened']],
  ['a rule is switched on', { It: rule({ State: 'DISABLED' }) }, { It: rule({}) }, []],
  ['a key is no longer rotated', { It: key({ EnableKeyRotation: true }) }, { It: key({}) }, ['weakened']],
  ['a key is rotated', { It: key({}) }, { It: key({ EnableKeyRotation: true }) }, []],
  ['a function leaves, which holds nothing', { Fn: FUNCTION }, {}, []],
])('%s', (_, before, after, rules) => {
  expect(rulesOf(judgedWhole(stage(before), stage(after)))).toEqual(rules);
});

test.each(['DeletionPolicy', 'UpdateReplacePolicy'])('%s that no longer retains is asked about, of what may hold something', (policy) => {
  const weaker = (Type: string): [StageSketch, StageSketch] => {
    const it = { Type, Properties: {}, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    return [stage({ It: it }), stage({ It: { ...it, [policy]: 'Delete' } })];
  };
  expect(judgedWhole(...weaker('AWS::MSK::Cluster')).map(({ rule: id, accept }) => [id, accept])).toEqual([['weakened', `stack.It.${policy}`]]);
  expect(judgedWhole(...weaker('AWS::IAM::Role'))).toEqual([]);
});
