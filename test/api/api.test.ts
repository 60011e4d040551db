import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { apiIn, apiOf, apiStack, issuer, RESOURCE_FACTS } from './api.facts';
import { ListBackupApi, ListBackupAuth, ListBackupStage } from '../../src';
import { logicalIdTaken } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, replacePolicyOf, resourcesOfType, tagsOf, templateOf } from '../support/synth';

const template = apiOf();
const types = (of = template) => Object.fromEntries(Object.entries(of.Resources).map(([id, { Type }]) => [id, Type]));

describe('the API of main', () => {
  test('is these resources, and no other', () => {
    expect(types()).toEqual(RESOURCE_FACTS);
  });

  test('is an HTTP API under the deployed name', () => {
    expect(template.Resources.HttpApi.Properties).toMatchObject({ Name: 'main-listbackup-api-gateway', ProtocolType: 'HTTP', DisableExecuteApiEndpoint: false });
  });

  test('has a JWT authorizer on the user pool with the client as audience', () => {
    expect(template.Resources.HttpApiAuthorizerCognitoAuthorizer.Properties).toEqual({
      ApiId: { Ref: 'HttpApi' },
      Name: 'cognitoAuthorizer',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_abcdEFGH1', Audience: ['1example23456789'] },
    });
  });

  test('has a default stage that deploys by itself, with throttling and access logs', () => {
    expect(template.Resources.HttpApiStage.Properties).toMatchObject({
      ApiId: { Ref: 'HttpApi' },
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500, DetailedMetricsEnabled: false },
      AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['HttpApiLogGroup', 'Arn'] } },
    });
    expect(template.Resources.HttpApiLogGroup.Properties).toMatchObject({ LogGroupName: '/aws/apigateway/listbackup-api-gateway-main', RetentionInDays: 365 });
  });

  test('writes a JSON line for each request, without headers and queries', () => {
    const { Format } = template.Resources.HttpApiStage.Properties.AccessLogSettings as { Format: string };
    const line = JSON.parse(Format);
    expect(Object.values(line)).toEqual(expect.arrayContaining([
      '$context.requestId', '$context.identity.sourceIp', '$context.routeKey', '$context.status', '$context.integrationErrorMessage', '$context.authorizer.error',
    ]));
    expect(Format).not.toMatch(/\$request|queryString|header/i);
  });

  test('answers browsers as the specification says', () => {
    expect(template.Resources.HttpApi.Properties.CorsConfiguration).toEqual({
      AllowOrigins: ['https://listbackup.ai', 'https://app.listbackup.ai', 'https://main.listbackup.ai', 'https://main.app.listbackup.ai'],
      AllowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      AllowHeaders: ['Content-Type', 'Authorization', 'X-Amz-Date', 'X-Api-Key', 'X-Amz-Security-Token'],
      AllowCredentials: false,
      MaxAge: 86400,
    });
  });

  test('publishes its outputs', () => {
    expect(exportsOf(template)).toEqual({
      HttpApiId: 'listbackup-api-gateway-main-HttpApiId',
      HttpApiEndpoint: 'listbackup-api-gateway-main-HttpApiEndpoint',
      CustomDomainEndpoint: 'listbackup-api-gateway-main-CustomDomainEndpoint',
      CognitoAuthorizerId: 'listbackup-api-gateway-main-CognitoAuthorizerId',
    });
    const own = { 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] };
    expect(Object.fromEntries(Object.entries(template.Outputs).map(([key, { Value }]) => [key, Value]))).toEqual({
      HttpApiId: { Ref: 'HttpApi' }, HttpApiEndpoint: own, CustomDomainEndpoint: own, CognitoAuthorizerId: { Ref: 'HttpApiAuthorizerCognitoAuthorizer' },
    });
  });

  test('carries the tags of the service and the stage; the role no Stage', () => {
    const tags = { Service: 'listbackup-api-gateway', Stage: 'main', ManagedBy: 'CDK' };
    for (const id of ['HttpApi', 'HttpApiStage', 'HttpApiLogGroup', 'HealthLambdaFunction', 'HealthLogGroup']) {
      expect([id, tagsOf(template.Resources[id])]).toEqual([id, tags]);
    }
    expect(tagsOf(template.Resources.IamRoleLambdaExecution)).toEqual({ Service: 'listbackup-api-gateway', ManagedBy: 'CDK' });
  });
});

describe('what the stage decides', () => {
  test.each([
    ['main', 'RetainExceptOnCreate', 365, ['https://listbackup.ai', 'https://app.listbackup.ai', 'https://main.listbackup.ai', 'https://main.app.listbackup.ai']],
    ['staging', 'RetainExceptOnCreate', 90, ['https://staging.listbackup.ai', 'https://staging.app.listbackup.ai']],
    ['dev', 'Delete', 30, ['https://dev.listbackup.ai', 'https://dev.app.listbackup.ai', 'http://localhost:3000']],
    ['feature-x', 'Delete', 30, ['https://feature-x.listbackup.ai', 'https://feature-x.app.listbackup.ai', 'http://localhost:3000']],
  ])('%s', (name, policy, days, origins) => {
    const { Resources } = apiOf(undefined, ListBackupStage.of(name));
    expect(Resources.HttpApi.Properties).toMatchObject({ Name: `${name}-listbackup-api-gateway`, CorsConfiguration: { AllowOrigins: origins } });
    for (const id of ['HttpApi', 'HttpApiLogGroup', 'HealthLogGroup']) {
      expect([id, Resources[id].DeletionPolicy, Resources[id].UpdateReplacePolicy]).toEqual([id, policy, replacePolicyOf(policy)]);
    }
    for (const [id, group] of Object.entries({
      HttpApiLogGroup: `/aws/apigateway/listbackup-api-gateway-${name}`, HealthLogGroup: `/aws/lambda/listbackup-api-gateway-${name}-health`,
    })) {
      expect(Resources[id].Properties).toMatchObject({ LogGroupName: group, RetentionInDays: days });
    }
  });
});

describe('GET /health', () => {
  const { Resources } = template;

  test('is open, under the deployed names', () => {
    expect(Resources.HttpApiRouteGetHealth.Properties).toMatchObject({ RouteKey: 'GET /health', AuthorizationType: 'NONE' });
    expect(Resources.HttpApiRouteGetHealth.Properties.Target).toEqual({ 'Fn::Join': ['', ['integrations/', { Ref: 'HttpApiIntegrationHealth' }]] });
    expect(Resources.HealthLambdaFunction.Properties).toMatchObject({
      FunctionName: 'listbackup-api-gateway-main-health', Architectures: ['arm64'], Handler: 'index.handler', LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: 'HealthLogGroup' } },
    });
    expect(Resources.HealthLambdaFunction.Properties.Runtime).toMatch(/^nodejs\d+\.x$/);
    expect(Resources.IamRoleLambdaExecution.Properties.RoleName).toBe('listbackup-api-gateway-main-us-west-2-lambdaRole');
  });

  test('answers with the stage and the time', async () => {
    interface Inline { readonly Code: { readonly ZipFile: string }; readonly Environment: { readonly Variables: Record<string, string> } }
    const { Code, Environment } = Resources.HealthLambdaFunction.Properties as unknown as Inline;
    const module = { exports: {} as { handler?: () => Promise<{ statusCode: number; headers: Record<string, string>; body: string }> } };
    new Function('exports', 'process', Code.ZipFile)(module.exports, { env: Environment.Variables });
    const before = Date.now();
    const { statusCode, headers, body } = await module.exports.handler!();
    const { timestamp, ...answer } = JSON.parse(body);
    expect([statusCode, headers['content-type'], headers['cache-control'], answer])
      .toEqual([200, 'application/json', 'no-store', { status: 'healthy', service: 'listbackup-api-gateway', stage: 'main' }]);
    expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(before);
  });

  test('its role writes its own log and nothing else', () => {
    expect(Resources.IamRoleLambdaExecution.Properties.Policies).toMatchObject([{
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['HealthLogGroup', 'Arn'] } }],
      },
    }]);
  });

  test.each([
    ['a-stage-of-15-ch', undefined],
    ['a-stage-of-15-c', 'listbackup-api-gateway-a-stage-of-15-c-us-west-2-lambdaRole'],
  ])('the role of stage %p fits IAM\'s 64 characters in every region, or CloudFormation names it', (name, roleName) => {
    expect(apiOf(undefined, ListBackupStage.of(name)).Resources.IamRoleLambdaExecution.Properties.RoleName).toBe(roleName);
  });
});

describe('options', () => {
  test('throttling and metrics', () => {
    const { Resources } = apiOf(() => ({ throttlingRateLimit: 50, throttlingBurstLimit: 10, detailedMetrics: true }));
    expect(Resources.HttpApiStage.Properties.DefaultRouteSettings)
      .toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 10, DetailedMetricsEnabled: true });
  });

  test('origins, with cookies', () => {
    expect(apiOf(() => ({ corsOrigins: ['https://app.example.com'], corsCredentials: true })).Resources.HttpApi.Properties.CorsConfiguration)
      .toMatchObject({ AllowOrigins: ['https://app.example.com'], AllowCredentials: true });
    expect(apiOf(() => ({ domainName: 'example.com' })).Resources.HttpApi.Properties.CorsConfiguration)
      .toMatchObject({ AllowOrigins: ['https://example.com', 'https://app.example.com', 'https://main.example.com', 'https://main.app.example.com'] });
    expect(apiOf(() => ({ corsOrigins: ['*'] }), ListBackupStage.DEV).Resources.HttpApi.Properties.CorsConfiguration).toMatchObject({ AllowOrigins: ['*'] });
  });

  test('retention, removal and boundary', () => {
    const { Resources } = apiOf((stack) => ({
      logRetention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.RETAIN,
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary'),
    }), ListBackupStage.DEV);
    expect([Resources.HttpApi.DeletionPolicy, Resources.HealthLogGroup.DeletionPolicy]).toEqual(['Retain', 'Retain']);
    expect([Resources.HttpApiLogGroup, Resources.HealthLogGroup].map(({ Properties }) => Properties.RetentionInDays)).toEqual([7, 7]);
    expect(JSON.stringify(Resources.IamRoleLambdaExecution.Properties.PermissionsBoundary)).toContain(':policy/boundary');
  });

  test('destroying production is warned of once', () => {
    const stack = apiStack();
    apiIn(stack, () => ({ removalPolicy: RemovalPolicy.DESTROY }));
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('DESTROY in production'))).toHaveLength(1);
  });

  test('a key for the logs, which admits CloudWatch Logs', () => {
    const { Resources } = apiOf((stack) => ({ encryptionKey: new Key(stack, 'Key') }));
    for (const id of ['HttpApiLogGroup', 'HealthLogGroup']) expect(JSON.stringify(Resources[id].Properties.KmsKeyId)).toMatch(/Key/);
    const [key] = Object.values(resourcesOfType({ Resources, Outputs: {} }, 'AWS::KMS::Key'));
    expect(key.Properties.KeyPolicy).toMatchObject({
      Statement: expect.arrayContaining([expect.objectContaining({ Principal: { Service: 'logs.us-west-2.amazonaws.com' } })]),
    });
  });
});

describe('where it stands', () => {
  test('logical IDs stay when the construct moves', () => {
    const stack = newStack({ env: MAIN_ENV });
    const place = new Construct(new Construct(stack, 'Deep'), 'Deeper');
    new ListBackupApi(place, 'Elsewhere', { stage: ListBackupStage.MAIN, ...issuer(stack) });
    const moved = templateOf(stack);
    expect(types(moved)).toEqual(RESOURCE_FACTS);
    expect(exportsOf(moved)).toEqual(exportsOf(template));
  });

  test('beside authentication in one stack, and after it in two', () => {
    const stage = ListBackupStage.DEV;
    const one = newStack();
    const auth = new ListBackupAuth(one, 'Auth', { stage });
    new ListBackupApi(one, 'Api', { stage, userPool: auth.userPool, userPoolClient: auth.userPoolClient });
    expect(templateOf(one).Resources.HttpApiAuthorizerCognitoAuthorizer.Properties.JwtConfiguration).toEqual({
      Issuer: { 'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'CognitoUserPool' }]] },
      Audience: [{ Ref: 'CognitoUserPoolClient' }],
    });

    const app = new App();
    const home = new Stack(app, 'Auth', { env: MAIN_ENV });
    const gateway = new Stack(app, 'Gateway', { env: MAIN_ENV });
    const { userPool, userPoolClient } = new ListBackupAuth(home, 'Auth', { stage });
    new ListBackupApi(gateway, 'Api', { stage, userPool, userPoolClient });
    expect(templateOf(gateway).Resources.HttpApiAuthorizerCognitoAuthorizer.Properties.JwtConfiguration).toMatchObject({
      Audience: [{ 'Fn::ImportValue': 'listbackup-infrastructure-cognito-dev-CognitoUserPoolClientId' }],
    });
    expect(gateway.dependencies).toEqual([home]);
    expect(JSON.stringify(templateOf(home))).not.toContain('ExportsOutput');
  });

  test('twice in one stack is refused with both places', () => {
    const stack = apiStack();
    apiIn(stack);
    expect(() => new ListBackupApi(stack, 'Second', { stage: ListBackupStage.DEV, userPool: issuer(new Construct(stack, 'X')).userPool, userPoolClient: issuer(new Construct(stack, 'Y')).userPoolClient }))
      .toThrow(logicalIdTaken('HttpApi', 'Home', 'Home/Api/HttpApi', 'Home/Second/HttpApi'));
  });
});
