import { Duration, Lazy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { authOf, propertiesOf, STANDARD_ATTRIBUTES } from './auth.facts';
import { ListBackupAuth, ListBackupAuthOptions, ListBackupStage } from '../../src';
import { refusal } from '../support/refusal';
import { newStack, templateOf } from '../support/synth';

const client = (options: ListBackupAuthOptions = {}, stage = ListBackupStage.MAIN) => propertiesOf('CognitoUserPoolClient', options, stage);

test('the client of main', () => {
  expect(client()).toEqual({
    UserPoolId: { Ref: 'CognitoUserPool' },
    ClientName: 'listbackup-app-client-main',
    GenerateSecret: false,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    AccessTokenValidity: 24,
    IdTokenValidity: 24,
    RefreshTokenValidity: 30,
    TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
    SupportedIdentityProviders: ['COGNITO'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code', 'implicit'],
    AllowedOAuthScopes: ['phone', 'email', 'openid', 'profile', 'aws.cognito.signin.user.admin'],
    CallbackURLs: ['https://main.listbackup.ai/callback'],
    LogoutURLs: ['https://main.listbackup.ai/login'],
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
  });
});

test('no implicit flow', () => {
  expect(client({ implicitFlow: false }).AllowedOAuthFlows).toEqual(['code']);
});

describe('URLs', () => {
  test('the caller\'s replace the stage\'s, each once', () => {
    const options = { callbackUrls: ['https://a.example.com/x', 'https://a.example.com/x'], logoutUrls: ['https://a.example.com/'] };
    expect(client(options)).toMatchObject({ CallbackURLs: ['https://a.example.com/x'], LogoutURLs: ['https://a.example.com/'] });
  });

  test('a developer\'s machine is added in development', () => {
    expect(client({ callbackUrls: ['https://a.example.com/x'] }, ListBackupStage.DEV).CallbackURLs)
      .toEqual(['https://a.example.com/x', 'http://localhost:3000/callback']);
  });

  test('a developer\'s machine left out of development', () => {
    expect(client({ localhostCallbacks: false }, ListBackupStage.DEV).CallbackURLs).toEqual(['https://dev.listbackup.ai/callback']);
  });

  test.each(['http://localhost:8080/x', 'http://127.0.0.1/x', 'http://[::1]:3000/x'])('%s in development', (url) => {
    expect(client({ callbackUrls: [url] }, ListBackupStage.DEV).CallbackURLs).toContain(url);
  });

  test('a URL known only at deployment', () => {
    expect(client({ callbackUrls: [Lazy.string({ produce: () => 'https://late.example.com/' })] }).CallbackURLs).toEqual(['https://late.example.com/']);
  });

  test('a developer\'s machine in production is possible only explicitly, and warned of', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN, localhostCallbacks: true });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('localhostCallbacks in production stage "main"'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0].entry.data).toMatch(/\[ack: listbackup-infrastructure:productionLocalhostCallback\]/);
  });

  test('in staging it is not warned of', () => {
    const stack = newStack();
    new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.STAGING, localhostCallbacks: true });
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toHaveLength(0);
  });

  test.each([
    'http://app.listbackup.ai/callback', 'http://localhost.evil.com/', 'myapp://callback', 'app.listbackup.ai', '', ' https://a.example.com',
    'https://a.example.com/#x', 'https://', 'javascript:alert(1)', 'https://a.example.com/\n', `https://a.example.com/${'x'.repeat(1024)}`, 42, Lazy.number({ produce: () => 42 }), null,
  ])('%p is refused, also in development', (url) => {
    for (const prop of ['callbackUrls', 'logoutUrls']) {
      expect(() => authOf({ [prop]: [url] }, ListBackupStage.DEV)).toThrow(refusal(prop));
    }
  });

  test.each(['http://localhost:3000/callback', 'https://localhost/callback', 'http://127.0.0.1:3000/'])('%s is refused in production and staging', (url) => {
    for (const stage of [ListBackupStage.MAIN, ListBackupStage.STAGING]) {
      expect(() => authOf({ callbackUrls: [url] }, stage)).toThrow(refusal('callbackUrls', url, 'must not lead to the user\'s own machine'));
    }
  });

  test.each([[[]], ['https://a.example.com'], [null], [[...Array(101).keys()].map((n) => `https://a.example.com/${n}`)]])('a list %p is refused', (urls) => {
    expect(() => authOf({ callbackUrls: urls as string[] })).toThrow(refusal('callbackUrls'));
  });
});

describe('tokens', () => {
  test('of other lives', () => {
    const options = { accessTokenValidity: Duration.minutes(15), idTokenValidity: Duration.hours(1), refreshTokenValidity: Duration.hours(12) };
    expect(client(options)).toMatchObject({
      AccessTokenValidity: 15,
      IdTokenValidity: 1,
      RefreshTokenValidity: 12,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'hours' },
    });
  });

  test('of seconds', () => {
    expect(client({ accessTokenValidity: Duration.seconds(301) })).toMatchObject({ AccessTokenValidity: 301, TokenValidityUnits: { AccessToken: 'seconds' } });
  });

  test.each<[ListBackupAuthOptions, RegExp]>([
    [{ accessTokenValidity: Duration.minutes(4) }, refusal('accessTokenValidity', '4 minutes')],
    [{ idTokenValidity: Duration.hours(25) }, refusal('idTokenValidity', '1 day 1 hour')],
    [{ refreshTokenValidity: Duration.minutes(59) }, refusal('refreshTokenValidity', '59 minutes')],
    [{ refreshTokenValidity: Duration.days(3651) }, refusal('refreshTokenValidity', '3651 days')],
    [{ refreshTokenValidity: Duration.hours(2) }, refusal('accessTokenValidity', '1 day', 'must be at most the refresh token\'s validity, 2 hours')],
    [{ accessTokenValidity: 60 as never }, refusal('accessTokenValidity', 60, 'must be a Duration')],
  ])('%p is refused', (options, message) => {
    expect(() => authOf(options)).toThrow(message);
  });
});

test('an app client of the consumer\'s own writes no custom attribute unless it says so', () => {
  const stack = newStack();
  const auth = new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN, tenantAttributes: true });
  const mobile = auth.userPool.addClient('Mobile');
  const { Ref: logicalId } = stack.resolve(mobile.userPoolClientId);
  const WriteAttributes: string[] = templateOf(stack).Resources[logicalId].Properties.WriteAttributes;
  expect([...WriteAttributes].sort()).toEqual(STANDARD_ATTRIBUTES);
});
