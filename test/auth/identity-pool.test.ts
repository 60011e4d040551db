import { Bucket } from 'aws-cdk-lib/aws-s3';
import { authOf, propertiesOf } from './auth.facts';
import { ListBackupAuth, ListBackupStage } from '../../src';
import { newStack, resourcesOfType, templateOf } from '../support/synth';

const ACCOUNT_PREFIX = 'accounts/${aws:PrincipalTag/accountId}/*';
const bucket = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::${rest}`]] });

test('the identity pool of main', () => {
  const properties = propertiesOf('CognitoIdentityPool');
  expect(properties).toMatchObject({
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    CognitoIdentityProviders: [{
      ClientId: { Ref: 'CognitoUserPoolClient' },
      ProviderName: { 'Fn::GetAtt': ['CognitoUserPool', 'ProviderName'] },
      ServerSideTokenCheck: true,
    }],
  });
  expect(properties).not.toHaveProperty('IdentityPoolName');
});

test('unauthenticated identities', () => {
  expect(propertiesOf('CognitoIdentityPool', { unauthenticatedIdentities: true })).toMatchObject({ AllowUnauthenticatedIdentities: true });
});

test('both roles are attached', () => {
  expect(propertiesOf('CognitoIdentityPoolRoleAttachment')).toEqual({
    IdentityPoolId: { Ref: 'CognitoIdentityPool' },
    Roles: {
      authenticated: { 'Fn::GetAtt': ['CognitoAuthenticatedRole', 'Arn'] },
      unauthenticated: { 'Fn::GetAtt': ['CognitoUnauthenticatedRole', 'Arn'] },
    },
  });
});

test.each([
  ['CognitoAuthenticatedRole', 'authenticated', ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']],
  ['CognitoUnauthenticatedRole', 'unauthenticated', 'sts:AssumeRoleWithWebIdentity'],
])('%s is for this identity pool only', (id, kind, action) => {
  expect(propertiesOf(id).AssumeRolePolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: action,
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: 'CognitoIdentityPool' } },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind },
      },
    }],
  });
});

describe('without tenant attributes', () => {
  const template = authOf();
  test.each(['CognitoAuthenticatedRole', 'CognitoUnauthenticatedRole'])('%s allows nothing', (id) => {
    expect(template.Resources[id].Properties).not.toHaveProperty('Policies');
    expect(template.Resources[id].Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(resourcesOfType(template, 'AWS::IAM::Policy')).toEqual({});
  });

  test('no attribute becomes a tag', () => {
    expect(resourcesOfType(template, 'AWS::Cognito::IdentityPoolPrincipalTag')).toEqual({});
  });
});

describe('with tenant attributes', () => {
  const template = authOf({ tenantAttributes: true });

  test('the account becomes a tag of the session', () => {
    expect(template.Resources.CognitoIdentityPoolPrincipalTag.Properties).toEqual({
      IdentityPoolId: { Ref: 'CognitoIdentityPool' },
      IdentityProviderName: { 'Fn::GetAtt': ['CognitoUserPool', 'ProviderName'] },
      PrincipalTags: { accountId: 'custom:accountId' },
      UseDefaults: false,
    });
  });

  test('a user reads what lies below the own account\'s prefix, and nothing without an account', () => {
    const Policies: { PolicyDocument: { Statement: unknown[] } }[] = template.Resources.CognitoAuthenticatedRole.Properties.Policies;
    expect(Policies.map(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual([[
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: [
          bucket(`listbackup-data-main-123456789012-us-west-2/${ACCOUNT_PREFIX}`),
          bucket(`listbackup-exports-main-123456789012-us-west-2/${ACCOUNT_PREFIX}`),
        ],
        Condition: { StringLike: { 'aws:PrincipalTag/accountId': '?*' } },
      },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: [bucket('listbackup-data-main-123456789012-us-west-2'), bucket('listbackup-exports-main-123456789012-us-west-2')],
        Condition: { StringLike: { 'aws:PrincipalTag/accountId': '?*', 's3:prefix': ACCOUNT_PREFIX } },
      },
    ]]);
  });

  test('who has not signed in is still allowed nothing', () => {
    expect(template.Resources.CognitoUnauthenticatedRole.Properties).not.toHaveProperty('Policies');
  });
});

test('a grant to the role becomes a policy of it', () => {
  const stack = newStack();
  const auth = new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN });
  new Bucket(stack, 'Themes').grantRead(auth.authenticatedRole);
  const [policy] = Object.values(resourcesOfType(templateOf(stack), 'AWS::IAM::Policy'));
  expect(JSON.stringify(policy.Properties.Roles)).toContain('{"Fn::GetAtt":["CognitoAuthenticatedRole","Arn"]}');
});
