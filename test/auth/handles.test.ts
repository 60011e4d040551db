import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnUserPool, IUserPool, UserPoolIdentityProviderGoogle, UserPoolResourceServer } from 'aws-cdk-lib/aws-cognito';
import { UserPoolAuthenticationProvider } from 'aws-cdk-lib/aws-cognito-identitypool';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SecretValue } from 'aws-cdk-lib/core';
import { IListBackupAuth, ListBackupAuth, ListBackupStage } from '../../src';
import { MAIN_ENV, resourcesOfType, templateOf } from '../support/synth';

const imported = (key: string) => ({ 'Fn::ImportValue': `listbackup-infrastructure-cognito-main-${key}` });

function home() {
  const app = new App();
  const stack = new Stack(app, 'Home', { env: MAIN_ENV });
  return { app, stack, auth: new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN }) };
}

/** What each attribute is in its own stack, and in another. */
const ATTRIBUTES: [string, (auth: IListBackupAuth) => string, unknown, unknown][] = [
  ['userPoolId', (auth) => auth.userPool.userPoolId, { Ref: 'CognitoUserPool' }, imported('CognitoUserPoolId')],
  ['userPoolRef', (auth) => auth.userPool.userPoolRef.userPoolArn, { 'Fn::GetAtt': ['CognitoUserPool', 'Arn'] }, imported('CognitoUserPoolArn')],
  ['userPoolProviderName', (auth) => auth.userPool.userPoolProviderName, { 'Fn::GetAtt': ['CognitoUserPool', 'ProviderName'] },
    { 'Fn::Join': ['', ['cognito-idp.us-west-2.', { Ref: 'AWS::URLSuffix' }, '/', imported('CognitoUserPoolId')]] }],
  ['userPoolClientId', (auth) => auth.userPoolClient.userPoolClientId, { Ref: 'CognitoUserPoolClient' }, imported('CognitoUserPoolClientId')],
  ['userPoolClientRef', (auth) => auth.userPoolClient.userPoolClientRef.userPoolId, { Ref: 'CognitoUserPool' }, imported('CognitoUserPoolId')],
  ['identityPoolId', (auth) => auth.identityPool.identityPoolId, { Ref: 'CognitoIdentityPool' }, imported('CognitoIdentityPoolId')],
  ['identityPoolRef', (auth) => auth.identityPool.identityPoolRef.identityPoolId, { Ref: 'CognitoIdentityPool' }, imported('CognitoIdentityPoolId')],
  ['issuer', (auth) => auth.issuer, { 'Fn::Join': ['', ['https://cognito-idp.us-west-2.amazonaws.com/', { Ref: 'CognitoUserPool' }]] }, imported('CognitoIssuer')],
  ['jwksUri', (auth) => auth.jwksUri,
    { 'Fn::Join': ['', ['https://cognito-idp.us-west-2.amazonaws.com/', { Ref: 'CognitoUserPool' }, '/.well-known/jwks.json']] }, imported('CognitoJwksUri')],
  ['hostedUiDomain', (auth) => auth.hostedUiDomain, { 'Fn::Join': ['', [{ Ref: 'CognitoUserPoolDomain' }, '.auth.us-west-2.amazoncognito.com']] },
    imported('CognitoUserPoolDomain')],
  ['groupName', (auth) => auth.groups.customerTier2.groupName, { Ref: 'CognitoGroupCustomerTier2' }, 'Customer-Tier-2'],
  ['authenticatedRole', (auth) => auth.authenticatedRole.roleArn, { 'Fn::GetAtt': ['CognitoAuthenticatedRole', 'Arn'] }, imported('CognitoAuthenticatedRoleArn')],
  ['unauthenticatedRole', (auth) => auth.unauthenticatedRole.roleArn, { 'Fn::GetAtt': ['CognitoUnauthenticatedRole', 'Arn'] },
    imported('CognitoUnauthenticatedRoleArn')],
];

test.each(ATTRIBUTES)('%s', (_, attribute, inside, outside) => {
  const { app, stack, auth } = home();
  const consumer = new Stack(app, 'Consumer', { env: MAIN_ENV });
  new CfnOutput(stack, 'Here', { value: attribute(auth) });
  new CfnOutput(consumer, 'There', { value: attribute(auth) });
  expect(templateOf(consumer).Outputs.There.Value).toEqual(outside);
  const { Outputs } = templateOf(stack);
  expect(Outputs.Here.Value).toEqual(inside);
  // Nothing that CDK made up to get the value across.
  expect(Object.keys(Outputs).filter((key) => key.startsWith('Exports'))).toEqual([]);
  expect(consumer.dependencies.includes(stack)).toBe(true);
});

test('the identity pool\'s name is known in its own stack only', () => {
  const { app, stack, auth } = home();
  expect(stack.resolve(auth.identityPool.identityPoolName)).toEqual({ 'Fn::GetAtt': ['CognitoIdentityPool', 'Name'] });
  const consumer = new Stack(app, 'Consumer', { env: MAIN_ENV });
  new CfnOutput(consumer, 'Name', { value: auth.identityPool.identityPoolName });
  expect(() => templateOf(consumer)).toThrow(/known only in the identity pool's own stack\. Use identityPoolId/);
});

test('the client has no secret', () => {
  const { auth } = home();
  expect(() => auth.userPoolClient.userPoolClientSecret).toThrow(/Home\/Auth\/UserPoolClient has no secret: it is a public client.*generateSecret: true/);
});

test('a grant in another stack names the published ARN', () => {
  const { app, auth } = home();
  const consumer = new Stack(app, 'Consumer', { env: MAIN_ENV });
  auth.userPool.grant(new Role(consumer, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), 'cognito-idp:AdminGetUser');
  const [policy] = Object.values(resourcesOfType(templateOf(consumer), 'AWS::IAM::Policy'));
  expect(policy.Properties.PolicyDocument).toMatchObject({
    Statement: [{ Effect: 'Allow', Action: 'cognito-idp:AdminGetUser', Resource: imported('CognitoUserPoolArn') }],
  });
});

describe('CDK\'s own constructs take the handles', () => {
  test('resource server, domain and identity provider', () => {
    const { stack, auth } = home();
    const pool: IUserPool = auth.userPool;
    expect(pool.addResourceServer('Api', { identifier: 'api' })).toBeInstanceOf(UserPoolResourceServer);
    pool.addDomain('Second', { cognitoDomain: { domainPrefix: 'second' } });
    const google = new UserPoolIdentityProviderGoogle(stack, 'Google', { userPool: pool, clientId: 'x', clientSecretValue: SecretValue.secretsManager('g') });
    expect(pool.identityProviders).toEqual([google]);
    const template = templateOf(stack);
    for (const type of ['UserPoolResourceServer', 'UserPoolIdentityProvider', 'UserPoolDomain']) {
      for (const { Properties } of Object.values(resourcesOfType(template, `AWS::Cognito::${type}`))) {
        expect(Properties.UserPoolId).toEqual({ Ref: 'CognitoUserPool' });
      }
      expect(Object.keys(resourcesOfType(template, `AWS::Cognito::${type}`)).length).toBe(type === 'UserPoolDomain' ? 2 : 1);
    }
  });

  test('another identity pool', () => {
    const { stack, auth } = home();
    const bound = new UserPoolAuthenticationProvider({ userPool: auth.userPool, userPoolClient: auth.userPoolClient }).bind(stack, auth.identityPool);
    expect(stack.resolve(bound.clientId)).toEqual({ Ref: 'CognitoUserPoolClient' });
  });

  test('the resource below is within reach of an escape hatch', () => {
    const { auth } = home();
    expect(auth.userPool.node.defaultChild).toBeInstanceOf(CfnUserPool);
  });
});
