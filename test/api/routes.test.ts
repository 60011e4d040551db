import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { apiIn, apiStack, functionIn } from './api.facts';
import { ListBackupRouteOptions } from '../../src';
import { newFunction } from '../functions/functions';
import { ANY_VALUE, refusal, unknownOption } from '../support/refusal';
import { MAIN_ENV, resourcesOfType, templateOf } from '../support/synth';

const IMPORTED_API = { 'Fn::ImportValue': 'listbackup-api-gateway-main-HttpApiId' };
const IMPORTED_AUTHORIZER = { 'Fn::ImportValue': 'listbackup-api-gateway-main-CognitoAuthorizerId' };

function home() {
  const app = new App();
  const stack = apiStack(app);
  return { app, stack, api: apiIn(stack) };
}

/** The properties of a route that was added with these options, in the API's own stack. */
function routeWith(options?: (stack: Stack) => ListBackupRouteOptions) {
  const { stack, api } = home();
  api.addRoute('GET /jobs', functionIn(stack, 'GetJobs'), options?.(stack));
  return templateOf(stack).Resources.HttpApiRouteGetJobs.Properties;
}

describe('a route in the API\'s own stack', () => {
  const { stack, api } = home();
  api.addRoute('GET /jobs/{id}', functionIn(stack, 'GetJob'));
  const { Resources } = templateOf(stack);
  const fn = stack.resolve((stack.node.findChild('GetJob') as LambdaFunction).functionArn);

  test('asks for a token of the user pool', () => {
    expect(Resources.HttpApiRouteGetJobsIdVar.Properties).toEqual({
      ApiId: { Ref: 'HttpApi' },
      RouteKey: 'GET /jobs/{id}',
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'HttpApiIntegrationGetJob' }]] },
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: 'HttpApiAuthorizerCognitoAuthorizer' },
    });
  });

  test('leads to the function, which this API alone may call', () => {
    expect(Resources.HttpApiIntegrationGetJob.Properties).toEqual({
      ApiId: { Ref: 'HttpApi' }, IntegrationType: 'AWS_PROXY', IntegrationUri: fn, PayloadFormatVersion: '2.0', TimeoutInMillis: 30000,
    });
    expect(Resources.GetJobLambdaPermissionHttpApi.Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: fn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':execute-api:us-west-2:123456789012:', { Ref: 'HttpApi' }, '/*']] },
    });
  });
});

describe('a route in the function\'s own stack', () => {
  const { app, stack, api } = home();
  const consumer = apiStack(app, 'Jobs');
  const fn = functionIn(consumer, 'Jobs');
  api.addRoute('GET /jobs', fn);
  api.addRoute('POST /jobs', fn);
  const { Resources } = templateOf(consumer);

  test('reads the API\'s published exports, and is deployed after it', () => {
    expect(Resources.HttpApiRouteGetJobs.Properties).toMatchObject({ ApiId: IMPORTED_API, AuthorizerId: IMPORTED_AUTHORIZER, AuthorizationType: 'JWT' });
    expect(consumer.dependencies).toEqual([stack]);
  });

  test('leaves the API\'s stack as it is', () => {
    const { Resources: ofApi, Outputs } = templateOf(stack);
    expect(Object.keys(resourcesOfType({ Resources: ofApi, Outputs }, 'AWS::ApiGatewayV2::Route'))).toEqual(['HttpApiRouteGetHealth']);
    expect(Object.keys(Outputs)).toEqual(['HttpApiId', 'HttpApiEndpoint', 'CustomDomainEndpoint', 'CognitoAuthorizerId']);
  });

  test('shares integration and permission with the function\'s other routes', () => {
    expect(Object.keys(resourcesOfType({ Resources, Outputs: {} }, 'AWS::ApiGatewayV2::Integration'))).toEqual(['HttpApiIntegrationJobs']);
    expect(Object.keys(resourcesOfType({ Resources, Outputs: {} }, 'AWS::Lambda::Permission'))).toEqual(['JobsLambdaPermissionHttpApi']);
    expect(Resources.HttpApiRoutePostJobs.Properties.Target).toEqual(Resources.HttpApiRouteGetJobs.Properties.Target);
  });
});

test('a stack nested in the API\'s gets its IDs as parameters: exports of one family wait for each other', () => {
  const { stack, api } = home();
  const nested = new NestedStack(stack, 'Nested');
  api.addRoute('GET /jobs', functionIn(nested, 'GetJobs'));
  const { Resources } = Template.fromStack(nested).toJSON();
  expect(JSON.stringify(Resources)).not.toContain('Fn::ImportValue');
  expect(Resources.HttpApiRouteGetJobs.Properties.ApiId).toEqual({ Ref: expect.stringMatching(/HttpApi/) });
  const [child] = Object.values(resourcesOfType(templateOf(stack), 'AWS::CloudFormation::Stack'));
  expect(Object.values(child.Properties.Parameters)).toEqual(expect.arrayContaining([{ Ref: 'HttpApi' }, { Ref: 'HttpApiAuthorizerCognitoAuthorizer' }]));
});

describe('who may call it', () => {
  test('scopes', () => {
    expect(routeWith(() => ({ scopes: ['jobs/read', 'jobs/write'] }))).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: ['jobs/read', 'jobs/write'] });
  });

  test('anyone', () => {
    const route = routeWith(() => ({ anonymous: true }));
    expect(route).toMatchObject({ AuthorizationType: 'NONE' });
    expect(route).not.toHaveProperty('AuthorizerId');
  });

  test('whom a Lambda authorizer of the caller\'s lets through', () => {
    const { app, api } = home();
    const consumer = apiStack(app, 'Jobs');
    const mine = new HttpLambdaAuthorizer('Mine', functionIn(consumer, 'Authorizer'));
    api.addRoute('GET /jobs', functionIn(consumer, 'GetJobs'), { authorizer: mine, scopes: ['jobs/read'] });
    api.addRoute('POST /jobs', functionIn(consumer, 'PostJobs'), { authorizer: mine });
    const template = templateOf(consumer);
    const [id, ...others] = Object.keys(resourcesOfType(template, 'AWS::ApiGatewayV2::Authorizer'));
    expect(others).toEqual([]);
    expect(template.Resources[id].Properties).toMatchObject({ ApiId: IMPORTED_API, AuthorizerType: 'REQUEST' });
    expect(template.Resources.HttpApiRouteGetJobs.Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: id }, AuthorizationScopes: ['jobs/read'] });
    expect(template.Resources.HttpApiRoutePostJobs.Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: id } });
    expect(template.Resources.HttpApiRoutePostJobs.Properties).not.toHaveProperty('AuthorizationScopes');
  });

  test('whom IAM lets through', () => {
    const { stack, api } = home();
    const route = api.addRoute('POST /jobs/{id}', functionIn(stack, 'Jobs'), { authorizer: new HttpIamAuthorizer() });
    const role = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    route.grantInvoke(role);
    route.grantInvoke(role, { httpMethods: [HttpMethod.GET] });
    const template = templateOf(stack);
    expect(template.Resources.HttpApiRoutePostJobsIdVar.Properties.AuthorizationType).toBe('AWS_IAM');
    const policy = JSON.stringify(Object.values(resourcesOfType(template, 'AWS::IAM::Policy')));
    expect(policy).toContain('"/*/POST/jobs/*"');
    expect(policy).toContain('"/*/GET/jobs/*"');
  });

  test('a grant on a route that does not heed grants is refused', () => {
    const { stack, api } = home();
    const route = api.addRoute('GET /jobs', functionIn(stack, 'Jobs'));
    expect(() => route.grantInvoke(new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })))
      .toThrow(refusal('route GET /jobs: grantInvoke', ANY_VALUE, 'requires an IAM authorizer, but the route\'s is "JWT"'));
    expect([route.path, route.routeRef.routeId === route.routeId, route.httpApi]).toEqual(['/jobs', true, api.httpApi]);
  });
});

describe('names', () => {
  test('a function with provisioned copies is called by the alias that they stand behind', () => {
    const { stack, api } = home();
    api.addRoute('GET /jobs', newFunction(stack, 'GetJobs', { provisionedConcurrency: 1 }));
    const { Resources } = templateOf(stack);
    expect(Resources.HttpApiIntegrationGetJobs.Properties.IntegrationUri).toEqual({ Ref: 'GetJobsFunctionAlias' });
    expect(Resources.GetJobsLambdaPermissionHttpApi.Properties.FunctionName).toEqual({ Ref: 'GetJobsFunctionAlias' });
  });

  test('an alias is called like its function', () => {
    const { stack, api } = home();
    api.addRoute('GET /jobs', functionIn(stack, 'get-jobs').addAlias('live'));
    const { Resources } = templateOf(stack);
    expect(Object.keys(Resources)).toEqual(expect.arrayContaining(['HttpApiIntegrationGetDashjobs', 'GetDashjobsLambdaPermissionHttpApi']));
    expect(JSON.stringify(Resources.HttpApiIntegrationGetDashjobs.Properties.IntegrationUri)).toMatch(/Alias/);
  });

  test('two functions of one id need a name, and the error says which', () => {
    const { stack, api } = home();
    const [one, two] = ['One', 'Two'].map((id) => functionIn(new Construct(stack, id), 'Handler'));
    api.addRoute('GET /one', one);
    expect(() => api.addRoute('GET /two', two))
      .toThrow(refusal('integrationName', ANY_VALUE, 'can\'t be "Handler" for Home/Two/Handler: the logical ID HttpApiIntegrationHandler belongs to Home/One/Handler'));
  });

  test('a name of the caller\'s', () => {
    const { stack, api } = home();
    api.addRoute('GET /two', functionIn(stack, 'Handler'), { integrationName: 'Two' });
    expect(Object.keys(templateOf(stack).Resources)).toEqual(expect.arrayContaining(['HttpApiIntegrationTwo', 'TwoLambdaPermissionHttpApi']));
  });
});

describe('refused', () => {
  test.each([
    ['GET /jobs', 'GET /jobs'],
    ['GET /jobs/{id}', 'GET /jobs/{jobId}'],
  ])('%s and %s, also from another stack, with both places', (first, second) => {
    const { app, stack, api } = home();
    api.addRoute(first, functionIn(stack, 'One'));
    expect(() => api.addRoute(second, functionIn(apiStack(app, 'Jobs'), 'Two')))
      .toThrow(refusal('route', ANY_VALUE, `can't be "${second}" for Jobs/Two: stage "main" has ${first} already, for Home/One`));
  });

  test('the health route', () => {
    const { stack, api } = home();
    expect(() => api.addRoute('GET /health', functionIn(stack, 'One'))).toThrow(refusal('route', 'GET /health', 'must not be the health route, which the API answers itself'));
  });

  test('two paths of one logical ID in a stack', () => {
    const { stack, api } = home();
    api.addRoute('GET /userId', functionIn(stack, 'One'));
    expect(() => api.addRoute('GET /userid', functionIn(stack, 'Two'))).toThrow(refusal('route', ANY_VALUE, 'can\'t be "GET /userid": its logical ID HttpApiRouteGetUserid belongs to GET /userId in the same stack'));
  });

  test.each([
    ['a function that is none', 'GET /jobs', 'fn', {}, refusal('route GET /jobs: handler', 'fn', 'must be a Lambda function')],
    ['no function', 'GET /jobs', undefined, {}, refusal('route GET /jobs: handler', null)],
  ])('%s', (_, route, handler, options, message) => {
    const { api } = home();
    expect(() => api.addRoute(route, handler as never, options)).toThrow(message);
  });

  test.each([
    ['scopes', [], /must have at least one entry/],
    ['scopes', ['a b'], /without spaces/],
    ['scopes', [''], /without spaces/],
    ['scopes', Array.from({ length: 11 }, (_, at) => `scope${at}`), refusal('route GET /jobs: scopes', 11, 'must have at most 10 scopes')],
    ['scopes', 'jobs', /must be a list/],
    ['groups', [], /must have at least one entry/],
    ['groups', ['Admins,Staff'], /1 to 128 characters/],
    ['groups', ['Admins "x"'], /1 to 128 characters/],
    ['groups', [null], /1 to 128 characters/],
    ['groups', [42], /1 to 128 characters/],
    ['anonymous', 'yes', /true or false/],
    ['authorizer', {}, /authorizer of HTTP routes/],
    ['authorizer', null, /authorizer of HTTP routes/],
    ['integrationName', 'my-name', /letters and digits/],
    ['integrationName', '', /letters and digits/],
  ])('%s: %p', (option, value, message) => {
    const { stack, api } = home();
    const make = () => api.addRoute('GET /jobs', functionIn(new Construct(stack, `X${Math.random()}`), 'Fn'), { [option]: value } as never);
    expect(make).toThrow(message);
    expect(make).toThrow(refusal(`route GET /jobs: ${option}`));
  });

  test('an option that is none', () => {
    const { stack, api } = home();
    expect(() => api.addRoute('GET /jobs', functionIn(stack, 'Fn'), { public: true } as never)).toThrow(unknownOption('public'));
  });

  test.each([
    ['anonymous', { anonymous: true, scopes: ['a'] }, 'scopes'],
    ['anonymous', { anonymous: true, groups: ['a'] }, 'groups'],
    ['anonymous', { anonymous: true, authorizer: new HttpIamAuthorizer() }, 'authorizer'],
    ['groups', { groups: ['a'], authorizer: new HttpIamAuthorizer() }, 'authorizer'],
  ])('%s together with what it excludes', (option, options, other) => {
    const { stack, api } = home();
    expect(() => api.addRoute('GET /jobs', functionIn(stack, 'Fn'), options)).toThrow(refusal(`route GET /jobs: ${option}`, ANY_VALUE, `can't be combined with ${other}`));
  });

  test('a route that was refused leaves nothing behind', () => {
    const { stack, api } = home();
    const fn = functionIn(stack, 'Fn');
    expect(() => api.addRoute('GET /jobs', fn, { scopes: [] })).toThrow();
    api.addRoute('GET /jobs', fn);
    expect(templateOf(stack).Resources.HttpApiRouteGetJobs).toBeDefined();
  });
});

describe('limits', () => {
  test('more routes than an API has are warned of, from whichever stacks they come', () => {
    const { app, api } = home();
    const stacks = ['A', 'B'].map((id) => apiStack(app, id));
    const functions = stacks.map((stack) => functionIn(stack, 'Fn'));
    for (let at = 1; at <= 300; at += 1) api.addRoute(`GET /r${at}`, functions[at % 2]);
    const found = () => stacks.flatMap((stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('an API has 300')));
    expect(found()).toEqual([]);
    api.addRoute('GET /one-more', functions[0]);
    expect(found().map(({ entry }) => entry.data)).toEqual([expect.stringMatching(/GET \/one-more is route 301 .*\[ack: listbackup-infrastructure:apiRouteQuota\]/)]);
  });

  test('a stack that nears 500 resources is warned of, once', () => {
    const { app, api } = home();
    const stack = new Stack(app, 'Full', { env: MAIN_ENV });
    for (let at = 1; at <= 78; at += 1) api.addRoute(`GET /r${at}`, functionIn(stack, `Fn${at}`));
    const found = () => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('500 resources'));
    expect(found()).toEqual([]);
    // Each brings a function, its role, an integration, a permission and a route.
    for (let at = 79; at <= 99; at += 1) api.addRoute(`GET /r${at}`, functionIn(stack, `Fn${at}`));
    expect(found().map(({ entry }) => entry.data)).toEqual([expect.stringMatching(/more than 400 of the 500 resources .*\[ack: listbackup-infrastructure:stackResourceLimit\]/)]);
  });
});
