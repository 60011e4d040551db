import { makePlan } from '../../../src/plan/plan';
import { stageOf } from '../support/judged';
import type { TemplateObject } from '../support/today';

const NAME = 'app-sign-in-main';
const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

function signIn(resources: TemplateObject['Resources'], outputs: TemplateObject['Outputs'] = {}) {
  return { [NAME]: { Resources: resources, Outputs: outputs } };
}

test('the pool goes alone; what needs it waits, what it needed stays until it has changed', () => {
  const now = signIn({
    OldRole: { Type: 'AWS::IAM::Role', Properties: { Description: 'old' } },
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { SmsConfiguration: { SnsCallerArn: { 'Fn::GetAtt': ['OldRole', 'Arn'] } }, Schema: [{ Name: 'name' }] },
      ...KEPT,
    },
    Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } }, ...KEPT },
  });
  const target = signIn(
    {
      NewRole: { Type: 'AWS::IAM::Role', Properties: { Description: 'new' } },
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: { SmsConfiguration: { SnsCallerArn: { 'Fn::GetAtt': ['NewRole', 'Arn'] } }, Schema: [{ Name: 'name' }, { Name: 'tier' }] },
        ...KEPT,
      },
      Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ReadAttributes: ['custom:tier'] }, ...KEPT },
      Other: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ReadAttributes: ['custom:tier'] }, ...KEPT },
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: { AllowUnauthenticatedIdentities: false, CognitoIdentityProviders: [{ ClientId: { Ref: 'Other' } }] },
        ...KEPT,
      },
    },
    { OtherId: { Value: { Ref: 'Other' } } },
  );
  const plan = makePlan({ deployed: stageOf(now), target: stageOf(target), existing: [], accept: new Set(), dropLeftovers: false });
  expect(plan.reasons).toEqual([]);
  const changed = plan.steps.map(({ kind, change }) => [
    kind,
    ...change.stacks.flatMap(({ resources, outputs }) => [
      ...resources.filter((one) => one.kind !== 'kept').map((one) => `${one.kind} ${one.logicalId}`),
      ...outputs.map(({ name }) => `output ${name}`),
    ]),
  ]);
  expect(changed).toEqual([
    ['in-place', 'added NewRole'],
    ['user-pool', 'changed Pool'],
    ['after-user-pool', 'changed Client', 'added Identities', 'removed OldRole', 'added Other', 'output OtherId'],
  ]);
});
