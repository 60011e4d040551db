import { CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { StringAttribute, UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { authOf, propertiesOf } from './auth.facts';
import { ListBackupAuth, ListBackupIdentityProvider, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { synth } from '../support/synth';

const SECRET = SecretValue.secretsManager('listbackup/main/google', { jsonField: 'secret' });
const METADATA = UserPoolIdentityProviderSamlMetadata.url('https://okta.example.com/metadata');
const google = (props: object = {}) => ListBackupIdentityProvider.google({ clientId: 'client', clientSecret: SECRET, ...props });
const saml = (props: object = {}) => ListBackupIdentityProvider.saml({ name: 'Okta', metadata: METADATA, ...props });
const oidc = (props: object = {}) => (
  ListBackupIdentityProvider.oidc({ name: 'Entra', clientId: 'client', clientSecret: SECRET, issuerUrl: 'https://login.example.com/v2.0', ...props })
);

test('Google', () => {
  expect(propertiesOf('CognitoIdentityProviderGoogle', { identityProviders: [google()] })).toEqual({
    UserPoolId: { Ref: 'CognitoUserPool' },
    ProviderName: 'Google',
    ProviderType: 'Google',
    ProviderDetails: {
      client_id: 'client',
      client_secret: '{{resolve:secretsmanager:listbackup/main/google:SecretString:secret::}}',
      authorize_scopes: 'openid email profile',
    },
    AttributeMapping: { email: 'email', name: 'name', email_verified: 'email_verified' },
  });
});

test('SAML', () => {
  expect(propertiesOf('CognitoIdentityProviderOkta', { identityProviders: [saml({ signOut: true, identifiers: ['example.com'] })] })).toEqual({
    UserPoolId: { Ref: 'CognitoUserPool' },
    ProviderName: 'Okta',
    ProviderType: 'SAML',
    ProviderDetails: { MetadataURL: 'https://okta.example.com/metadata', IDPSignout: 'true' },
    IdpIdentifiers: ['example.com'],
    AttributeMapping: {
      email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    },
  });
  const file = saml({ metadata: UserPoolIdentityProviderSamlMetadata.file('<xml/>') });
  expect(propertiesOf('CognitoIdentityProviderOkta', { identityProviders: [file] }).ProviderDetails).toEqual({ MetadataFile: '<xml/>', IDPSignout: 'false' });
});

test('OpenID Connect', () => {
  expect(propertiesOf('CognitoIdentityProviderEntra', { identityProviders: [oidc({ scopes: ['openid'], attributeMapping: { name: 'displayName' } })] })).toEqual({
    UserPoolId: { Ref: 'CognitoUserPool' },
    ProviderName: 'Entra',
    ProviderType: 'OIDC',
    ProviderDetails: {
      client_id: 'client',
      client_secret: '{{resolve:secretsmanager:listbackup/main/google:SecretString:secret::}}',
      oidc_issuer: 'https://login.example.com/v2.0',
      authorize_scopes: 'openid',
      attributes_request_method: 'GET',
    },
    AttributeMapping: { email: 'email', name: 'displayName' },
  });
});

test('the client lists them, and comes after them', () => {
  const client = authOf({ identityProviders: [google(), saml()] }).Resources.CognitoUserPoolClient;
  expect(client.Properties.SupportedIdentityProviders).toEqual(['COGNITO', 'Google', 'Okta']);
  expect(client.DependsOn).toEqual(['CognitoIdentityProviderGoogle', 'CognitoIdentityProviderOkta']);
});

describe('secrets', () => {
  const withSecret = (secret: (stack: Stack) => SecretValue) => synth((stack) => (
    new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN, identityProviders: [google({ clientSecret: secret(stack) })] })
  )).Resources.CognitoIdentityProviderGoogle.Properties.ProviderDetails as Record<string, unknown>;

  test('of this app, and of a parameter', () => {
    const own = withSecret((stack) => new Secret(stack, 'Google').secretValue).client_secret;
    expect(own).toMatchObject({ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: expect.any(String) }, ':SecretString:::}}']] });
    expect(withSecret((stack) => SecretValue.cfnParameter(new CfnParameter(stack, 'Given', { noEcho: true }))).client_secret).toEqual({ Ref: 'Given' });
  });

  test('in plain text are refused, and not shown', () => {
    expect(() => withSecret(() => SecretValue.unsafePlainText('hunter2'))).toThrow(refusal('identity provider Google: clientSecret', '(plain text)'));
    expect(() => withSecret(() => SecretValue.unsafePlainText('hunter2'))).not.toThrow(/hunter2/);
    expect(() => google({ clientSecret: 'hunter2' })).toThrow(refusal('identity provider Google: clientSecret', '(plain text)'));
    expect(() => google({ clientSecret: 'hunter2' })).not.toThrow(/hunter2/);
  });
});

describe('mapped attributes', () => {
  test('custom ones that apps may write', () => {
    const options = {
      customAttributes: { team: new StringAttribute({ mutable: true }) },
      clientWritableAttributes: ['team'],
      identityProviders: [saml({ attributeMapping: { 'custom:team': 'department' } })],
    };
    expect(propertiesOf('CognitoIdentityProviderOkta', options).AttributeMapping).toMatchObject({ 'custom:team': 'department' });
  });

  test.each(['custom:accountId', 'custom:team', 'givenName'])('%s is refused', (attribute) => {
    expect(() => authOf({ tenantAttributes: true, identityProviders: [saml({ attributeMapping: { [attribute]: 'x' } })] }))
      .toThrow(refusal('identity provider Okta: attributeMapping', attribute));
  });
});

test.each<[string, () => unknown, RegExp]>([
  ['no name', () => saml({ name: undefined }), refusal('identity provider: name', '')],
  ['a short name', () => saml({ name: 'AD' }), refusal('identity provider: name', 'AD', 'must have 3 to 32 letters, digits and hyphens, start with a letter, and be none of Cognito\'s own names')],
  ['Cognito\'s own name', () => oidc({ name: 'COGNITO' }), refusal('identity provider: name', 'COGNITO')],
  ['no metadata', () => saml({ metadata: 'https://okta.example.com' }), refusal('identity provider Okta: metadata', 'https://okta.example.com')],
  ['no client', () => google({ clientId: undefined }), refusal('identity provider Google: clientId', '')],
  ['no secret', () => google({ clientSecret: undefined }), refusal('identity provider Google: clientSecret', null)],
  ['an issuer that is not https', () => oidc({ issuerUrl: 'http://login.example.com' }), refusal('identity provider Entra: issuerUrl', 'http://login.example.com')],
  ['scopes that are no list', () => google({ scopes: 'openid' }), refusal('identity provider Google: scopes', 'openid')],
  ['no props', () => ListBackupIdentityProvider.google(undefined as never), refusal('identity provider Google', null)],
  ['a provider twice', () => authOf({ identityProviders: [saml({ name: 'Ok-ta' }), saml()] }), refusal('identityProviders', ANY_VALUE, 'can\'t have two providers named "Okta", hyphens aside')],
  ['what is no provider', () => authOf({ identityProviders: ['Google' as never] }), refusal('identityProviders', 'Google', 'must be a ListBackupIdentityProvider')],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});
