import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { apiIn, ApiOptions, apiStack, functionIn, issuer, zoned } from './api.facts';
import { ListBackupAuth, ListBackupAuthorizer, ListBackupAuthorizerProps, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { resourcesOfType, tagsOf, TemplateJson, templateOf } from '../support/synth';

const AUTHORIZER = { Ref: 'HttpApiAuthorizerListBackupAuthorizer' };

function home(options?: (stack: Stack) => ApiOptions) {
  const app = new App();
  const stack = apiStack(app);
  return { app, stack, api: apiIn(stack, options) };
}

const onlyThroughEdge = (stack: Stack): ApiOptions => (
  zoned({ behindEdge: true, edgeSecret: Secret.fromSecretNameV2(stack, 'EdgeSecret', 'listbackup/main/edge') })(stack)
);

function environmentOf({ Resources }: TemplateJson): Record<string, string> {
  return (Resources.ListBackupAuthorizerLambdaFunction.Properties.Environment as { Variables: Record<string, string> }).Variables;
}

const rulesOf = (template: TemplateJson) => JSON.parse(environmentOf(template).AUTHORIZER_RULES);

describe('routes that name groups', () => {
  const { stack, api } = home();
  const fn = functionIn(stack, 'Jobs');
  api.addRoute('GET /jobs', fn, { groups: ['Admins', 'Staff'] });
  api.addRoute('POST /jobs', fn, { groups: ['Admins'], scopes: ['jobs/write'] });
  api.addRoute('PUT /jobs', fn, { groups: ['Admins', 'Staff'] });
  api.addRoute('GET /me', fn);
  const template = templateOf(stack);
  const { Resources } = template;

  test('share one Lambda authorizer; the others keep the JWT authorizer', () => {
    for (const id of ['HttpApiRouteGetJobs', 'HttpApiRoutePostJobs', 'HttpApiRoutePutJobs']) {
      expect(Resources[id].Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: AUTHORIZER });
      expect(Resources[id].Properties).not.toHaveProperty('AuthorizationScopes');
    }
    expect(Resources.HttpApiRouteGetMe.Properties).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: { Ref: 'HttpApiAuthorizerCognitoAuthorizer' } });
    expect(Object.keys(resourcesOfType(template, 'AWS::ApiGatewayV2::Authorizer')).sort())
      .toEqual(['HttpApiAuthorizerCognitoAuthorizer', 'HttpApiAuthorizerListBackupAuthorizer']);
  });

  test('its answers are remembered for a token and a route, never for a token alone', () => {
    expect(Resources.HttpApiAuthorizerListBackupAuthorizer.Properties).toMatchObject({
      ApiId: { Ref: 'HttpApi' },
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 60,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
      AuthorizerUri: {
        'Fn::Join': ['', [
          'arn:', { Ref: 'AWS::Partition' }, ':apigateway:us-west-2:lambda:path/2015-03-31/functions/',
          { 'Fn::GetAtt': ['ListBackupAuthorizerLambdaFunction', 'Arn'] }, '/invocations',
        ]],
      },
    });
  });

  test('its function knows the user pool and each route\'s rule, equal rules once', () => {
    expect(environmentOf(template)).toMatchObject({ STAGE: 'main', COGNITO_USER_POOL_ID: 'us-west-2_abcdEFGH1', COGNITO_CLIENT_ID: '1example23456789' });
    expect(environmentOf(template)).not.toHaveProperty('EDGE_SECRET_ARN');
    expect(rulesOf(template)).toEqual({
      rules: [{ groups: ['Admins', 'Staff'] }, { groups: ['Admins'], scopes: ['jobs/write'] }],
      routes: { 'GET /jobs': 0, 'POST /jobs': 1, 'PUT /jobs': 0 },
    });
  });

  test('its function is the shipped one, on arm64, which this API\'s authorizers alone may call', () => {
    expect(Resources.ListBackupAuthorizerLambdaFunction.Properties).toMatchObject({
      Architectures: ['arm64'], Handler: 'index.handler', Timeout: 10, Code: { S3Bucket: 'cdk-hnb659fds-assets-123456789012-us-west-2', S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/) },
    });
    expect(Resources.ListBackupAuthorizerLambdaPermissionHttpApi.Properties).toMatchObject({
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':execute-api:us-west-2:123456789012:', { Ref: 'HttpApi' }, '/authorizers/*']] },
    });
  });

  test('its role writes its own log and nothing else', () => {
    expect(Resources.ListBackupAuthorizerRolePolicy.Properties.PolicyDocument).toMatchObject({
      Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['ListBackupAuthorizerLogGroup', 'Arn'] } }],
    });
    expect(tagsOf(Resources.ListBackupAuthorizerRole)).toEqual({ Service: 'listbackup-api-gateway', ManagedBy: 'CDK' });
    expect(Resources.ListBackupAuthorizerLogGroup).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { RetentionInDays: 365 } });
  });
});

describe('groups of the stage\'s own authentication', () => {
  const stage = ListBackupStage.MAIN;
  const guarded = (authStack: Stack, gateway: Stack) => {
    const auth = new ListBackupAuth(authStack, 'Auth', { stage });
    apiIn(gateway, () => ({ userPool: auth.userPool, userPoolClient: auth.userPoolClient }))
      .addRoute('GET /jobs', functionIn(gateway, 'Fn'), { groups: [auth.groups.customerTier0.groupName] });
    return environmentOf(templateOf(gateway));
  };

  test('in another stack', () => {
    const app = new App();
    const environment = guarded(apiStack(app, 'Auth'), apiStack(app, 'Gateway'));
    expect(JSON.parse(environment.AUTHORIZER_RULES)).toEqual({ rules: [{ groups: ['Customer-Tier-0'] }], routes: { 'GET /jobs': 0 } });
    expect(environment.COGNITO_USER_POOL_ID).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolId' });
  });

  test('in the same stack, where they are references', () => {
    const stack = apiStack();
    const environment = guarded(stack, stack);
    expect(environment.AUTHORIZER_RULES).toEqual({
      'Fn::Join': ['', [
        '{"rules":[{"groups":["', { Ref: 'CognitoGroupCustomerTier0' }, '"]}],"routes":{"GET /jobs":0}}',
      ]],
    });
    expect(environment.COGNITO_USER_POOL_ID).toEqual({ Ref: 'CognitoUserPool' });
  });
});

describe('only through the edge', () => {
  const { stack, api } = home(onlyThroughEdge);
  const fn = functionIn(stack, 'Fn');
  api.addRoute('GET /me', fn);
  api.addRoute('GET /runs', fn, { scopes: ['runs/read'] });
  api.addRoute('POST /signup', fn, { anonymous: true });
  const template = templateOf(stack);
  const { Resources } = template;

  test('every route is guarded by the Lambda authorizer, with the header among what an answer is remembered for', () => {
    expect(Resources.HttpApiRouteGetMe.Properties.AuthorizerId).toEqual(AUTHORIZER);
    expect(Resources.HttpApiRouteGetRuns.Properties.AuthorizerId).toEqual(AUTHORIZER);
    expect(Resources.HttpApiAuthorizerListBackupAuthorizer.Properties.IdentitySource)
      .toEqual(['$request.header.Authorization', '$request.header.x-listbackup-edge', '$context.routeKey']);
    expect(rulesOf(template)).toEqual({
      rules: [{}, { scopes: ['runs/read'] }, { anonymous: true }], routes: { 'GET /me': 0, 'GET /runs': 1, 'POST /signup': 2 },
    });
  });

  test('an anonymous route asks for the header alone', () => {
    expect(Resources.HttpApiRoutePostSignup.Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'HttpApiAuthorizerListBackupEdge' } });
    expect(Resources.HttpApiAuthorizerListBackupEdge.Properties.IdentitySource).toEqual(['$request.header.x-listbackup-edge', '$context.routeKey']);
    expect(Resources.HttpApiAuthorizerListBackupEdge.Properties.Name).not.toBe(Resources.HttpApiAuthorizerListBackupAuthorizer.Properties.Name);
  });

  test('the secret is read when the function runs: no template holds it', () => {
    expect(environmentOf(template).EDGE_SECRET_ARN).toEqual(
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:us-west-2:123456789012:secret:listbackup/main/edge']] });
    expect(JSON.stringify(template)).not.toContain('{{resolve:');
    expect(JSON.stringify(Resources.ListBackupAuthorizerRolePolicy.Properties.PolicyDocument)).toContain('secretsmanager:GetSecretValue');
  });

  test('health stays open for those who watch', () => {
    expect(Resources.HttpApiRouteGetHealth.Properties.AuthorizationType).toBe('NONE');
  });
});

describe('options', () => {
  const guarded = (options: (stack: Stack) => ApiOptions, stage?: ListBackupStage) => {
    const stack = apiStack();
    apiIn(stack, options, stage).addRoute('GET /jobs', functionIn(stack, 'Fn'), { groups: ['Admins'] });
    return { stack, ...templateOf(stack) };
  };

  test.each([[0, 0], [3600, 3600]])('answers are remembered for %p s', (seconds, expected) => {
    const template = guarded(() => ({ authorizerCacheTtl: Duration.seconds(seconds) }));
    const { Resources } = template;
    expect(Resources.HttpApiAuthorizerListBackupAuthorizer.Properties.AuthorizerResultTtlInSeconds).toBe(expected);
    expect(environmentOf(template)).toMatchObject({ AUTHORIZER_CACHE_SECONDS: String(seconds) });
  });

  test.each([Duration.seconds(3601), Duration.millis(1500), 300, null])('but not for %p', (ttl) => {
    expect(() => guarded(() => ({ authorizerCacheTtl: ttl as Duration }))).toThrow(refusal('authorizerCacheTtl', ANY_VALUE, 'must be a Duration of 0 to 3600 whole seconds'));
  });

  test('retention, boundary and key', () => {
    const { Resources } = guarded((stack) => ({
      logRetention: RetentionDays.ONE_DAY,
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary'),
      encryptionKey: new Key(stack, 'Key'),
    }));
    expect(Resources.ListBackupAuthorizerLogGroup.Properties.RetentionInDays).toBe(1);
    expect(JSON.stringify(Resources.ListBackupAuthorizerRole.Properties.PermissionsBoundary)).toContain('boundary');
    expect(Resources.ListBackupAuthorizerLambdaFunction.Properties.KmsKeyArn).toEqual(Resources.ListBackupAuthorizerLogGroup.Properties.KmsKeyId);
    expect(JSON.stringify(Resources.ListBackupAuthorizerRolePolicy)).toContain('kms:Decrypt');
  });

  test('destroying production is warned of once for all of it', () => {
    const { stack, Resources } = guarded(() => ({ removalPolicy: RemovalPolicy.DESTROY }));
    expect(Resources.ListBackupAuthorizerLogGroup.DeletionPolicy).toBe('Delete');
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('DESTROY in production'))).toHaveLength(1);
  });
});

describe('by itself', () => {
  const make = (props: Partial<ListBackupAuthorizerProps> = {}) => {
    const stack = apiStack();
    const httpApi = new HttpApi(stack, 'Mine');
    return { stack, httpApi, authorizer: new ListBackupAuthorizer(stack, 'Authorizer', { stage: ListBackupStage.DEV, httpApi, ...issuer(stack), ...props }) };
  };

  test('it guards routes that CDK makes', () => {
    const { stack, httpApi, authorizer } = make();
    httpApi.addRoutes({
      path: '/accounts',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Accounts', functionIn(stack, 'Fn')),
      authorizer: authorizer.forRoute('GET /accounts', { groups: ['Admins'] }),
    });
    const template = templateOf(stack);
    const [route] = Object.values(resourcesOfType(template, 'AWS::ApiGatewayV2::Route'));
    expect(route.Properties).toMatchObject({ RouteKey: 'GET /accounts', AuthorizationType: 'CUSTOM', AuthorizerId: AUTHORIZER });
    expect(rulesOf(template)).toEqual({ rules: [{ groups: ['Admins'] }], routes: { 'GET /accounts': 0 } });
  });

  test('a route twice is refused', () => {
    const { authorizer } = make();
    authorizer.forRoute('GET /x');
    expect(() => authorizer.forRoute('GET /x', { groups: ['Admins'] })).toThrow(refusal('route', ANY_VALUE, 'can\'t be "GET /x": the authorizer guards that route already'));
  });

  test.each([
    [{ anonymous: true }, refusal('route GET /x: anonymous', ANY_VALUE, 'requires edgeSecret: without it the authorizer has nothing to check')],
    [{ anonymous: true, groups: ['Admins'] }, refusal('route GET /x: anonymous', ANY_VALUE, 'can\'t be combined with groups or scopes: a request without a token has neither')],
    [{ groups: [] }, refusal('route GET /x: groups', ANY_VALUE, 'must have at least one entry')],
    [{ scopes: ['a b'] }, refusal('route GET /x: scopes', 'a b')],
    [{ anonymous: 1 }, refusal('route GET /x: anonymous', 1, 'must be true or false')],
  ])('%j is refused', (rule, message) => {
    expect(() => make().authorizer.forRoute('GET /x', rule as never)).toThrow(message);
  });

  test('rules that no environment would hold are refused before Lambda does', () => {
    const { stack, authorizer } = make();
    const fill = () => {
      for (let at = 0; at < 1000; at += 1) authorizer.forRoute(`GET /a-rather-long-path/{accountId}/number${at}`, { groups: ['Admins'] });
    };
    expect(fill).toThrow(refusal('route', ANY_VALUE, 'can\'t be "GET /a-rather-long-path/{accountId}/number70": with it the authorizer\'s rules take 3513 bytes, and its function\'s environment has room for 3500'));
    const environment = JSON.stringify(environmentOf(templateOf(stack)));
    expect(Buffer.byteLength(environment)).toBeLessThan(4096 + environment.split('\\"').length);
    expect(Object.keys(rulesOf(templateOf(stack)).routes).length).toBeGreaterThan(50);
  });

  test.each([
    ['stage', { stage: 'main' }],
    ['httpApi', { httpApi: 'api' }],
    ['httpApi', { httpApi: undefined }],
    ['userPool', { userPool: undefined }],
    ['userPoolClient', { userPoolClient: {} }],
    ['edgeSecret', { edgeSecret: 'secret' }],
    ['permissionsBoundary', { permissionsBoundary: 'x' }],
    ['encryptionKey', { encryptionKey: 'x' }],
    ['logRetention', { logRetention: 42 }],
    ['removalPolicy', { removalPolicy: 'gone' }],
  ])('bad input: %s', (prop, props) => {
    expect(() => make(props as never)).toThrow(refusal(prop));
  });
});

test('more authorizers than an API has are warned of', () => {
  const { app, api } = home();
  const stacks = Array.from({ length: 10 }, (_, at) => apiStack(app, `Service${at}`));
  stacks.forEach((stack, at) => api.addRoute(`GET /r${at}`, functionIn(stack, 'Fn'), { groups: ['Admins'] }));
  const found = stacks.map((stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('an API has 10 unless')).length);
  expect(found).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});
