import { makePlan, type Plan } from '../../../src/plan/plan';
import { stageOf, type StageSketch } from '../support/judged';

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const ROLE = 'arn:aws:iam::123456789012:role/work';
const TOKEN = 'arn:aws:lambda:us-west-2:123456789012:function:provider';
const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const lambda = (name: string, variables: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: name, Code: { ZipFile: 'exports.handler = async () => {};' }, Role: ROLE, Handler: 'index.handler', Runtime: 'nodejs22.x', Environment: { Variables: variables } },
});
const pool = (more: object = {}) => ({ Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people', ...more }, ...KEPT });
const permission = (id: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: att(id), Principal: 'cognito-idp.amazonaws.com', SourceArn: att('Pool') },
});
const statement = (action: string, more: object = {}) => ({ Effect: 'Allow', Action: action, Resource: '*', ...more });
const policy = (role: string, ...statements: object[]) => ({
  Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'work', Roles: [role], PolicyDocument: { Version: '2012-10-17', Statement: statements } },
});
const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name }, ...KEPT });
const send = (...queues: string[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: { Queues: queues.map((id) => ({ Ref: id })), PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' }] } },
});

function planned(deployed: StageSketch, target: StageSketch, ...accept: string[]): Plan {
  return makePlan({ deployed: stageOf(deployed), target: stageOf(target), existing: [], accept: new Set(accept), dropLeftovers: false });
}

/** The steps in which something happens to a resource, as `kind` and number. */
function when({ steps }: Plan, id: string): readonly string[] {
  return steps.flatMap(({ change }, index) => change.stacks.flatMap(({ resources }) => resources)
    .filter(({ logicalId, kind }) => logicalId === id && kind !== 'kept').map(({ kind }) => `${kind} ${index + 1}`));
}

/** The templates of a step by stack. */
function resourcesAt({ steps }: Plan, index: number, stack = 'auth'): Readonly<Record<string, { readonly [key: string]: unknown }>> {
  return steps[index]?.state.get(stack)?.template.Resources ?? {};
}

describe('what leaves goes in or after the last step that changes what refers to it', () => {
  const hook = (id: string) => ({ [`${id}Hook`]: lambda(id.toLowerCase()), [`${id}Permission`]: permission(`${id}Hook`) });

  test('a trigger that moves leaves its function and permission behind until the pool has changed', () => {
    const plan = planned(
      { auth: { Resources: { Pool: pool({ LambdaConfig: { PostConfirmation: att('OldHook') } }), ...hook('Old') } } },
      { auth: { Resources: { Pool: pool({ LambdaConfig: { PostConfirmation: att('NewHook') } }), ...hook('New') } } },
    );
    expect(plan.reasons).toEqual([]);
    expect(['NewPermission', 'Pool', 'OldPermission', 'OldHook'].map((id) => when(plan, id)))
      .toEqual([['added 1'], ['changed 2'], ['removed 3'], ['removed 3']]);
  });

  test('also when the function is in another stack, and nothing of that refers to the pool', () => {
    const plan = planned(
      {
        auth: { Resources: { Pool: pool({ LambdaConfig: { PostConfirmation: 'arn:aws:lambda:us-west-2:123456789012:function:old' } }) } },
        hooks: { Resources: { OldHook: lambda('old'), OldPermission: { ...permission('OldHook'), Properties: { ...permission('OldHook').Properties, SourceArn: 'arn' } }, Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'x' }, ...KEPT } } },
      },
      {
        auth: { Resources: { Pool: pool() } },
        hooks: { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'x' }, ...KEPT } } },
      },
      'auth.Pool.LambdaConfig',
    );
    expect([when(plan, 'Pool'), when(plan, 'OldPermission')]).toEqual([['changed 1'], ['removed 2']]);
  });

  test('a permission under the same logical ID stands beside the new one until the pool has changed', () => {
    const plan = planned(
      { auth: { Resources: { Pool: pool({ LambdaConfig: { PostConfirmation: att('OldHook') } }), OldHook: lambda('old'), Permission: permission('OldHook') } } },
      { auth: { Resources: { Pool: pool({ LambdaConfig: { PostConfirmation: att('NewHook') } }), NewHook: lambda('new'), Permission: permission('NewHook') } } },
    );
    expect(plan.reasons).toEqual([]);
    expect([when(plan, 'ListBackupPlanPermission'), when(plan, 'Pool'), when(plan, 'Permission')]).toEqual([['added 1', 'removed 3'], ['changed 2'], ['replaced 3']]);
  });

  test('a statement that goes is there until the pool has changed, beside the ones that come', () => {
    const plan = planned(
      { auth: { Resources: { Pool: pool(), Policy: policy('work', statement('s3:GetObject', { Sid: 'One' }), statement('sqs:SendMessage')) } } },
      { auth: { Resources: { Pool: pool({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }), Policy: policy('work', statement('s3:PutObject', { Sid: 'One' }), statement('sqs:SendMessage')) } } },
    );
    expect(plan.reasons).toEqual([]);
    const actions = plan.steps.map((_, index) => {
      type Policy = { Properties: { PolicyDocument: { Statement: { Sid?: string; Action: string }[] } } };
      const { Properties: properties } = resourcesAt(plan, index).Policy as Policy;
      return properties.PolicyDocument.Statement.map(({ Sid, Action }) => `${Sid ?? ''} ${Action}`.trim());
    });
    expect(actions).toEqual([
      ['One s3:PutObject', 'sqs:SendMessage', 's3:GetObject'],
      ['One s3:PutObject', 'sqs:SendMessage', 's3:GetObject'],
      ['One s3:PutObject', 'sqs:SendMessage'],
    ]);
  });

  test('a denial comes last, since what waits works without it', () => {
    const denial = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const plan = planned(
      { auth: { Resources: { Pool: pool(), Policy: policy('work', statement('s3:GetObject')) } } },
      { auth: { Resources: { Pool: pool({ MfaConfiguration: 'OPTIONAL' }), Policy: policy('work', denial, statement('s3:GetObject')) } } },
    );
    expect([when(plan, 'Pool'), when(plan, 'Policy')]).toEqual([['changed 1'], ['changed 2']]);
  });

  test('where nothing waits, everything goes in one update, in which CloudFormation itself deletes last', () => {
    const plan = planned({ auth: { Resources: { Old: lambda('old'), Queue: queue('q') } } }, { auth: { Resources: { New: lambda('new'), Queue: queue('q') } } });
    expect([when(plan, 'Old'), when(plan, 'New')]).toEqual([['removed 1'], ['added 1']]);
  });
});

describe('a bucket is not emptied by the resource that leaves', () => {
  const TAG = { Key: 'aws-cdk:auto-delete-objects', Value: 'true' };
  const bucket = (tags: object[], more: object = {}, policies: object = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }) => ({
    Type: 'AWS::S3::Bucket', Properties: { BucketName: 'docs-main-1', ...tags.length === 0 ? {} : { Tags: tags }, ...more }, ...policies,
  });
  const emptier = { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: TOKEN, BucketName: { Ref: 'Docs' } } };
  const own = { Key: 'Team', Value: 'data' };

  test.each<[what: string, target: Record<string, unknown>, accept: string[]]>([
    ['the tag and the resource go', { Docs: bucket([own]) }, []],
    ['whatever was accepted', { Docs: bucket([own]) }, ['files.Emptier']],
    ['the bucket is retained from then on', { Docs: bucket([own], {}, KEPT) }, []],
    ['the bucket changes beside', { Docs: bucket([own], { VersioningConfiguration: { Status: 'Enabled' } }) }, []],
    ['the tag stays by mistake', { Docs: bucket([own, TAG]) }, []],
    ['the bucket leaves as well', { Queue: queue('q') }, ['files.Docs']],
  ])('%s', (_, target, accept) => {
    const before: StageSketch = { files: { Resources: { Docs: bucket([own, TAG]), Emptier: emptier } } };
    const plan = planned(before, { files: { Resources: target as never } }, ...accept);
    expect(plan.reasons).toEqual([]);
    const removal = plan.steps.findIndex(({ state }) => state.get('files')?.template.Resources.Emptier === undefined);
    const last = plan.steps[removal - 1]?.state.get('files')?.template.Resources ?? {};
    expect(JSON.stringify(last.Docs)).not.toContain(TAG.Key);
    expect(last.Emptier).toMatchObject({ DeletionPolicy: 'Retain' });
  });
});

describe('a policy that passes to another resource is never missing', () => {
  const Resources = { A: queue('a'), B: queue('b') };

  test.each<[what: string, before: object, after: object]>([
    ['one of two queues gets a policy of its own', { Policy: send('A', 'B') }, { Policy: send('A'), BPolicy: send('B') }],
    ['both get one', { Policy: send('A', 'B') }, { APolicy: send('A'), BPolicy: send('B') }],
    ['two become one', { APolicy: send('A'), BPolicy: send('B') }, { Policy: send('A', 'B') }],
    ['one that is there takes over', { APolicy: send('A'), BPolicy: send('B') }, { APolicy: send('A', 'B') }],
    ['an inline policy under another logical ID', { One: policy('work', statement('s3:GetObject')) }, { Two: policy('work', statement('s3:GetObject')) }],
  ])('%s', (_, before, after) => {
    const stage = (policies: object): StageSketch => ({ queues: { Resources: { ...Resources, ...policies } as never } });
    const plan = planned(stage(before), stage(after));
    expect(plan.reasons).toEqual([]);
    let templates = { ...Resources, ...before } as Record<string, { DeletionPolicy?: string; Properties: Record<string, unknown> }>;
    const listOf = (id: string) => (templates[id]?.Properties.Queues ?? templates[id]?.Properties.Roles ?? []) as readonly unknown[];
    const targets = (id: string) => listOf(id).map((target) => JSON.stringify(target));
    for (const [index] of plan.steps.entries()) {
      const old = Object.fromEntries(Object.keys(before).map((id) => [id, { targets: targets(id), policy: templates[id]?.DeletionPolicy }]));
      templates = resourcesAt(plan, index, 'queues') as typeof templates;
      for (const [id, { targets: had, policy: kept }] of Object.entries(old)) {
        // Whatever leaves takes its policies along unless it is retained; whatever names less takes them from what it no longer names.
        if (templates[id] === undefined) expect(had.length === 0 ? 'Retain' : kept).toBe('Retain');
        else expect(targets(id)).toEqual(expect.arrayContaining(had));
      }
    }
  });
});
