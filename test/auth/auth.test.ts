import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { authOf, GROUP_FACTS, OUTPUT_FACTS, propertiesOf, RESOURCE_FACTS } from './auth.facts';
import { ListBackupAuth, ListBackupStage } from '../../src';
import { refusal } from '../support/refusal';
import { exportsOf, newStack, replacePolicyOf, tagsOf, templateOf } from '../support/synth';

const template = authOf();
const ISSUER = ['https://cognito-idp.us-west-2.amazonaws.com/', { Ref: 'CognitoUserPool' }];

describe('the resources of main', () => {
  test('are there, and nothing else is', () => {
    const expected = { ...RESOURCE_FACTS, ...Object.fromEntries(GROUP_FACTS.map(([id]) => [id, 'AWS::Cognito::UserPoolGroup'])) };
    expect(Object.fromEntries(Object.entries(template.Resources).map(([id, { Type }]) => [id, Type]))).toEqual(expected);
  });

  test.each([
    ['UserPoolIdParameter', 'user-pool-id', { Ref: 'CognitoUserPool' }],
    ['UserPoolArnParameter', 'user-pool-arn', { 'Fn::GetAtt': ['CognitoUserPool', 'Arn'] }],
    ['UserPoolClientIdParameter', 'user-pool-client-id', { Ref: 'CognitoUserPoolClient' }],
  ])('%s', (id, name, value) => {
    expect(template.Resources[id].Properties).toMatchObject({
      Name: `/listbackup-infrastructure-cognito/main/${name}`, Type: 'String', Value: value,
    });
  });

  test('carry the tags of the service and the stage', () => {
    const tags = { Service: 'listbackup-infrastructure-cognito', Stage: 'main', ManagedBy: 'CDK' };
    for (const id of ['CognitoUserPool', 'CognitoIdentityPool', 'CognitoLogGroup', 'UserPoolIdParameter', 'UserPoolArnParameter', 'UserPoolClientIdParameter']) {
      expect([id, tagsOf(template.Resources[id])]).toEqual([id, tags]);
    }
  });

  test('roles carry no Stage tag', () => {
    for (const id of ['CognitoSmsRole', 'CognitoAuthenticatedRole', 'CognitoUnauthenticatedRole']) {
      expect([id, tagsOf(template.Resources[id])]).toEqual([id, { Service: 'listbackup-infrastructure-cognito', ManagedBy: 'CDK' }]);
    }
  });
});

describe('the outputs of main', () => {
  test('are all exported under the contract\'s names', () => {
    expect(exportsOf(template)).toEqual(Object.fromEntries(OUTPUT_FACTS.map((key) => [key, `listbackup-infrastructure-cognito-main-${key}`])));
  });

  test.each([
    ['CognitoUserPoolId', { Ref: 'CognitoUserPool' }],
    ['CognitoUserPoolArn', { 'Fn::GetAtt': ['CognitoUserPool', 'Arn'] }],
    ['CognitoUserPoolClientId', { Ref: 'CognitoUserPoolClient' }],
    ['CognitoIssuer', { 'Fn::Join': ['', ISSUER] }],
    ['CognitoJwksUri', { 'Fn::Join': ['', [...ISSUER, '/.well-known/jwks.json']] }],
    ['CognitoUserPoolDomain', { 'Fn::Join': ['', [{ Ref: 'CognitoUserPoolDomain' }, '.auth.us-west-2.amazoncognito.com']] }],
    ['CognitoIdentityPoolId', { Ref: 'CognitoIdentityPool' }],
    ['CognitoAuthenticatedRoleArn', { 'Fn::GetAtt': ['CognitoAuthenticatedRole', 'Arn'] }],
    ['CognitoUnauthenticatedRoleArn', { 'Fn::GetAtt': ['CognitoUnauthenticatedRole', 'Arn'] }],
  ])('%s', (key, value) => {
    expect(template.Outputs[key].Value).toEqual(value);
  });
});

describe('what the stage decides', () => {
  const local = (path: string) => `http://localhost:3000${path}`;
  test.each([
    ['main', 'RetainExceptOnCreate', 'ACTIVE', 365, false],
    ['production', 'RetainExceptOnCreate', 'ACTIVE', 365, false],
    ['staging', 'RetainExceptOnCreate', 'ACTIVE', 90, false],
    ['dev', 'Delete', 'INACTIVE', 30, true],
    ['feature-x', 'Delete', 'INACTIVE', 30, true],
  ])('%s', (name, policy, protection, days, localhost) => {
    const { Resources } = authOf({}, ListBackupStage.of(name));
    const stateful = ['CognitoUserPool', 'CognitoUserPoolClient', 'CognitoIdentityPool', 'CognitoLogGroup', ...GROUP_FACTS.map(([id]) => id)];
    for (const id of stateful) {
      // Deletion protection would block the rollback of the pool's creation.
      const deletion = policy === 'RetainExceptOnCreate' && id === 'CognitoUserPool' ? 'Retain' : policy;
      expect([id, Resources[id].DeletionPolicy, Resources[id].UpdateReplacePolicy]).toEqual([id, deletion, replacePolicyOf(policy)]);
    }
    expect(Resources.CognitoUserPool.Properties).toMatchObject({ UserPoolName: `listbackup-user-pool-${name}`, DeletionProtection: protection });
    expect(Resources.CognitoLogGroup.Properties).toMatchObject({ LogGroupName: `/aws/cognito/listbackup-user-pool-${name}`, RetentionInDays: days });
    expect(Resources.CognitoSmsRole.Properties.RoleName).toBe(`CognitoSmsRole-${name}`);
    expect(Resources.CognitoUserPoolClient.Properties).toMatchObject({
      ClientName: `listbackup-app-client-${name}`,
      CallbackURLs: [`https://${name}.listbackup.ai/callback`, ...localhost ? [local('/callback')] : []],
      LogoutURLs: [`https://${name}.listbackup.ai/login`, ...localhost ? [local('/login')] : []],
    });
  });
});

describe('options of the whole', () => {
  test('removal policy', () => {
    const { Resources } = authOf({ removalPolicy: RemovalPolicy.RETAIN }, ListBackupStage.DEV);
    for (const id of ['CognitoUserPool', 'CognitoUserPoolClient', 'CognitoIdentityPool', 'CognitoLogGroup', 'CognitoGroupStaff']) {
      expect([id, Resources[id].DeletionPolicy]).toEqual([id, 'Retain']);
    }
  });

  test('destroying production data is possible only explicitly, and warned of once', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
    expect(templateOf(stack).Resources.CognitoUserPool.DeletionPolicy).toBe('Delete');
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('DESTROY in production stage "main"'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0].entry.data).toMatch(/\[ack: listbackup-infrastructure:destroyProductionData\]/);
  });

  test('deletion protection', () => {
    expect(propertiesOf('CognitoUserPool', { deletionProtection: false })).toMatchObject({ DeletionProtection: 'INACTIVE' });
    expect(propertiesOf('CognitoUserPool', { deletionProtection: true }, ListBackupStage.DEV)).toMatchObject({ DeletionProtection: 'ACTIVE' });
  });

  test('log retention', () => {
    expect(propertiesOf('CognitoLogGroup', { logRetention: RetentionDays.ONE_WEEK })).toMatchObject({ RetentionInDays: 7 });
    expect(propertiesOf('CognitoLogGroup', { logRetention: RetentionDays.INFINITE })).not.toHaveProperty('RetentionInDays');
  });

  test.each([0, -1, 42, 'year', null])('log retention of %p is refused', (logRetention) => {
    expect(() => authOf({ logRetention: logRetention as RetentionDays })).toThrow(refusal('logRetention'));
  });

  test('domain name', () => {
    expect(propertiesOf('CognitoUserPoolClient', { domainName: 'example.com' })).toMatchObject({
      CallbackURLs: ['https://main.example.com/callback'], LogoutURLs: ['https://main.example.com/login'],
    });
  });

  test('a permissions boundary bounds every role', () => {
    const stack = newStack();
    const permissionsBoundary = { managedPolicyArn: 'arn:aws:iam::123456789012:policy/boundary' };
    new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN, permissionsBoundary: permissionsBoundary as never });
    const { Resources } = templateOf(stack);
    for (const id of ['CognitoSmsRole', 'CognitoAuthenticatedRole', 'CognitoUnauthenticatedRole']) {
      expect([id, Resources[id].Properties.PermissionsBoundary]).toEqual([id, permissionsBoundary.managedPolicyArn]);
    }
  });
});

describe('where it stands', () => {
  test('logical IDs stay when the construct moves', () => {
    const stack = newStack();
    new ListBackupAuth(new Construct(new Construct(stack, 'Deep'), 'Deeper'), 'Elsewhere', { stage: ListBackupStage.MAIN });
    const moved = templateOf(stack);
    expect(Object.keys(moved.Resources).sort()).toEqual(Object.keys(template.Resources).sort());
    expect(exportsOf(moved)).toEqual(exportsOf(template));
  });

  test('two stages in two stacks of one app', () => {
    const app = new App();
    const stacks = [ListBackupStage.DEV, ListBackupStage.MAIN].map((stage) => {
      const stack = new Stack(app, `App-${stage}`);
      new ListBackupAuth(stack, 'Auth', { stage });
      return stack;
    });
    const names = stacks.map((stack) => templateOf(stack).Resources.CognitoUserPool.Properties.UserPoolName);
    expect(names).toEqual(['listbackup-user-pool-dev', 'listbackup-user-pool-main']);
  });

  test('twice in one stack is refused with both places', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'First', { stage: ListBackupStage.DEV });
    expect(() => new ListBackupAuth(stack, 'Second', { stage: ListBackupStage.MAIN }))
      .toThrow(/^Stack "Consumer" already has the logical ID \w+ \(Consumer\/First\/.*, so Consumer\/Second\/.* can't use it/);
  });
});
